package abnd_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
)

// The words are those of the Vocabulário Ortográfico do Português (ILTEC) for
// Portugal; the pairs of a line are older, then 1990.
func TestOrthography1990(t *testing.T) {
	for _, pair := range strings.Fields(`
		acção=ação acções=ações Acção=Ação accionar=acionar activa=ativa activos=ativos actividade=atividade active-a=ative-a
		actual=atual Actualmente=Atualmente actualização=atualização actuarial=atuarial actuar=atuar correcção=correção
		incorrecto=incorreto dialecto=dialeto directa=direta indirectamente=indiretamente efectiva=efetiva efectuar=efetuar
		exacto=exato exactidão=exatidão factor=fator factores=fatores fracção=fração fracções=frações lectivos=letivos
		Objectivos=Objetivos óptimo=ótimo Óptimo=Ótimo projecção=projeção Projecções=Projeções projecto=projeto projectado=projetado
		projecta=projeta protecção=proteção PROTECÇÃO=PROTEÇÃO protector=protetor reafectação=reafetação recta=reta rectos=retos
		respectiva=respetiva selecção=seleção seleccione=selecione sector=setor trajectória=trajetória vector=vetor
		vectorizada=vetorizada lêem=leem lêem-se=leem-se vêem=veem prevêem=preveem crêem=creem
		adoptar=adotar adopção=adoção afectar=afetar arquitectura=arquitetura acta=ata acto=ato actos=atos actor=ator actores=atores
		aspecto=aspeto carácter=caráter colectivo=coletivo concepção=conceção correcto=correto detectar=detetar detecção=deteção
		director=diretor direcção=direção electricidade=eletricidade eléctrico=elétrico espectro=espetro excepção=exceção
		excepto=exceto excepcional=excecional factura=fatura inactivo=inativo inspecção=inspeção inspector=inspetor
		interacção=interação objecto=objeto percepção=perceção perspectiva=perspetiva prospectiva=prospetiva reacção=reação
		recepção=receção redacção=redação reflectir=refletir rectificativo=retificativo subtracção=subtração táctica=tática
		tecto=teto tectos=tetos transacção=transação infra-estruturas=infraestruturas co-financiamento=cofinanciamento
		auto-emprego=autoemprego pólo=polo retroactivo=retroativo desactualizada=desatualizada interactivo=interativo
		projectos-piloto=projetos-piloto não-activos=não-ativos`) {
		older, want, _ := strings.Cut(pair, "=")
		if got := abnd.Orthography1990(older); got != want {
			t.Errorf("%s becomes %s, want %s", older, got, want)
		}
		if got := abnd.Orthography1990("(" + older + ")."); got != "("+want+")." {
			t.Errorf("beside other signs %s becomes %s", older, got)
		}
		if got := abnd.Orthography1990(want); got != want {
			t.Errorf("%s is of 1990 and becomes %s", want, got)
		}
	}
	for older, want := range map[string]string{
		"em 1 de Julho de 2026":            "em 1 de julho de 2026",
		"Julho de 2026 é o mês da posição": "Julho de 2026 é o mês da posição",
		"o fim-de-semana":                  "o fim de semana",
		"há-de ser":                        "há de ser",
		"a protecção e a projecção actual": "a proteção e a projeção atual",
	} {
		if got := abnd.Orthography1990(older); got != want {
			t.Errorf("%q becomes %q, want %q", older, got, want)
		}
	}
}

// What both orthographies write alike, words that only contain a stem, and
// what is no Portuguese.
func TestOrthography1990LeavesOtherWordsAlone(t *testing.T) {
	for _, text := range []string{
		"facto", "factos", "de facto", "contacto", "impacto", "pacto", "intacto", "opção", "opções", "interrupção", "adaptação", "adaptar", "captar",
		"apto", "corrupção", "núpcias", "ficção", "convicção", "secção", "indemnização", "amnistia", "característica", "expectativa", "caracteres",
		"diagnóstico", "designar", "encriptar", "intelectual", "facultativo", "deflator", "palavra-passe", "ano-base", "grupo-alvo", "nado-vivo",
		"recém-nascido", "pré-natal", "pessoa-ano", "projeto-piloto", "relativa", "alternativa", "administrativa", "retorno", "retira", "indicador",
		"caráter", "têm", "vêm", "pára", "Março de 2026",
		"active-age", "--csv-dialect", "odds_factor", "last_actual", "`factor`", "projection", "direction", "direct", "effective", "assumption",
		"script", "description", "intercept", "perspective", "objective",
	} {
		if got := abnd.Orthography1990(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestForSpellsPortugueseAsTheCountryDoes(t *testing.T) {
	text := abnd.T("current projection", "projecção actual")
	for iso3, want := range map[string]string{
		"AGO": "projecção actual", "MOZ": "projecção actual", "moz": "projecção actual",
		"TLS": "projeção atual", "CPV": "projeção atual", "STP": "projeção atual", "GNB": "projeção atual", "PRT": "projeção atual", "": "projeção atual", "LAO": "projeção atual",
	} {
		if got := text.In(abnd.Portuguese.For(iso3)); got != want {
			t.Errorf("%s: %q, want %q", iso3, got, want)
		}
		if got := text.In(abnd.English.For(iso3)); got != "current projection" {
			t.Errorf("%s in English: %q", iso3, got)
		}
	}
	if got := abnd.OlderPortuguese.For("TLS"); got != abnd.Portuguese {
		t.Errorf("a study of another country: %s", got)
	}
	if got := abnd.OlderPortuguese.For(""); got != abnd.OlderPortuguese {
		t.Errorf("a study without a country: %s", got)
	}
}

// A name that the owner of a study has written is never spelt anew, alone or
// inside a sentence of the program.
func TestNamesOfAStudyKeepTheirSpelling(t *testing.T) {
	name := abnd.Text{EN: "Productive Social Action", PT: "Acção Social Produtiva"}
	filled := abnd.T("%s is projected", "«%s» é projectado").Fill(name)
	for lang, want := range map[abnd.Lang]string{abnd.Portuguese: "«Acção Social Produtiva» é projetado", abnd.OlderPortuguese: "«Acção Social Produtiva» é projectado"} {
		if got := filled.In(lang); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := name.In(lang); got != name.PT {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if got := abnd.Same("%s: %s").Fill(name, abnd.T("sector", "sector")).In(abnd.Portuguese); got != "Acção Social Produtiva: setor" {
		t.Errorf("a text inside a name's: %q", got)
	}
	if got := filled.EditPortuguese(strings.ToUpper).In(abnd.Portuguese); got != "«ACÇÃO SOCIAL PRODUTIVA» É PROJETADO" {
		t.Errorf("edited: %q", got)
	}
	each := abnd.InEach(func(lang abnd.Lang) string { return filled.In(lang) })
	if each != filled {
		t.Errorf("in each language: %+v", each)
	}
}

// A label is read back in the spelling in which any version has written it.
func TestReadsBothOrthographies(t *testing.T) {
	label := abnd.T("Current", "Actual")
	for s, want := range map[string]bool{"Current": true, "Actual": true, "Atual": true, "atual": true, "Outro": false, "": false} {
		if label.Reads(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

var (
	words = regexp.MustCompile(`[\p{L}\p{N}_]+`)
	// silent are the consonants that the orthography of 1990 drops wherever
	// they are not pronounced; kept are the words of the program's texts in
	// which they are, and its codes.
	silent = regexp.MustCompile(`c[ctç]|p[tç]|êem$`)
	kept   = regexp.MustCompile(`(?i)^(de)?(fact[oa]s?|contact[oa]s?|impact(os?)?|opç(ão|ões)|secç(ão|ões)|caracter(es|ísticas?)|encriptar|interrupç(ão|ões)|` +
		`adapta\p{L}*|expectativas?|ficç(ão|ões)|corrupção|pactos?|ctrl)$`)
	codesOfTexts = regexp.MustCompile(`_|^(active|fact|expectation|projection|effective|assumption|script|prospects|intercept|pptx|pt|dialect|description|spectrum|ctr)$`)
	// new1990 begins words as only the orthography of 1990 writes them.
	new1990 = regexp.MustCompile(`(?i)^(aç(ão|ões)|ativ|atua|atuali|corre[çt][aoeã]|incorret|dialet|diret|diretament|indiret|efetiv|efetu|exat|fator|fraç|letiv|objetiv|` +
		`objeto|ótim|projeç|projet|proteç|protet|reafet|reta$|retos?$|retas$|respetiv|seleç|selecion|setor|trajet|vetor|\p{L}*[vlcd]eem$|` +
		`adot|adoç|afet|arquitet|atas?$|atos?$|aspet|caráter|coletiv|conceç|detet|deteç|direç|eletr|espetr|exceç|exceto|excecion|fatur|inativ|` +
		`inspeç|inspet|interaç|perceç|perspetiv|prospetiv|reaç|receç|redaç|refleti|retific|retroativ|subtraç|tátic|tetos?$|transaç|infraestrutura|cofinanci|autoemprego)`)
)

// In the orthography of 1990 no text of the program has a silent consonant,
// and in the older one none has a word as 1990 writes it: the sources are in
// the older one, from which the other follows.
func TestTextsOfTheProgramHaveBothOrthographies(t *testing.T) {
	quoted := regexp.MustCompile("`[^`]*`|--[a-z-]+")
	for place, text := range proofs.ProgramTexts(t, "..") {
		for _, word := range words.FindAllString(quoted.ReplaceAllString(text.PT, " "), -1) {
			if new1990.MatchString(word) {
				t.Errorf("%s: %q is written as in 1990; the sources are in the older orthography", place, word)
			}
		}
		for _, word := range words.FindAllString(quoted.ReplaceAllString(abnd.Orthography1990(text.PT), " "), -1) {
			if lower := strings.ToLower(word); silent.MatchString(lower) && !kept.MatchString(lower) && !codesOfTexts.MatchString(lower) {
				t.Errorf("%s: %q is of the older orthography, and stays so in that of 1990", place, word)
			}
		}
	}
}
