package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func financingColumns() []Column {
	columns := append(append([]Column{{Key: "id", Label: abnd.T("Id", "Id")}}, nameColumns()...), []Column{
		{Key: "kind", Label: abnd.T("Kind", "Tipo"), Format: Code, List: costing.FinancingKindList, Help: abnd.T("The eight options for fiscal space that the ILO names; gains of efficiency are a reallocation.", "As oito opções de espaço orçamental que a OIT indica; os ganhos de eficiência são uma reafectação.")},
		{Key: "start", Label: abnd.T("First year", "Primeiro ano"), Format: YearNo},
		{Key: "end", Label: abnd.T("Last year", "Último ano"), Format: YearNo, Help: abnd.T("Blank: no end year.", "Em branco: sem ano final.")},
		{Key: "ramp_years", Label: abnd.T("Years until the full yield", "Anos até à receita anual plena"), Format: Whole, Help: abnd.T("4: a quarter of the yield in the first year, the full yield in the fourth. Blank: full yield from the first year.", "4: um quarto da receita no primeiro ano, a receita plena no quarto. Em branco: receita plena desde o primeiro ano.")},
		{Key: "share", Label: abnd.T("Full yield, % of GDP", "Receita anual plena, em % do PIB"), Format: Share},
		{Key: "amount", Label: abnd.T("Or full yield per year, amount", "Ou receita anual plena, montante"), Format: Money},
		{Key: "amount_year", Label: abnd.T("Year of the amount", "Ano de referência do montante"), Format: YearNo},
		{Key: "index", Label: abnd.T("Amount indexed to", "Índice de actualização do montante"), Format: Code, List: costing.FinancingIndexList},
		{Key: "rule", Label: abnd.T("Or rule of the yield", "Ou regra da receita"), Format: Code, List: costing.FinancingRuleList, Optional: true, Help: abnd.T("A rate on a base, with the columns to the right; share and amount are then blank. The formulas of the results workbook follow the figures, and the rule when the program writes them.", "Uma taxa sobre uma base, com as colunas à direita; share e amount ficam então em branco. As fórmulas do livro de resultados seguem os valores, e a regra quando o programa as escreve.")},
	}...)
	columns = append(columns, inEachLanguage([]Column{{
		Key: baseName, Label: abnd.T("What is taxed, or from what the money is taken", "O que é tributado, ou de onde sai o dinheiro"), Optional: true, Lang: bothLangs,
		Help: abnd.T("In words: household consumption, fuel subsidies, the budget line that pays less.", "Por palavras: consumo das famílias, subsídios aos combustíveis, a rubrica que passa a gastar menos."),
	}})...)
	for _, spec := range costing.FinancingSpecs() {
		columns = append(columns, Column{Key: spec.Code, Label: spec.Label, Help: spec.Help, Format: financingFormat(spec), List: spec.List, Optional: true})
	}
	columns = append(columns, Column{Key: "for", Label: abnd.T("Pays for", "Financia"), Format: Codes, Help: abnd.T("Ids of the scenarios and packages, separated by semicolons; tried is the room's proposal. Blank: all.", "Códigos dos cenários e pacotes, separados por ponto e vírgula; tried é a proposta da sala. Em branco: todos.")})
	return append(columns, provenanceColumns(true)...)
}

// baseName stands for the columns of what a measure taxes or takes.
const baseName = "base_name"

// financingFormat is how a parameter of a rule is shown.
func financingFormat(spec costing.Spec) Format {
	switch {
	case spec.IsChoice():
		return Code
	case spec.Unit == abnd.CalendarYear:
		return YearNo
	case spec.Code == "base_amount":
		return Money
	case spec.Unit == abnd.CurrentMoney, spec.Code == "buoyancy", spec.Code == "elasticity":
		return Number
	}
	return Share
}

// writeFinancing lays out the measures that can pay for more than the
// envelope.
func writeFinancing(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Financing, Title: abnd.T("Financing measures", "Medidas de financiamento"), Columns: financingColumns(), Frozen: 1,
		Help: abnd.T("Measures that can finance the cost above the fiscal envelope of GGO. FISCAL shows the cost covered by them and the financing gap.", "Medidas que podem financiar o custo acima do envelope de recursos de GGO. FISCAL mostra o custo que cobrem e o défice de financiamento."),
	}
	for _, f := range study.Financing {
		w := s.newRow()
		under := func(key string) abnd.Path { return costing.FinancingPath(f.ID, key) }
		path := abnd.JoinPath("financing", f.ID)
		w.text("id", under("id"), f.ID)
		w.texts("name", path, f.Name)
		w.text("kind", under("kind"), string(f.Kind))
		w.year("start", under("start"), f.Start)
		w.year("end", under("end"), f.End)
		w.figure("ramp_years", under("ramp_years"), f.RampYears)
		w.figure("share", under("share"), f.Share)
		w.figure("amount", under("amount"), f.Amount)
		w.year("amount_year", under("amount_year"), f.Amount.Year)
		w.text("index", under("index"), f.Index)
		w.text("rule", under("rule"), f.Rule)
		w.texts(baseName, path, f.Base)
		for _, spec := range costing.FinancingSpecs() {
			w.put(spec.Code, under(spec.Code), f.Parameters[spec.Code])
		}
		w.text("for", under("for"), strings.Join(f.For, ";"))
		w.provenance(path, f.Provenance)
		w.end()
	}
	return s
}

func readFinancing(r *reader) {
	r.places["financing"] = r.grids[Financing].Place
	for _, w := range r.table(Financing, financingColumns(), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("financing", id)
		under := func(key string) abnd.Path { return costing.FinancingPath(id, key) }
		r.places[path], r.places[under("id")] = w.place(), w.raw("id").Place
		r.study.Financing = append(r.study.Financing, abnd.Financing{
			ID:         id,
			Name:       w.texts("name", path),
			Kind:       w.financingKind(under("kind")),
			Start:      w.year("start", under("start")),
			End:        w.year("end", under("end")),
			RampYears:  w.figure("ramp_years", under("ramp_years")),
			Share:      w.figure("share", under("share")),
			Amount:     w.datedFigure("amount", "amount_year", path),
			Index:      w.text("index", under("index")),
			Rule:       w.text("rule", under("rule")),
			Base:       w.texts(baseName, path),
			Parameters: w.financingParameters(under),
			For:        w.list("for", under("for")),
			Provenance: w.provenance(path),
		})
	}
}

// earlierKinds are kinds of financing of files from before the eight options, by
// the option that they are of.
var earlierKinds = map[string]abnd.FinancingKind{
	"efficiency": abnd.Reallocation, "eficiência": abnd.Reallocation, "eficiencia": abnd.Reallocation,
}

// financingKind reads a kind, and says what an earlier one is read as.
func (w row) financingKind(path abnd.Path) abnd.FinancingKind {
	code := w.text("kind", path)
	now, earlier := earlierKinds[strings.ToLower(code)]
	if !earlier {
		return abnd.FinancingKind(code)
	}
	w.found = append(w.found, abnd.Diagnostic{
		Severity: abnd.Remark, Code: "kind-renamed", Path: path, Place: w.raw("kind").Place,
		Problem: abnd.T("the kind %q is read as %q: gains of efficiency are of that option", "o tipo %q é lido como %q: os ganhos de eficiência são dessa opção").Fill(code, string(now)),
		Remedy:  abnd.T("write %q, and in base_name what costs less", "escreva %q e, em base_name, o que passa a custar menos").Fill(string(now)),
	})
	return now
}

// financingParameters reads those of the rule that are filled in.
func (w row) financingParameters(under func(string) abnd.Path) map[string]abnd.Value {
	var all map[string]abnd.Value
	for _, spec := range costing.FinancingSpecs() {
		if v := w.value(spec.Code, under(spec.Code), spec.List); !v.IsBlank() {
			if all == nil {
				all = map[string]abnd.Value{}
			}
			all[spec.Code] = v
		}
	}
	return all
}
