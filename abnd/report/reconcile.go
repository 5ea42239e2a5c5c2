package report

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Reconciliation sets every existing scheme beside what was reported of it:
// what the model says of its first year, their ratios, the reason that the
// analyst gave and what the engine sees by itself. Schemes of which nothing can
// be compared are listed at the end, not left out.
func Reconciliation(result *scenarios.Result) Document {
	t := reconciliation{result: result}
	all := result.Reconcile()
	var amounts []float64
	for _, x := range all {
		for _, code := range []string{"expenditure", "model_cost", "entitlement"} {
			if v, known := x.Value(code); known {
				amounts = append(amounts, v)
			}
		}
	}
	t.money = chooseScale(moneyScales, moneyLimit, costRoom, amounts)
	study := result.Study
	t.say(abnd.T("%s (%s): existing schemes, model %d compared with reported data", "%s (%s): regimes existentes, modelo de %d comparado com os valores comunicados").
		Fill(study.Country.Name, study.Country.ISO3, int(study.Projection.First)))
	t.say(abnd.T("Money in %s, at prices of the year shown; %% of %s.", "Valores em %s, a preços do ano indicado; percentagens do %s.").
		Fill(t.money.Name.Fill(study.Country.Currency), study.GDPName))
	var rest []scenarios.Reconciled
	for _, x := range all {
		_, reported := x.Value("expenditure")
		_, counted := x.Value("recipients")
		if !reported && !counted {
			rest = append(rest, x)
			continue
		}
		t.scheme(x)
	}
	t.unknown(rest)
	t.summary(all)
	t.outturns()
	return t.Document
}

type reconciliation struct {
	builder
	result *scenarios.Result
	money  Scale
}

const ratioDecimals = 2

func (t *reconciliation) scheme(x scenarios.Reconciled) {
	value := func(code string, unit Unit, scale Scale) Cell {
		v, known := x.Value(code)
		if !known {
			return unknownCell
		}
		return figure(unit, v, abnd.KnownAll, scale)
	}
	has := func(code string) bool { _, known := x.Value(code); return known }
	grew := func(code string) bool { v, known := x.Value(code); return known && v != 1 }
	amount := func(code string) Cell { return value(code, Money, t.money) }
	count := func(code string) Cell { return value(code, Persons, decimals(0)) }
	ratio := func(code string) Cell { return value(code, Number, decimals(ratioDecimals)) }
	ofGDP := func(code string) Cell {
		cell := value(code, Percent, decimals(percentDecimals))
		cell.Value *= percent
		return cell
	}
	year := func(code string) Cell { return value(code, Plainly, decimals(0)) }
	var blank Cell
	table := &Table{Name: "reconciliation", Columns: append([]Column{{}}, heads(abnd.T("reported|model|ratio", "comunicado|modelo|razão"))...)}
	row := func(what abnd.Text, reported, model, ratio Cell) { table.row(words(what), reported, model, ratio) }
	if has("expenditure") {
		row(abnd.T("Expenditure and cost, year", "Despesa e custo, ano"), year("expenditure_year"), yearOf(t.result.Study.Projection.First), blank)
		row(abnd.T("Expenditure and cost", "Despesa e custo"), amount("expenditure"), amount("model_cost"), ratio("ratio"))
		if has("difference") {
			row(abnd.T("Difference", "Diferença"), blank, amount("difference"), blank)
		}
		row(abnd.T("% of GDP", "Em % do PIB"), ofGDP("expenditure_share_of_gdp"), ofGDP("model_share_of_gdp"), ratio("ratio_of_gdp_shares"))
		if grew("price_growth") {
			row(abnd.T("Consumer prices since then", "Preços no consumidor desde então"), blank, blank, ratio("price_growth"))
		}
	} else if has("model_cost") {
		row(abnd.T("Cost", "Custo"), unknownCell, amount("model_cost"), unknownCell)
	}
	if has("entitlement") {
		row(abnd.T("Entitlement by rule", "Valor devido segundo a regra"), amount("entitlement"), blank, blank)
	}
	if has("share_paid") {
		row(abnd.T("Expenditure ÷ entitlement (ratio)", "Despesa ÷ valor devido (razão)"), ratio("share_paid"), blank, blank)
	}
	if has("recipients") {
		row(abnd.T("Recipients, %s", "Beneficiários, %s").Fill(abnd.InEach(year("recipients_year").In)), count("recipients"), count("beneficiaries"), ratio("beneficiaries_ratio"))
		if has("cost_per_head_ratio") {
			row(abnd.T("Cost per beneficiary", "Custo por beneficiário"), blank, blank, ratio("cost_per_head_ratio"))
		}
		if grew("population_growth") {
			row(abnd.T("Population since then", "População desde então"), blank, blank, ratio("population_growth"))
		}
	}
	t.section(schemesNamed(x.Members), table)
	t.detail(abnd.T("Result: %s", "Resultado: %s").Fill(x.Verdict.Name()))
	if reason := x.Scheme.Difference; !reason.IsZero() {
		t.detail(oneLine(abnd.T("Explanation: %s", "Explicação: %s").Fill(reason)))
	}
	if len(x.Applying) > 0 {
		var causes []abnd.Text
		for _, c := range x.Applying {
			causes = append(causes, c.Text)
		}
		t.detail(oneLine(abnd.T("Automatic notes: %s.", "Notas automáticas: %s.").Fill(abnd.Joined(causes, "; "))))
	}
}

// schemeName is the ID of a scheme with its name.
func schemeName(s abnd.Scheme) abnd.Text {
	if s.Name.IsZero() {
		return abnd.Same(s.ID)
	}
	return oneLine(abnd.T("%s: %s", "%s: %s").Fill(s.ID, s.Name))
}

// schemesNamed names the schemes whose sum a table has.
func schemesNamed(schemes []abnd.Scheme) abnd.Text {
	names := make([]abnd.Text, len(schemes))
	for i, s := range schemes {
		names[i] = schemeName(s)
	}
	return abnd.Joined(names, " + ")
}

// unknown lists the schemes of which neither recipients nor expenditure is
// known.
func (t *reconciliation) unknown(schemes []scenarios.Reconciled) {
	if len(schemes) == 0 {
		return
	}
	t.section(abnd.T("Not available: no data on recipients or expenditure of", "Não disponível: não há dados sobre beneficiários nem despesa de"))
	for _, x := range schemes {
		t.detail(schemeName(x.Scheme))
	}
}

func (t *reconciliation) summary(all []scenarios.Reconciled) {
	counts := map[scenarios.Verdict]int{}
	for _, x := range all {
		counts[x.Verdict]++
	}
	compared := counts[scenarios.ByConstruction] + counts[scenarios.Agrees] + counts[scenarios.Explained] + counts[scenarios.Unexplained]
	t.section(abnd.Text{})
	t.say(abnd.T("%s, compared: %d; matching by construction: %d; agreeing: %d; explained differences: %d; unexplained: %d.",
		"%s, comparados: %d; coincidem por construção: %d; coincidem: %d; diferenças explicadas: %d; por explicar: %d.").Fill(
		plural(len(all), abnd.T("existing scheme", "regime existente"), abnd.T("existing schemes", "regimes existentes")), compared,
		counts[scenarios.ByConstruction], counts[scenarios.Agrees], counts[scenarios.Explained], counts[scenarios.Unexplained]))
}

func causeCodes(causes []costing.Cause) []string {
	codes := make([]string, len(causes))
	for i, c := range causes {
		codes[i] = c.Code
	}
	return codes
}

// reconciliationHeader is a public format: its names do not change; the lines
// of the model stand between its two parts.
func reconciliationHeader() []string {
	header := append([]string{"scheme", "verdict"}, costing.ReconciliationLines()...)
	return append(header, "causes", "reason_en", "reason_pt")
}

// ReconciliationRecords are every existing scheme in the same format as
// [ResultRecords]: one per row, with every digit; money in whole units, shares
// as fractions, causes by their codes. What is not known is blank.
func ReconciliationRecords(result *scenarios.Result) Records {
	return Records{reconciliationHeader(), func(yield func(...Field)) {
		for _, x := range result.Reconcile() {
			record := []Field{textCell(x.Scheme.ID), codeCell(x.Verdict)}
			for _, code := range costing.ReconciliationLines() {
				figure := blankCell
				if v, known := x.Value(code); known {
					figure = plainCell(v)
				}
				record = append(record, figure)
			}
			record = append(record, textCell(strings.Join(causeCodes(x.Applying), ";")), textCell(x.Scheme.Difference.EN), textCell(x.Scheme.Difference.PT))
			yield(record...)
		}
	}}
}

// jsonReconciled is a [scenarios.Reconciled]; figures that are not known are
// left out.
type jsonReconciled struct {
	Scheme  string             `json:"scheme"`
	Verdict string             `json:"verdict"`
	Figures map[string]float64 `json:"figures"`
	Causes  []string           `json:"causes"`
	Reason  ManifestText       `json:"reason"`
}

// ReconciliationTree is an object with the manifest and every existing scheme,
// one per line, as in [ReconciliationRecords], then the years of OUTTURN, as in
// [OutturnRecords].
func ReconciliationTree(manifest Manifest, result *scenarios.Result) Tree {
	rows := jsonRows{name: "schemes"}
	for _, x := range result.Reconcile() {
		figures := map[string]float64{}
		for _, code := range costing.ReconciliationLines() {
			if v, known := x.Value(code); known {
				figures[code] = v
			}
		}
		rows.rows = append(rows.rows, jsonReconciled{x.Scheme.ID, string(x.Verdict), figures, causeCodes(x.Applying),
			manifestText(x.Scheme.Difference, result.Study.Country.ISO3)})
	}
	return treeOf(manifest, rows, outturnsIn(result))
}
