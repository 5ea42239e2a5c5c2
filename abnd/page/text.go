package page

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// words are what the page's program says, by the names that it has for them.
func words(study *abnd.Study) map[string]abnd.Text {
	all := map[string]abnd.Text{
		"percent":       abnd.InEach(abnd.Lang.PercentSign),
		"proposal":      abnd.TriedName,
		"base":          abnd.T("Based on the scenario", "Com base no cenário"),
		"year":          abnd.T("Year shown", "Ano apresentado"),
		"levers":        abnd.T("Levers", "Alavancas"),
		"more":          abnd.T("More levers", "Mais alavancas"),
		"own":           abnd.T("own value", "valor próprio"),
		"outside":       abnd.T("not taken: outside %s to %s", "não é aceite: fora de %s a %s"),
		"whole":         abnd.T("not taken: a whole number is needed", "não é aceite: tem de ser um número inteiro"),
		"asBase":        abnd.T("as in the scenario", "como no cenário"),
		"noEffect":      abnd.T("changes no figure as the other levers stand", "não muda nenhum valor com as outras alavancas como estão"),
		"reset":         abnd.T("Move all back", "Repor tudo"),
		"before":        abnd.T("before", "antes"),
		"after":         abnd.T("after", "depois"),
		"quo":           abnd.T("status quo", "situação actual"),
		"to":            abnd.T("to", "a"),
		"lasts":         abnd.T("not by %d", "não até %d").Fill(int(study.Projection.Last)),
		"atLeast":       abnd.T("≥ = at least: something is not known", "≥ = no mínimo: há algo que não se sabe"),
		"byYear":        abnd.T("Before and after, by year", "Antes e depois, por ano"),
		"byGuarantee":   byGuaranteeCaption(study, "{year}"),
		"column":        abnd.T("Year", "Ano"),
		"code":          abnd.T("The code of this choice", "O código desta escolha"),
		"codeAbout":     abnd.T("Write it down or read it out: on any copy of this page it gives the same levels, and \"abnd cost --choice\" takes it.", "Escreva-o ou leia-o em voz alta: em qualquer cópia desta página dá os mesmos níveis, e «abnd cost --choice» aceita-o."),
		"codeOwn":       abnd.T("Values of your own are not in the code: save the file.", "Os valores próprios não cabem no código: guarde o ficheiro."),
		"codeTyped":     abnd.T("A code to take", "Código a usar"),
		"take":          abnd.T("Take this code", "Usar este código"),
		"taken":         abnd.T("The levers are as in %s.", "As alavancas estão como em %s."),
		"save":          abnd.T("Save the choice as a file", "Guardar a escolha num ficheiro"),
		"openFile":      abnd.T("Open a saved choice", "Abrir uma escolha guardada"),
		"fileName":      abnd.T("choice", "escolha"),
		"room":          abnd.T("What is left of the envelope, %s, million %s", "O que resta do envelope, %s, milhões de %s").Fill("{year}", study.Country.Currency),
		"roomSum":       abnd.T("envelope %s − what the proposal adds %s = ", "envelope %s − o que a proposta acrescenta %s = "),
		"roomAssumed":   abnd.T("Nobody is known to have given this envelope: what fits in it is not agreed spending.", "Não se sabe quem deu este envelope: o que nele cabe não é despesa acordada."),
		"roomNone":      abnd.T("The study has no fiscal envelope: what is left cannot be said.", "O estudo não tem envelope de recursos: não se pode dizer o que resta."),
		"fits":          abnd.T("fits", "cabe"),
		"fitsNot":       abnd.T("does not fit in %s", "não cabe em %s"),
		"fitsUnknown":   abnd.T("not known whether it fits", "não se sabe se cabe"),
		"beside":        abnd.T("Beside each level: what it would change of the cost in %s, million %s, and whether it still fits the envelope.", "Ao lado de cada nível: o que mudaria no custo de %s, em milhões de %s, e se ainda cabe no envelope.").Fill("{year}", study.Country.Currency),
		"leftOut":       abnd.T("Who is left out, %s", "Quem fica de fora, %s").Fill("{year}"),
		"group":         abnd.T("Population group", "Grupo da população"),
		"groupWomen":    abnd.T("women, after", "mulheres, depois"),
		"groupMen":      abnd.T("men, after", "homens, depois"),
		"atMost":        abnd.T("≤ = at most: of some scheme it is not known whom it covers", "≤ = no máximo: de algum regime não se sabe quem abrange"),
		"sevilla":       abnd.T("Persons covered are those of this study's benefits. The count of indicator 1.3.1, to which the Sevilla Commitment refers, is another one, and the study does not carry it.", "As pessoas abrangidas são as das prestações deste estudo. A contagem do indicador 1.3.1, a que se refere o Compromisso de Sevilha, é outra, e o estudo não a tem."),
		"workshop":      abnd.T("For a workshop", "Para um seminário"),
		"guess":         abnd.T("Guess first", "Primeiro, um palpite"),
		"guessAbove":    abnd.T("The figures are hidden while a table moves its levers, until it has guessed what they cost. A guess is nobody's, and is not kept.", "Os valores ficam escondidos enquanto uma mesa move as alavancas, até dar um palpite sobre o seu custo. O palpite não é de ninguém e não fica guardado."),
		"guessStart":    abnd.T("Hide the figures and guess", "Esconder os valores e dar um palpite"),
		"guessAsk":      abnd.T("Move the levers, then guess: what will the choice add to the cost of the status quo in %s, beside %s million %s?", "Mova as alavancas e dê um palpite: quanto acrescentará a escolha ao custo da situação actual em %s, ao lado de %s milhões de %s?").Fill("{year}", "%s", study.Country.Currency),
		"guessLess":     abnd.T("less than half", "menos de metade"),
		"guessAbout":    abnd.T("about as much", "mais ou menos isso"),
		"guessMore":     abnd.T("more than double", "mais do dobro"),
		"guessSkip":     abnd.T("Skip", "Passar à frente"),
		"guessWas":      abnd.T("The guess: %s. It is: %s (%s million).", "O palpite: %s. É: %s (%s milhões)."),
		"tables":        abnd.T("The tables", "As mesas"),
		"tablesAbout":   abnd.T("For who leads the session: the code of each table on a line of its own, in the order of the tables. Closing the page forgets them.", "Para quem conduz a sessão: o código de cada mesa na sua linha, pela ordem das mesas. Ao fechar a página, esquecem-se."),
		"tablesCodes":   abnd.T("Codes", "Códigos"),
		"tablesShow":    abnd.T("Put them side by side", "Pô-los lado a lado"),
		"table":         abnd.T("Table %s", "Mesa %s"),
		"agree":         abnd.T("What all agree on", "Em que todos concordam"),
		"agreeNone":     abnd.T("There is no lever on which all agree.", "Não há nenhuma alavanca em que todos concordem."),
		"differ":        abnd.T("Where they differ", "Em que diferem"),
		"tablesFigures": abnd.T("What each choice comes to", "A quanto chega cada escolha"),
		"sheet":         abnd.T("Sheet for the table", "Folha para a mesa"),
		"sheetAbout":    abnd.T("All levers with their levels and boxes to mark, the choice as it stands, and its code, on A4.", "Todas as alavancas com os seus níveis e caixas para marcar, a escolha como está e o seu código, em A4."),
		"print":         abnd.T("Print", "Imprimir"),
		"levels":        abnd.T("Levels", "Níveis"),
		"cite":          abnd.T("How to cite it: \"the choice of the people in the room\".", "Como citar: «a escolha das pessoas na sala»."),
		"known":         abnd.T("Fact, decision, expectation", "Facto, decisão, previsão"),
		"knownAbout":    abnd.T("A fact can be found out, a decision is what this dialogue takes, an expectation nobody finds or decides.", "Um facto pode apurar-se, uma decisão é o que este diálogo toma, uma previsão ninguém a apura nem decide."),
		"movers":        abnd.T("What moves this choice most: each lever a tenth less and more, %s, million %s", "O que mais move esta escolha: cada alavanca um décimo menos e mais, %s, milhões de %s").Fill("{year}", study.Country.Currency),
		"less":          abnd.T("−10%", "−10 %"),
		"greater":       abnd.T("+10%", "+10 %"),
		"moversNone":    abnd.T("No lever stands at an amount or a share that changes the cost.", "Nenhuma alavanca está num montante ou numa proporção que mude o custo."),
		"moversAbout":   abnd.T("Of amounts and shares; of a yes or no, an age or a year a tenth means nothing.", "De montantes e proporções; de um sim ou não, de uma idade ou de um ano um décimo não diz nada."),
		"why":           abnd.T("Where a figure comes from: tap it, here and below.", "De onde vem um valor: toque-lhe, aqui e em baixo."),
		"close":         abnd.T("Close", "Fechar"),
		"back":          abnd.T("Back", "Voltar"),
		"least":         abnd.T("the least of", "o menor de"),
		"most":          abnd.T("the greatest of", "o maior de"),
		"women":         abnd.T("women aged %s to %s", "mulheres dos %s aos %s anos"),
		"men":           abnd.T("men aged %s to %s", "homens dos %s aos %s anos"),
	}
	for i, f := range model.Functions() {
		all["function"+strconv.Itoa(i)] = f.Words()
	}
	return all
}

func byGuaranteeCaption(study *abnd.Study, year string) abnd.Text {
	return abnd.T("Cost by guarantee, million %s, %s", "Custo por garantia, milhões de %s, %s").Fill(study.Country.Currency, year)
}

// plain writes a number with its digits alone.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
