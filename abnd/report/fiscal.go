package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
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

// Fiscal shows what scenarios and packages cost more than the envelope, what of
// that the financing measures pay for, and the debt; of all of them, or of the
// one with the ID. Figures are percent of GDP.
func Fiscal(result *scenarios.Result, only string) Document {
	study := result.Study
	t := fiscalTable{result: result, years: fiscalYears(study.Projection)}
	t.say(abnd.T("%s (%s): fiscal space, financing and debt, %s", "%s (%s): espaço orçamental, financiamento e dívida, %s").
		Fill(study.Country.Name, study.Country.ISO3, study.Projection))
	t.say(abnd.T("In %% of %s.", "Em percentagem do %s.").Fill(study.GDPName))
	t.macro(study)
	t.baseline(study)
	show := t.run
	if !costing.HasFiscal(study) {
		t.section(abnd.Text{})
		if len(costing.MissingSeries(study)) > 0 {
			t.say(abnd.T("Not available: series of ECO and GGO that are needed for these results are missing (abnd check lists them).", "Não disponível: faltam em ECO e GGO séries necessárias para estes resultados (abnd check indica-as)."))
			return t.Document
		}
		show = t.payersAlone
		t.say(abnd.T("Not available: enter in GGO a fiscal envelope, or the debt and its interest rate.", "Não disponível: indique em GGO um envelope de recursos, ou a dívida e a sua taxa de juro."))
		if !costing.HasPayers(study) {
			return t.Document
		}
	}
	t.measures(only)
	t.rates()
	for _, id := range runsOf(study, only) {
		show(id, runName(study, id))
	}
	t.emptyYears(only)
	t.section(abnd.Text{})
	if t.bounds {
		t.note(fiscalBounds)
	}
	if !costing.HasFiscal(study) {
		return t.Document
	}
	if costing.HasEnvelope(study) {
		t.note(costing.FiscalNote(study))
	} else {
		t.note(abnd.T("Unfinanced cost is borrowed, with interest on the added debt.", "O que as medidas não cobrem é financiado por dívida, com juros sobre a dívida adicional."))
	}
	t.note(costing.ContainedNote())
	if costing.FundPaysDeficits(study) {
		t.note(costing.FundNote(study))
	}
	if costing.HasFund(study) {
		t.note(costing.FundRules(study))
	}
	if costing.HasDebt(study) {
		t.note(costing.RatesNote())
	}
	return t.Document
}

type fiscalTable struct {
	builder
	result *scenarios.Result
	years  []abnd.Year
	bounds bool // a figure was marked as one
}

// fiscalBounds says what the marks of bounds mean.
var fiscalBounds = abnd.T("≥ = at least, ≤ = at most: data are missing for a part of the cost, which would be added.",
	"≥ = no mínimo, ≤ = no máximo: faltam dados de uma parte do custo, que acresceria.")

// begin begins a section with a table by year.
func (t *fiscalTable) begin(heading abnd.Text) *Table {
	table := &Table{Name: "fiscal", Columns: []Column{{}}}
	for _, y := range t.years {
		table.Columns = append(table.Columns, Column{Head: yearText(y)})
	}
	t.section(heading, table)
	return table
}

// row adds one figure a year; nothing where none is known. falls says what the
// figure does as a cost rises.
func (t *fiscalTable) row(table *Table, label abnd.Text, falls bool, value func(abnd.Year) scenarios.Amount) {
	cells, known := []Cell{words(label)}, false
	for _, y := range t.years {
		cell := percentOf(value(y))
		cell.Falls = falls
		known, t.bounds = known || cell.Known.Known(), t.bounds || cell.Known == abnd.KnownPart
		cells = append(cells, cell)
	}
	if known {
		table.row(cells...)
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
	measures := slices.DeleteFunc(slices.Clone(t.result.Study.Financing), func(f abnd.Financing) bool { return only != "" && !f.AppliesTo(only) })
	if len(measures) == 0 {
		return
	}
	table := t.begin(abnd.T("Financing measures: yield", "Medidas de financiamento: receita"))
	for _, f := range measures {
		t.row(table, f.Name, false, t.ofGDP(func(y abnd.Year) scenarios.Amount {
			x, ok := t.result.Yield(f.ID, y)
			if !ok {
				return scenarios.Amount{}
			}
			return scenarios.Amount{Value: x, Known: abnd.KnownAll}
		}))
	}
}

// rates sets interest against growth, each year.
func (t *fiscalTable) rates() {
	if !costing.HasDebt(t.result.Study) {
		return
	}
	table := t.begin(abnd.T("Interest and growth, % a year", "Juros e crescimento, % ao ano"))
	for _, m := range scenarios.RateMeasures() {
		t.row(table, m.Label, false, func(y abnd.Year) scenarios.Amount {
			x, ok := t.result.Rate(m.Code, y)
			if !ok {
				return scenarios.Amount{}
			}
			return scenarios.Amount{Value: x, Known: abnd.KnownAll}
		})
	}
}

func (t *fiscalTable) run(id string, name abnd.Text) {
	table := t.begin(named(name, id))
	of := func(measure scenarios.MeasureCode) func(abnd.Year) scenarios.Amount {
		return func(y abnd.Year) scenarios.Amount {
			x, found := t.result.Fiscal(id, measure, y)
			if found != nil {
				panic("report: " + found.Error()) // the measures below exist
			}
			return x
		}
	}
	rises := func(label abnd.Text, value func(abnd.Year) scenarios.Amount) { t.row(table, label, false, value) }
	falls := func(label abnd.Text, value func(abnd.Year) scenarios.Amount) { t.row(table, label, true, value) }
	if costing.HasSecondGDP(t.result.Study) {
		rises(abnd.T("Total cost", "Custo total"), func(y abnd.Year) scenarios.Amount { return amountOf(t.result, id, scenarios.AllOf, percentMeasure, y) })
		rises(abnd.T("  %% of %s", "  %% do %s").Fill(costing.SecondGDPName(t.result.Study)), of(scenarios.PercentSecondGDP))
	}
	if id != abnd.StatusQuo {
		rises(abnd.T("Incremental cost", "Despesa adicional"), of(scenarios.IncrementalPercentGDP))
		envelope := abnd.T("Fiscal envelope", "Envelope")
		if costing.EnvelopeAssumed(t.result.Study) {
			envelope = abnd.T("Fiscal envelope (assumed)", "Envelope (pressuposto)")
		}
		rises(envelope, of(scenarios.EnvelopePercentGDP))
		rises(abnd.T("Financing need (above the envelope)", "Necessidade acima do envelope"), t.ofGDP(of(scenarios.ToBeFinanced)))
		rises(abnd.T("Covered by financing measures", "Coberto pelas medidas"), t.ofGDP(of(scenarios.Financed)))
		rises(abnd.T("Financing gap", "Défice de financiamento"), of(scenarios.GapPercentGDP))
	}
	if costing.FundPaysDeficits(t.result.Study) {
		falls(abnd.T("Government balance before the fund", "Saldo antes do fundo"), of(scenarios.BalancePercentGDP))
		falls(abnd.T("Government balance after the fund", "Saldo depois do fundo"), of(scenarios.BalanceAfterFundPercentGDP))
	} else {
		falls(abnd.T("Government balance after financing and interest", "Saldo depois do financiamento e dos juros"), of(scenarios.BalancePercentGDP))
	}
	if id != abnd.StatusQuo {
		rises(abnd.T("Debt added within the envelope", "Dívida adicional no envelope"), of(scenarios.EnvelopeDebtPercentGDP))
		rises(abnd.T("Debt added by the financing gap", "Dívida adicional pelo défice"), of(scenarios.GapDebtPercentGDP))
	}
	rises(abnd.T("Government debt", "Dívida pública"), of(scenarios.DebtPercentGDP))
	rises(abnd.T("Government debt with interest at growth", "Dívida se os juros igualam o crescimento"), of(scenarios.DebtAtGrowthPercentGDP))
	t.fund(table, of)
	t.payers(table, id)
	if said := t.result.FiscalSentence(id); !said.IsZero() {
		t.say(said)
	}
	if said := t.result.FundSentence(id); !said.IsZero() {
		t.say(said)
	}
	for _, said := range t.result.PayerSentences(id) {
		t.say(said)
	}
}

// payers adds what external partners pay, what the Treasury must find in their place, and
// what has no known payer.
func (t *fiscalTable) payers(table *Table, id string) {
	if !costing.HasPayers(t.result.Study) {
		return
	}
	of := func(measure scenarios.MeasureCode) func(abnd.Year) scenarios.Amount {
		return func(y abnd.Year) scenarios.Amount { return amountOf(t.result, id, scenarios.AllOf, measure, y) }
	}
	t.row(table, externalLabel(t.result, id), false, of(scenarios.ExternalPercentGDP))
	t.row(table, takeOverLabel(t.result, id), false, of(scenarios.TakeOverPercentGDP))
	t.row(table, payerUnknownLabel, false, of(scenarios.PayerUnknownPercentGDP))
}

// payersAlone shows who pays where nothing else of the accounts is known.
func (t *fiscalTable) payersAlone(id string, name abnd.Text) {
	t.payers(t.begin(named(name, id)), id)
	for _, said := range t.result.PayerSentences(id) {
		t.say(said)
	}
}

// fiscalHeader is a public format: its names do not change.
var fiscalHeader = []string{"kind", "id", "year", "measure", "unit", "value", "known"}

// FiscalRecords are the fiscal results in the same format as [ResultRecords].
func FiscalRecords(rows []scenarios.FiscalRow) Records {
	return Records{fiscalHeader, func(yield func(...Field)) {
		for _, r := range rows {
			yield(textCell(r.Kind), textCell(r.ID), countCell(r.Year), codeCell(r.Measure), textCell(r.Unit), figureCell(r.Value), codeCell(r.Known))
		}
	}}
}

// FiscalTree is an object with the manifest and the fiscal results, one a
// line.
func FiscalTree(manifest Manifest, rows []scenarios.FiscalRow) Tree {
	return treeOf(manifest, recordsIn("fiscal", FiscalRecords(rows)))
}
