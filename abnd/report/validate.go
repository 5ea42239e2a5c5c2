package report

import (
	"bufio"
	"io"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios/published"
)

// The columns of a validation: a gap, then a figure at the right end.
const (
	amountWidth     = 22
	differenceWidth = 18
	relativeWidth   = 10
	toleranceWidth  = 8
)

// ValidationTable writes published cases for people to read, at most [Width]
// columns wide: for each one the engine's result, the published figure, how
// far they are apart and how far they may be, and the verdict; then what the
// case is and its source, once for a run of cases that share them.
func ValidationTable(w io.Writer, outcomes []published.Outcome, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := table{lang: lang, out: out}
	t.note(abnd.T("Published costings reproduced with this program, in whole units of currency. Percentages, including the tolerance (±), refer to the published cost.",
		"Custeios publicados, reproduzidos com este programa, em unidades da moeda. As percentagens, incluindo a tolerância (±), referem-se ao custo publicado."), "", "")
	t.line("")
	t.line(validationRow(t.lang,
		abnd.T("model", "modelo"), abnd.T("published", "publicado"), abnd.T("difference", "diferença"),
		abnd.Same("%"), abnd.Same("± %")))
	for i, o := range outcomes {
		if i == 0 || !sameOrigin(outcomes[i-1], o) {
			t.line("")
		}
		t.line(wrapHard(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(o.ID, o.Currency, verdict(o)).In(lang), "", indent))
		t.line(validationRow(lang,
			units(float64(o.Model)), units(float64(o.Published)), units(float64(o.Difference())),
			decimals(100*float64(o.Relative()), 4), tolerance(o)))
		if i == len(outcomes)-1 || !sameOrigin(o, outcomes[i+1]) {
			t.line(wrapHard(o.Description, indent, indent))
			t.line(wrapHard(abnd.T("Source: %s", "Fonte: %s").Fill(o.Source).In(lang), indent, indent+indent))
		}
	}
	t.line("")
	within := 0
	for _, o := range outcomes {
		if o.Within() {
			within++
		}
	}
	t.note(abnd.T("%s: %d within tolerance, %d outside.", "%s: %d dentro da tolerância, %d fora.").Fill(
		plural(len(outcomes), abnd.T("case", "caso"), abnd.T("cases", "casos")), within, len(outcomes)-within), "", "")
	return out.Flush()
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

func validationRow(lang abnd.Lang, cells ...abnd.Text) string {
	row := ""
	for i, width := range []int{amountWidth, amountWidth, differenceWidth, relativeWidth, toleranceWidth} {
		row += padLeft(cells[i].In(lang), width)
	}
	return row
}

// units is an amount in whole units; one too long for its column has an
// exponent.
func units(x float64) abnd.Text {
	text := decimals(x, 0)
	if utf8.RuneCountInString(text.EN) >= differenceWidth {
		return abnd.T("%.6g", "%.6g").Fill(x)
	}
	return text
}

func decimals(x float64, n int) abnd.Text {
	text := abnd.T(formatNumber(x, n, abnd.English), formatNumber(x, n, abnd.Portuguese))
	if utf8.RuneCountInString(text.EN) >= relativeWidth && n > 0 {
		return abnd.T("%.3g", "%.3g").Fill(x)
	}
	return text
}

// tolerance in percent, with as many decimals as it was typed with.
func tolerance(o published.Outcome) abnd.Text {
	if o.Tolerance == 0 {
		return abnd.T("exact", "exacto")
	}
	percent := 100 * float64(o.Tolerance)
	return decimals(percent, min(4, decimalsOf(percent)))
}

// validationHeader is a contract with those who read the file.
var validationHeader = []string{"id", "country", "description", "model", "published", "currency", "difference", "relative_difference", "tolerance", "verdict", "source"}

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

// ValidationCSV writes published cases as CSV in the manner of [CSV]. The
// model has every digit; the difference is that of whole units of currency,
// and it and the tolerance are also given as shares of the published cost.
func ValidationCSV(out *CSVWriter, outcomes []published.Outcome) error {
	out.header(validationHeader...)
	for _, o := range outcomes {
		out.write(
			textCell(o.ID), textCell(o.Country), textCell(o.Description), plainCell(float64(o.Model)), plainCell(float64(o.Published)), textCell(o.Currency),
			plainCell(float64(o.Difference())), plainCell(float64(o.Relative())), plainCell(float64(o.Tolerance)), textCell(verdictCode(o)), textCell(o.Source),
		)
	}
	return out.end()
}

// jsonOutcome is a [published.Outcome] with the names of the CSV's columns.
type jsonOutcome struct {
	ID          string  `json:"id"`
	Country     string  `json:"country"`
	Description string  `json:"description"`
	Model       float64 `json:"model"`
	Published   float64 `json:"published"`
	Currency    string  `json:"currency"`
	Difference  float64 `json:"difference"`
	Relative    float64 `json:"relative_difference"`
	Tolerance   float64 `json:"tolerance"`
	Verdict     string  `json:"verdict"`
	Source      string  `json:"source"`
}

// ValidationManifest says what was validated: the program, and the file of
// cases by its checksum; nil for the cases inside the program.
type ValidationManifest struct {
	Tool        string         `json:"tool"`
	ToolVersion string         `json:"tool_version"`
	Input       *ManifestInput `json:"input,omitempty"`
}

// ValidationJSON writes published cases as an object: the manifest and the
// results, one a line, as in [ValidationCSV].
func ValidationJSON(w io.Writer, manifest ValidationManifest, outcomes []published.Outcome) error {
	results := jsonRows{name: "results"}
	for _, o := range outcomes {
		results.rows = append(results.rows, jsonOutcome{
			o.ID, o.Country, o.Description, float64(o.Model), float64(o.Published), o.Currency,
			float64(o.Difference()), float64(o.Relative()), float64(o.Tolerance), verdictCode(o), o.Source,
		})
	}
	return writeJSON(w, manifest, results)
}
