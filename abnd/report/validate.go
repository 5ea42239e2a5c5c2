package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios/published"
)

// Validation shows published cases: for each one the engine's result, the
// published figure, how far they are apart and how far they may be, and the
// verdict; then what the case is and its source, once for a run of cases that
// share them. Calibrated cases stand apart, and are counted apart.
func Validation(outcomes []published.Outcome) Document {
	var b builder
	b.say(abnd.T("Published costings reproduced with this program, in whole units of currency. Percentages, including the tolerance (±), refer to the published cost.",
		"Custeios publicados, reproduzidos com este programa, em unidades da moeda. As percentagens, incluindo a tolerância (±), referem-se ao custo publicado."))
	predicted, calibrated := published.Tally(outcomes)
	if calibrated.All() == 0 {
		b.section(abnd.Text{}, validationTable(outcomes))
		b.section(abnd.Text{})
		b.say(countedCases(len(outcomes), abnd.T("case", "caso"), abnd.T("cases", "casos"), predicted))
		return b.Document
	}
	var apart [2][]published.Outcome
	for _, o := range outcomes {
		if o.Calibrated == "" {
			apart[0] = append(apart[0], o)
		} else {
			apart[1] = append(apart[1], o)
		}
	}
	headings := [2]abnd.Text{
		abnd.T("Predicted: no input was solved from the result", "Previstos: nenhum dado se deduziu do resultado"),
		abnd.T("Calibrated: an input was solved from the result", "Calibrados: um dado deduziu-se do resultado"),
	}
	for i, some := range apart {
		if len(some) > 0 {
			b.section(headings[i], validationTable(some))
		}
	}
	b.section(abnd.Text{})
	b.say(countedCases(predicted.All(), abnd.T("case predicted", "caso previsto"), abnd.T("cases predicted", "casos previstos"), predicted))
	b.say(countedCases(calibrated.All(), abnd.T("case calibrated", "caso calibrado"), abnd.T("cases calibrated", "casos calibrados"), calibrated))
	b.say(abnd.T("A calibrated case shows that the arithmetic closes; it does not test a prediction.",
		"Um caso calibrado mostra que as contas fecham; não põe à prova uma previsão."))
	return b.Document
}

func validationTable(outcomes []published.Outcome) *Table {
	table := &Table{Name: "validation", Columns: append([]Column{{}}, heads(abnd.T("model|published|difference|%|± %", "modelo|publicado|diferença|%|± %"))...)}
	for i, o := range outcomes {
		row := Row{Apart: i == 0 || !sameOrigin(outcomes[i-1], o), Cells: []Cell{
			words(oneLine(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(o.ID, o.Currency, verdict(o)))),
			units(float64(o.Model)), units(float64(o.Published)), units(float64(o.Difference())),
			figure(Percent, 100*float64(o.Relative()), abnd.KnownAll, decimals(4)), tolerance(o),
		}}
		if !o.Within() && !o.Reason.IsZero() {
			row.Details = append(row.Details, oneLine(abnd.T("Reason: %s", "Motivo: %s").Fill(o.Reason)))
		}
		if i == len(outcomes)-1 || !sameOrigin(o, outcomes[i+1]) {
			row.Details = append(row.Details, oneLine(o.Description), oneLine(abnd.T("Source: %s", "Fonte: %s").Fill(o.Source)))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// countedCases says how many cases there are of a kind, and how they turned
// out.
func countedCases(n int, one, many abnd.Text, count published.Count) abnd.Text {
	if count.Explained == 0 {
		return abnd.T("%s: %d within tolerance, %d outside.", "%s: %d dentro da tolerância, %d fora.").Fill(plural(n, one, many), count.Within, count.Outside)
	}
	return abnd.T("%s: %d within tolerance, %d outside with a reason, %d without one.",
		"%s: %d dentro da tolerância, %d fora com motivo, %d fora sem ele.").Fill(plural(n, one, many), count.Within, count.Explained, count.Outside)
}

func sameOrigin(a, b published.Outcome) bool {
	return a.Description == b.Description && a.Source == b.Source
}

func verdict(o published.Outcome) abnd.Text {
	text := abnd.T("OUTSIDE TOLERANCE", "FORA DA TOLERÂNCIA")
	switch o.Verdict() {
	case published.Within:
		text = abnd.T("within tolerance", "dentro da tolerância")
	case published.Explained:
		text = abnd.T("outside tolerance, explained", "fora da tolerância, explicado")
	}
	if o.Calibrated != "" {
		text = abnd.T("%s; calibrated: %s", "%s; calibrado: %s").Fill(text, o.CalibratedName())
	}
	return text
}

// units is an amount in whole units of currency.
func units(x float64) Cell { return figure(Money, x, abnd.KnownAll, decimals(0)) }

// tolerance in percent, with as many decimals as it was typed with.
func tolerance(o published.Outcome) Cell {
	if o.Tolerance == 0 {
		return words(abnd.T("exact", "exacto"))
	}
	x := 100 * float64(o.Tolerance)
	return figure(Percent, x, abnd.KnownAll, decimals(min(4, decimalsOf(x))))
}

// validationHeader is a public format: its names do not change.
var validationHeader = []string{"id", "country", "description", "model", "published", "currency", "difference", "relative_difference",
	"tolerance", "verdict", "source", "calibrated", "description_pt", "reason_en", "reason_pt"}

// ValidationRecords are published cases in the same format as [ResultRecords]. The
// model has every digit; the difference is that of whole units of currency,
// and it and the tolerance are also given as shares of the published cost.
// calibrated is the input that was solved from the published cost, blank for
// a prediction.
func ValidationRecords(outcomes []published.Outcome) Records {
	return Records{validationHeader, func(yield func(...Field)) {
		for _, o := range outcomes {
			description, reason := manifestText(o.Description, o.Country), manifestText(o.Reason, o.Country)
			yield(
				textCell(o.ID), textCell(o.Country), textCell(description.EN), plainCell(float64(o.Model)), plainCell(float64(o.Published)), textCell(o.Currency),
				plainCell(float64(o.Difference())), plainCell(float64(o.Relative())), plainCell(float64(o.Tolerance)), codeCell(o.Verdict()), textCell(o.Source.EN),
				textCell(o.Calibrated), textCell(description.PT), textCell(reason.EN), textCell(reason.PT),
			)
		}
	}}
}

// ValidationManifest says what was validated: the program, and the file of
// cases by its checksum; nil for the cases inside the program.
type ValidationManifest struct {
	Tool        string         `json:"tool"`
	ToolVersion string         `json:"tool_version"`
	Input       *ManifestInput `json:"input,omitempty"`
}

// jsonCount is how many cases of a kind there are, by verdict.
type jsonCount struct {
	Kind      string `json:"kind"`
	Within    int    `json:"within"`
	Explained int    `json:"outside_explained"`
	Outside   int    `json:"outside"`
}

// ValidationTree is published cases as an object: the manifest, how many
// there are of predictions and of calibrated cases, and the results, one per
// line, as in [ValidationRecords].
func ValidationTree(manifest ValidationManifest, outcomes []published.Outcome) Tree {
	predicted, calibrated := published.Tally(outcomes)
	counts := jsonRows{name: "counts", rows: []any{
		jsonCount{"predicted", predicted.Within, predicted.Explained, predicted.Outside},
		jsonCount{"calibrated", calibrated.Within, calibrated.Explained, calibrated.Outside},
	}}
	return treeOf(manifest, counts, recordsIn("results", ValidationRecords(outcomes)))
}
