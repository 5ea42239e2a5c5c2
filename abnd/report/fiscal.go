package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The columns of the fiscal table: what it is, then a year each.
const (
	fiscalLabelWidth = 38
	fiscalYearWidth  = 10
)

// fiscalYears are the years of the table: the first, every fifth, the last.
func fiscalYears(projection abnd.Years) []abnd.Year {
	const step, most = 5, 5
	years := []abnd.Year{projection.First}
	for _, y := range projection.All() {
		if y%step == 0 && y != projection.First && y != projection.Last && len(years) < most-1 {
			years = append(years, y)
		}
	}
	if projection.Last != projection.First {
		years = append(years, projection.Last)
	}
	return years
}

// FiscalTable writes for people what scenarios and packages cost more than the
// envelope, what of that the financing measures pay for, and the debt; of all
// of them, or of the one with the ID. Figures are percent of GDP.
func FiscalTable(w io.Writer, result *scenarios.Result, only string, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := fiscalTable{table: table{result: result, lang: lang, out: out}, years: fiscalYears(result.Study.Projection)}
	study := result.Study
	t.note(abnd.T("%s (%s): fiscal space, financing and debt, %s", "%s (%s): espaço orçamental, financiamento e dívida, %s").
		Fill(study.Country.Name, study.Country.ISO3, study.Projection), "", "")
	t.note(abnd.T("Percent of %s.", "Em percentagem do %s.").Fill(study.GDPName), "", "")
	t.macro()
	if !costing.HasFiscal(study) {
		t.line("")
		if len(costing.MissingSeries(study)) > 0 {
			t.note(abnd.T("Series that these figures rest on are not given in ECO and GGO (abnd check names them), so nothing can be said.", "Em ECO e GGO faltam séries de que estes valores dependem (abnd check indica-as), pelo que nada se pode dizer."), "", "")
			return out.Flush()
		}
		t.note(abnd.T("Neither an envelope nor the debt with its interest is given in GGO, so nothing can be said.", "Em GGO não se indica nem um envelope nem a dívida com os seus juros, pelo que nada se pode dizer."), "", "")
		return out.Flush()
	}
	t.measures(only)
	for _, s := range study.Scenarios {
		if only == s.ID || only == "" {
			t.run(s.ID, s.Name)
		}
	}
	for _, p := range study.Packages {
		if only == p.ID || only == "" {
			t.run(p.ID, p.Name)
		}
	}
	t.line("")
	if t.bounds {
		t.note(fiscalBounds, "* ", "  ")
	}
	if costing.HasEnvelope(study) {
		t.note(costing.FiscalNote(study), "* ", "  ")
	} else {
		t.note(abnd.T("What is not financed is borrowed, with interest on the debt that it adds.", "O que as medidas não cobrem é financiado por dívida, com juros sobre a dívida adicional."), "* ", "  ")
	}
	if costing.FundPaysDeficits(study) {
		t.note(costing.FundNote(), "* ", "  ")
	}
	return out.Flush()
}

type fiscalTable struct {
	table
	years  []abnd.Year
	bounds bool // a figure was marked as one
}

// fiscalBounds says what the marks of bounds mean.
var fiscalBounds = abnd.T("≥ is at least and ≤ at most: a part of the cost is not known, and what it costs comes on top.",
	"≥ é pelo menos e ≤ no máximo: não se conhece uma parcela do custo, e o que custa acresce.")

func (t *fiscalTable) head(heading string) {
	t.line("")
	t.line(Wrap(heading, Width, "", ""))
	cells := padRight("", fiscalLabelWidth)
	for _, y := range t.years {
		cells += padLeft(strconv.Itoa(int(y)), fiscalYearWidth)
	}
	t.line(cells)
}

// row writes one figure a year, with the mark where it is a bound; nothing
// where none is known.
func (t *fiscalTable) row(label abnd.Text, mark string, value func(abnd.Year) scenarios.Amount) {
	cells, any := padRight(label.In(t.lang), fiscalLabelWidth), false
	for _, y := range t.years {
		x, text := value(y), notKnown
		if x.Known.Known() {
			text, any = formatNumber(x.Value, 2, t.lang), true
		}
		if x.Known == abnd.KnownPart {
			text, t.bounds = mark+text, true
		}
		cells += padLeft(text, fiscalYearWidth)
	}
	if any {
		t.line(cells)
	}
}

// ofGDP is an amount as percent of GDP.
func (t *fiscalTable) ofGDP(value func(abnd.Year) scenarios.Amount) func(abnd.Year) scenarios.Amount {
	return func(y abnd.Year) scenarios.Amount {
		x := value(y)
		gdp, known := t.result.Projection.Value("frame/gdp", y)
		if !known || !x.Known.Known() {
			return scenarios.Amount{}
		}
		return scenarios.Amount{Value: percent * x.Value / gdp, Known: x.Known}
	}
}

func (t *fiscalTable) measures(only string) {
	measures := slices.DeleteFunc(slices.Clone(t.result.Study.Financing), func(f abnd.Financing) bool { return only != "" && !f.Serves(only) })
	if len(measures) == 0 {
		return
	}
	t.head(abnd.T("Financing measures: yield", "Medidas de financiamento: receita").In(t.lang))
	for _, f := range measures {
		t.row(f.Name, abnd.AtLeastMark, t.ofGDP(func(y abnd.Year) scenarios.Amount {
			x, ok := t.result.Yield(f.ID, y)
			if !ok {
				return scenarios.Amount{}
			}
			return scenarios.Amount{Value: x, Known: abnd.KnownAll}
		}))
	}
}

func (t *fiscalTable) run(id string, name abnd.Text) {
	heading := name.In(t.lang) + " (" + id + ")"
	if name.In(t.lang) == "" {
		heading = id
	}
	t.head(heading)
	of := func(measure string) func(abnd.Year) scenarios.Amount {
		return func(y abnd.Year) scenarios.Amount {
			x, found := t.result.Fiscal(id, measure, y)
			if found != nil {
				panic("report: " + found.Error()) // the measures below exist
			}
			return x
		}
	}
	rises := func(label abnd.Text, value func(abnd.Year) scenarios.Amount) { t.row(label, abnd.AtLeastMark, value) }
	falls := func(label abnd.Text, value func(abnd.Year) scenarios.Amount) { t.row(label, abnd.AtMostMark, value) }
	if costing.HasSecondGDP(t.result.Study) {
		rises(abnd.T("Total cost", "Custo total"), func(y abnd.Year) scenarios.Amount { return t.amount(id, scenarios.AllOf, percentMeasure, y) })
		rises(abnd.T("  %% of %s", "  %% do %s").Fill(costing.SecondGDPName(t.result.Study)), of("percent_second_gdp"))
	}
	if id != abnd.StatusQuo {
		rises(abnd.T("Incremental cost", "Despesa adicional"), of("incremental_percent_gdp"))
		rises(abnd.T("Envelope", "Envelope"), of("envelope_percent_gdp"))
		rises(abnd.T("Financing need above the envelope", "Necessidade acima do envelope"), t.ofGDP(of("to_be_financed")))
		rises(abnd.T("Covered by the measures", "Coberto pelas medidas"), t.ofGDP(of("financed")))
		rises(abnd.T("Financing gap", "Défice de financiamento"), of("gap_percent_gdp"))
	}
	if costing.FundPaysDeficits(t.result.Study) {
		falls(abnd.T("Balance before the fund", "Saldo antes do fundo"), of("balance_percent_gdp"))
		falls(abnd.T("Balance after the fund", "Saldo depois do fundo"), of("balance_after_fund_percent_gdp"))
	} else {
		falls(abnd.T("Balance", "Saldo"), of("balance_percent_gdp"))
	}
	if id != abnd.StatusQuo {
		rises(abnd.T("Debt added by the envelope", "Dívida adicional pelo envelope"), of("envelope_debt_percent_gdp"))
		rises(abnd.T("Debt added by the gap", "Dívida adicional pelo défice"), of("gap_debt_percent_gdp"))
	}
	rises(abnd.T("Government debt", "Dívida pública"), of("debt_percent_gdp"))
	if said := t.result.FiscalSentence(id); !said.IsZero() {
		t.note(said, "", "")
	}
}

// macro names the macro scenario of the study, where it takes one.
func (t *table) macro() {
	if m, ok := t.result.Study.FindMacro(t.result.Study.Macro); ok {
		t.note(abnd.T("Macro scenario: %s (%s).", "Cenário macroeconómico: %s (%s).").Fill(m.Name, m.ID), "", "")
	}
}

// fiscalHeader is a contract with those who read the file.
var fiscalHeader = []string{"kind", "id", "year", "measure", "unit", "value", "known"}

// FiscalCSV writes the fiscal results as CSV in the manner of [CSV].
func FiscalCSV(out *CSVWriter, rows []scenarios.FiscalRow) error {
	out.header(fiscalHeader...)
	for _, r := range rows {
		out.write(textCell(r.Kind), textCell(r.ID), countCell(r.Year), textCell(r.Measure), textCell(r.Unit), figureCell(r.Value), codeCell(r.Known))
	}
	return out.end()
}

// jsonFiscal is a [scenarios.FiscalRow] with the names of the CSV's columns.
type jsonFiscal struct {
	Kind    string  `json:"kind"`
	ID      string  `json:"id"`
	Year    int     `json:"year"`
	Measure string  `json:"measure"`
	Unit    string  `json:"unit"`
	Value   float64 `json:"value"`
	Known   string  `json:"known"`
}

// FiscalJSON writes an object with the manifest and the fiscal results, one a
// line.
func FiscalJSON(w io.Writer, manifest Manifest, rows []scenarios.FiscalRow) error {
	results := jsonRows{name: "fiscal"}
	for _, r := range rows {
		results.rows = append(results.rows, jsonFiscal{r.Kind, r.ID, int(r.Year), r.Measure, r.Unit, r.Value, string(r.Known)})
	}
	return writeJSON(w, manifest, results)
}
