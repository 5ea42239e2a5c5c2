package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios/published"
)

// Validation shows published cases: for each one the engine's result, the
// published figure, how far they are apart and how far they may be, and the
// verdict; then what the case is and its source, once for a run of cases that
// share them.
func Validation(outcomes []published.Outcome) Document {
	var b builder
	b.say(abnd.T("Published costings reproduced with this program, in whole units of currency. Percentages, including the tolerance (±), refer to the published cost.",
		"Custeios publicados, reproduzidos com este programa, em unidades da moeda. As percentagens, incluindo a tolerância (±), referem-se ao custo publicado."))
	table := &Table{Name: "validation", Columns: append([]Column{{}}, heads(abnd.T("model|published|difference|%|± %", "modelo|publicado|diferença|%|± %"))...)}
	for i, o := range outcomes {
		row := Row{Apart: i == 0 || !sameOrigin(outcomes[i-1], o), Cells: []Cell{
			words(oneLine(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(o.ID, o.Currency, verdict(o)))),
			units(float64(o.Model)), units(float64(o.Published)), units(float64(o.Difference())),
			figure(Percent, 100*float64(o.Relative()), abnd.KnownAll, decimals(4)), tolerance(o),
		}}
		if i == len(outcomes)-1 || !sameOrigin(o, outcomes[i+1]) {
			row.Details = []abnd.Text{oneLine(abnd.Same(o.Description)), oneLine(abnd.T("Source: %s", "Fonte: %s").Fill(o.Source))}
		}
		table.Rows = append(table.Rows, row)
	}
	b.section(abnd.Text{}, table)
	within := 0
	for _, o := range outcomes {
		if o.Within() {
			within++
		}
	}
	b.section(abnd.Text{})
	b.say(abnd.T("%s: %d within tolerance, %d outside.", "%s: %d dentro da tolerância, %d fora.").Fill(
		plural(len(outcomes), abnd.T("case", "caso"), abnd.T("cases", "casos")), within, len(outcomes)-within))
	return b.Document
}

func sameOrigin(a, b published.Outcome) bool {
	return a.Description == b.Description && a.Source == b.Source
}

func verdict(o published.Outcome) abnd.Text {
	if o.Within() {
		return abnd.T("within tolerance", "dentro da tolerância")
	}
	return abnd.T("OUTSIDE TOLERANCE", "FORA DA TOLERÂNCIA")
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
	"tolerance", "verdict", "source"}

// The verdicts, as CSV and JSON hold them.
const (
	verdictWithin  = "within"
	verdictOutside = "outside"
)

func verdictCode(o published.Outcome) string {
	if o.Within() {
		return verdictWithin
	}
	return verdictOutside
}

// ValidationRecords are published cases in the same format as [ResultRecords]. The
// model has every digit; the difference is that of whole units of currency,
// and it and the tolerance are also given as shares of the published cost.
func ValidationRecords(outcomes []published.Outcome) Records {
	return Records{validationHeader, func(yield func(...Field)) {
		for _, o := range outcomes {
			yield(
				textCell(o.ID), textCell(o.Country), textCell(o.Description), plainCell(float64(o.Model)), plainCell(float64(o.Published)), textCell(o.Currency),
				plainCell(float64(o.Difference())), plainCell(float64(o.Relative())), plainCell(float64(o.Tolerance)), textCell(verdictCode(o)), textCell(o.Source),
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

// ValidationTree is published cases as an object: the manifest and the
// results, one per line, as in [ValidationRecords].
func ValidationTree(manifest ValidationManifest, outcomes []published.Outcome) Tree {
	return treeOf(manifest, recordsIn("results", ValidationRecords(outcomes)))
}
