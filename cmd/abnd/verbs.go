package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook"
)

// step is a step of a dialogue, or what is needed beside one: a heading of the
// help, of the reference and of the menu.
type step struct {
	id    string
	title abnd.Text
}

var (
	assessStep = &step{"assess", abnd.T("Assess: coverage, gaps and existing schemes", "Avaliar: cobertura, lacunas e regimes existentes")}
	costStep   = &step{"cost", abnd.T("Cost: cost of each scenario, its uncertainty and its causes",
		"Estimar custos: quanto custa cada cenário, com que certeza, e porquê")}
	endorseStep = &step{"endorse", abnd.T("Endorse: options within the budget, and the effect of a package", "Aprovar: opções dentro do orçamento e o efeito de um pacote")}
	dataStep    = &step{"data", abnd.T("Data: countries, workbooks and their contents", "Dados: países, livros e o seu conteúdo")}
	toolStep    = &step{"tools", abnd.T("Tools: checks of the program, menu, help", "Ferramentas: verificações do programa, menu, ajuda")}
)

// steps are in the order of a dialogue.
func steps() []*step { return []*step{assessStep, costStep, endorseStep, dataStep, toolStep} }

// verb is a row of the table: what is known of a verb before it is made. Help,
// reference, menu and the options that verbs share are made from it.
type verb struct {
	name string
	step *step
	// formats are those of what is printed, the first where none is asked for.
	// Others than a table can be written to a file with -o.
	formats []string
	// sheet is the one of the workbook that holds the answer, of results unless the verb says
	// that it is one of inputs: -o writes that workbook too. Blank where there is none.
	sheet string
	make  func(*app, *command)
	// menu is how the menu offers it.
	menu offer
}

// The formats of what is printed.
const (
	tableFormat    = "table"
	csvFormat      = "csv"
	jsonFormat     = "json"
	markdownFormat = "md"
	htmlFormat     = "html"
)

// all are the formats of a verb that can be anything; csv alone is what other
// programs take a population in.
var (
	allFormats = []string{tableFormat, csvFormat, jsonFormat}
	csvToo     = []string{tableFormat, csvFormat}
	isMarkdown = []string{markdownFormat}
	isPage     = []string{htmlFormat}
)

// verbs is the table of verbs, within a step in the order of the work.
func verbs() []verb {
	return []verb{
		{"gaps", assessStep, allFormats, workbook.CoverageSheet, (*app).gaps, offer{
			text: abnd.T("show coverage and coverage gaps", "mostrar a cobertura e as lacunas de cobertura")}},
		{"matrix", assessStep, isMarkdown, "", (*app).matrix, offer{
			text: abnd.T("write the assessment matrix (Markdown)", "criar a matriz de avaliação, em texto"), file: abnd.T("matrix.md", "matriz.md")}},
		{"reconcile", assessStep, allFormats, "", (*app).reconcile, offer{
			text: abnd.T("compare existing schemes with reported data", "comparar os regimes existentes com os valores comunicados")}},
		// The menu does not offer it: it takes a file whose columns have to be named.
		{"survey", assessStep, allFormats, "", (*app).survey, offer{}},

		{"cost", costStep, allFormats, workbook.SumSheet, (*app).cost, offer{
			text: abnd.T("cost all scenarios and write a results workbook", "estimar o custo de cada cenário e guardar os resultados num livro"),
			file: abnd.T("results.xlsx", "resultados.xlsx")}},
		{"decompose", costStep, allFormats, workbook.DecomposeSheet, (*app).decompose, offer{
			text: abnd.T("break down the change in cost between two years", "decompor a variação do custo entre dois anos"),
			file: abnd.T("reasons.xlsx", "razões.xlsx"),
			wants: []want{
				aScenario("--scenario", abnd.T("Of which scenario?", "De que cenário?")),
				aYear("--from", abnd.T("From which year of %s?", "A partir de que ano, entre %s?")),
				aYear("--to", abnd.T("To which year of %s?", "Até que ano, entre %s?")),
			}}},
		{"bridge", costStep, allFormats, workbook.BridgeSheet, (*app).bridge, offer{
			text: abnd.T("explain the difference from another institution’s figure", "explicar a diferença face ao valor de outra instituição"),
			file: abnd.T("bridge.xlsx", "diferença.xlsx"),
			wants: []want{
				aBenefit("--benefit", abnd.T("Of which benefit?", "De que prestação?")),
				aYear("--year", abnd.T("Of which year of %s?", "De que ano, entre %s?")),
				{option: "--their", ask: always(abnd.T("What does the other institution say? As people=88919, amount=60, months=12, total=64000000; total alone will do",
					"O que diz a outra instituição? Por exemplo people=88919, amount=60, months=12, total=64000000; basta o total"))},
			}}},
		{"explain", costStep, allFormats, "", (*app).explainFigure, offer{
			text: abnd.T("trace the cost of a year back to its inputs", "seguir o custo de um ano até aos dados de base"),
			wants: []want{
				aScenario("--scenario", abnd.T("Of which scenario?", "De que cenário?")),
				aYear("--year", abnd.T("Of which year of %s?", "De que ano, entre %s?")),
			}}},
		{"sensitivity", costStep, allFormats, workbook.SensitivitySheet, (*app).sensitivity, offer{
			text:  abnd.T("find the uncertain figure that moves the cost most", "encontrar o valor incerto que mais influencia o custo"),
			file:  abnd.T("sensitivity.xlsx", "sensibilidade.xlsx"),
			wants: []want{aScenario("--scenario", abnd.T("Of which scenario?", "De que cenário?"))}}},
		{"simulate", costStep, allFormats, workbook.SimulationSheet, (*app).simulate, offer{
			text: abnd.T("run a simulation of cost uncertainty with 10,000 draws", "simular a incerteza do custo, com 10 000 simulações"),
			file: abnd.T("simulation.xlsx", "simulação.xlsx")}},

		{"compare", endorseStep, allFormats, workbook.CompareSheet, (*app).compare, offer{
			text: abnd.T("compare two scenarios or packages", "comparar dois cenários ou pacotes"),
			file: abnd.T("comparison.xlsx", "comparação.xlsx"),
			wants: []want{
				aScenario("", abnd.T("Which one first?", "Qual é o primeiro?")),
				aScenario("", abnd.T("With which one?", "Com qual se compara?")),
			}}},
		{"page", endorseStep, isPage, "", (*app).page, offer{
			text: abnd.T("write a page that anyone opens offline, with the levers", "criar uma página que qualquer pessoa abre sem rede, com as alavancas"),
			file: abnd.T("study.html", "estudo.html")}},
		{"fiscal", endorseStep, allFormats, "", (*app).fiscal, offer{
			text: abnd.T("show fiscal space, financing gap and debt", "mostrar o espaço orçamental, o défice de financiamento e a dívida")}},
		{"institution", endorseStep, allFormats, "", (*app).institution, offer{
			text: abnd.T("show the registrations and payments of each scenario", "mostrar as inscrições e os pagamentos de cada cenário")}},
		{"impact", endorseStep, allFormats, "", (*app).impact, offer{
			text: abnd.T("show who gains: poverty and the fifths under each scenario", "mostrar quem ganha: a pobreza e os quintos em cada cenário")}},
		{"levers", endorseStep, allFormats, sheets.Levers, (*app).levers, offer{
			text: abnd.T("list what a room can decide, and put it into an input workbook", "mostrar o que uma sala pode decidir e pô-lo num livro de trabalho"),
			file: abnd.T("levers.xlsx", "alavancas.xlsx")}},
		{"solve", endorseStep, allFormats, workbook.SolveSheet, (*app).solve, offer{
			text:  abnd.T("list packages that keep a ceiling on cost", "mostrar pacotes que respeitam um tecto de custo"),
			file:  abnd.T("packages.xlsx", "pacotes.xlsx"),
			wants: []want{{option: "--ceiling", ask: always(abnd.T("Which ceiling, in percent of GDP? As 8%", "Que tecto, em percentagem do PIB? Por exemplo 8%"))}}}},

		{"countries", dataStep, allFormats, "", (*app).countries, offer{
			text: abnd.T("list the country profiles, with their sources", "mostrar os países incluídos no programa, com as suas fontes"), of: ofNothing}},
		{"new", dataStep, nil, "", (*app).newWorkbook, offer{
			text: abnd.T("create an input workbook", "criar um livro de trabalho"), file: abnd.T("study.xlsx", "estudo.xlsx"), of: ofCountry}},
		// The menu does not offer it: it takes files of others, which have to be fetched first.
		{"import", dataStep, nil, "", (*app).imports, offer{}},
		{"check", dataStep, nil, "", (*app).check, offer{
			text: abnd.T("check for errors", "verificar se há erros")}},
		{"population", dataStep, csvToo, "", (*app).population, offer{
			text: abnd.T("show its population", "mostrar a sua população")}},
		{"diff", dataStep, allFormats, "", (*app).diff, offer{
			text: abnd.T("list the inputs that differ in another workbook, and the effect on cost", "mostrar o que mudou noutro livro e o efeito nos custos"),
			wants: []want{{source: true, ask: always(abnd.T("Which workbook is the other? Drag it into this window, or type its name.",
				"Qual é o outro livro? Arraste-o para esta janela ou escreva o seu nome."))}}}},

		{"verify", toolStep, allFormats, "", (*app).verify, offer{
			text: abnd.T("recalculate this results workbook and compare every value", "recalcular este livro de resultados e comparar todos os valores"),
			of:   ofFile}},
		{"validate", toolStep, allFormats, "", (*app).validate, offer{
			text: abnd.T("reproduce published costings and compare the results", "reproduzir custeios publicados e comparar os resultados"), of: ofNothing}},
		{"selftest", toolStep, nil, "", (*app).selftests, offer{
			text: abnd.T("check that the program calculates correctly on this computer", "verificar se o programa calcula bem neste computador"), of: ofNothing}},
		{"menu", toolStep, nil, "", (*app).menus, offer{}},
		{"completion", toolStep, nil, "", (*app).completion, offer{}},
		{"version", toolStep, nil, "", (*app).versions, offer{}},
	}
}

// inOrder sorts commands as the table has them; others come last.
func inOrder(all []*cobra.Command) []*cobra.Command {
	place := func(c *cobra.Command) int {
		i := slices.IndexFunc(verbs(), func(v verb) bool { return v.name == c.Name() })
		if i < 0 {
			return len(all)
		}
		return i
	}
	return slices.SortedStableFunc(slices.Values(all), func(c, d *cobra.Command) int { return place(c) - place(d) })
}
