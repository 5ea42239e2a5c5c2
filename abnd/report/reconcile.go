package report

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The columns of a reconciliation: what, reported, model, ratio.
const (
	whatWidth  = 36
	sideWidth  = 15
	ratioWidth = 12
)

// ReconciliationTable writes every existing scheme for people to read, at most
// [Width] columns wide: what was reported of it beside what the model says of
// its first year, their ratios, the reason that the analyst gave and what the
// engine sees by itself. Schemes of which nothing can be compared are listed
// at the end, not left out.
func ReconciliationTable(w io.Writer, result *scenarios.Result, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := reconciliationTable{table{result: result, lang: lang, out: out}}
	all := result.Reconcile()
	var money []float64
	for _, x := range all {
		for _, code := range []string{"expenditure", "model_cost", "entitlement"} {
			if v, known := x.Value(code); known {
				money = append(money, v)
			}
		}
	}
	t.money = chooseScale(moneyScales, moneyLimit, costWidth, money)
	study := result.Study
	t.note(abnd.T("%s (%s): existing schemes, model %d compared with reported data", "%s (%s): regimes existentes, modelo de %d comparado com os valores comunicados").
		Fill(study.Country.Name, study.Country.ISO3, int(study.Projection.First)), "", "")
	t.note(abnd.T("Money in %s, at prices of the year shown; %% of %s.", "Valores em %s, a preços do ano indicado; percentagens do %s.").
		Fill(t.money.name.Fill(study.Country.Currency), study.GDPName), "", "")
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
	return out.Flush()
}

type reconciliationTable struct{ table }

func (t *reconciliationTable) scheme(x scenarios.Reconciled) {
	t.line("")
	t.heading(x)
	year := func(code string) string {
		if v, known := x.Value(code); known {
			return strconv.Itoa(int(v))
		}
		return notKnown
	}
	first := strconv.Itoa(int(t.result.Study.Projection.First))
	cells := func(what, reported, model, ratio string) {
		t.line(indent + padRight(what, whatWidth) + padLeft(reported, sideWidth) + padLeft(model, sideWidth) + padLeft(ratio, ratioWidth))
	}
	number := func(code string, decimals int, factor float64) string {
		v, known := x.Value(code)
		if !known {
			return notKnown
		}
		return formatNumber(v*factor, decimals, t.lang)
	}
	money := func(code string) string { return number(code, t.money.decimals, 1/t.money.divisor) }
	ratio := func(code string) string { return number(code, ratioDecimals, 1) }
	in := func(text abnd.Text) string { return text.In(t.lang) }
	cells("", in(abnd.T("reported", "comunicado")), in(abnd.T("model", "modelo")), in(abnd.T("ratio", "razão")))
	if _, known := x.Value("expenditure"); known {
		cells(in(abnd.T("Expenditure and cost, year", "Despesa e custo, ano")), year("expenditure_year"), first, "")
		cells(in(abnd.T("Expenditure and cost", "Despesa e custo")), money("expenditure"), money("model_cost"), ratio("ratio"))
		if _, known := x.Value("difference"); known {
			cells(in(abnd.T("Difference", "Diferença")), "", money("difference"), "")
		}
		cells(in(abnd.T("% of GDP", "Em % do PIB")), number("expenditure_share_of_gdp", 2, percent), number("model_share_of_gdp", 2, percent), ratio("ratio_of_gdp_shares"))
		if v, known := x.Value("price_growth"); known && v != 1 {
			cells(in(abnd.T("Consumer prices since then", "Preços no consumidor desde então")), "", "", ratio("price_growth"))
		}
	} else if _, known := x.Value("model_cost"); known {
		cells(in(abnd.T("Cost", "Custo")), notKnown, money("model_cost"), notKnown)
	}
	if _, known := x.Value("entitlement"); known {
		cells(in(abnd.T("Entitlement by rule", "Valor devido segundo a regra")), money("entitlement"), "", "")
	}
	if _, known := x.Value("share_paid"); known {
		cells(in(abnd.T("Expenditure ÷ entitlement (ratio)", "Despesa ÷ valor devido (razão)")), ratio("share_paid"), "", "")
	}
	if _, known := x.Value("recipients"); known {
		what := abnd.T("Recipients, %s", "Beneficiários, %s").Fill(year("recipients_year"))
		cells(in(what), number("recipients", 0, 1), number("beneficiaries", 0, 1), ratio("beneficiaries_ratio"))
		if _, known := x.Value("cost_per_head_ratio"); known {
			cells(in(abnd.T("Cost per beneficiary", "Custo por beneficiário")), "", "", ratio("cost_per_head_ratio"))
		}
		if v, known := x.Value("population_growth"); known && v != 1 {
			cells(in(abnd.T("Population since then", "População desde então")), "", "", ratio("population_growth"))
		}
	}
	t.line(wrapHard(abnd.T("Result: %s", "Resultado: %s").Fill(x.Verdict.Name()).In(t.lang), indent, indent+indent))
	if reason := x.Scheme.Difference.In(t.lang); reason != "" {
		t.line(wrapHard(abnd.T("Explanation: %s", "Explicação: %s").Fill(reason).In(t.lang), indent, indent+indent))
	}
	if len(x.Applying) > 0 {
		t.line(wrapHard(abnd.T("Automatic notes: %s.", "Notas automáticas: %s.").Fill(causeTexts(x.Applying, t.lang)).In(t.lang), indent, indent+indent))
	}
}

const ratioDecimals = 2

func (t *reconciliationTable) heading(x scenarios.Reconciled) {
	name := x.Scheme.Name.In(t.lang)
	if name == "" {
		t.line(wrapHard(x.Scheme.ID, "", indent))
		return
	}
	t.line(wrapHard(x.Scheme.ID+": "+name, "", indent))
}

// unknown lists the schemes of which neither recipients nor expenditure is
// known.
func (t *reconciliationTable) unknown(schemes []scenarios.Reconciled) {
	if len(schemes) == 0 {
		return
	}
	t.line("")
	t.note(abnd.T("Not available: no data on recipients or expenditure of", "Não disponível: não há dados sobre beneficiários nem despesa de"), "", "")
	for _, x := range schemes {
		name := x.Scheme.Name.In(t.lang)
		if name != "" {
			name = ": " + name
		}
		t.line(wrapHard(x.Scheme.ID+name, indent, indent+indent))
	}
}

func (t *reconciliationTable) summary(all []scenarios.Reconciled) {
	counts := map[scenarios.Verdict]int{}
	for _, x := range all {
		counts[x.Verdict]++
	}
	compared := counts[scenarios.ByConstruction] + counts[scenarios.Agrees] + counts[scenarios.Explained] + counts[scenarios.Unexplained]
	t.line("")
	t.note(abnd.T("%s, compared: %d; matching by construction: %d; agreeing: %d; explained differences: %d; unexplained: %d.",
		"%s, comparados: %d; coincidem por construção: %d; coincidem: %d; diferenças explicadas: %d; por explicar: %d.").Fill(
		plural(len(all), abnd.T("existing scheme", "regime existente"), abnd.T("existing schemes", "regimes existentes")), compared,
		counts[scenarios.ByConstruction], counts[scenarios.Agrees], counts[scenarios.Explained], counts[scenarios.Unexplained]), "", "")
}

func causeTexts(causes []costing.Cause, lang abnd.Lang) string {
	texts := make([]string, len(causes))
	for i, c := range causes {
		texts[i] = c.Text.In(lang)
	}
	return strings.Join(texts, "; ")
}

func causeCodes(causes []costing.Cause) []string {
	codes := make([]string, len(causes))
	for i, c := range causes {
		codes[i] = c.Code
	}
	return codes
}

// reconciliationHeader is a contract with those who read the file; the lines
// of the model stand between its two parts.
func reconciliationHeader() []string {
	header := append([]string{"scheme", "verdict"}, costing.ReconciliationLines()...)
	return append(header, "causes", "reason_en", "reason_pt")
}

// ReconciliationCSV writes every existing scheme as CSV in the manner of
// [CSV]: one a row, with every digit; money in whole units, shares as
// fractions, causes by their codes. What is not known is blank.
func ReconciliationCSV(out *CSVWriter, result *scenarios.Result) error {
	out.header(reconciliationHeader()...)
	for _, x := range result.Reconcile() {
		record := []cell{textCell(x.Scheme.ID), codeCell(x.Verdict)}
		for _, code := range costing.ReconciliationLines() {
			figure := blankCell
			if v, known := x.Value(code); known {
				figure = plainCell(v)
			}
			record = append(record, figure)
		}
		record = append(record, textCell(strings.Join(causeCodes(x.Applying), ";")), textCell(x.Scheme.Difference.EN), textCell(x.Scheme.Difference.PT))
		out.write(record...)
	}
	return out.end()
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

// ReconciliationJSON writes an object with the manifest and every existing
// scheme, one a line, as in [ReconciliationCSV].
func ReconciliationJSON(w io.Writer, manifest Manifest, result *scenarios.Result) error {
	rows := jsonRows{name: "schemes"}
	for _, x := range result.Reconcile() {
		figures := map[string]float64{}
		for _, code := range costing.ReconciliationLines() {
			if v, known := x.Value(code); known {
				figures[code] = v
			}
		}
		rows.rows = append(rows.rows, jsonReconciled{x.Scheme.ID, string(x.Verdict), figures, causeCodes(x.Applying), manifestText(x.Scheme.Difference, result.Study.Country.ISO3)})
	}
	return writeJSON(w, manifest, rows)
}
