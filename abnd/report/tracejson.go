package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// traceVersion is the version of the JSON of a trace. It rises when a name or
// its meaning changes, not when one is added.
const traceVersion = 1

// jsonTrace is a [model.Trace]. Value is a number, the code of a choice, or
// null where it is not known.
type jsonTrace struct {
	Key       string         `json:"key"`
	Label     ManifestText   `json:"label"`
	Kind      string         `json:"kind"`
	Year      int            `json:"year,omitempty"`
	Unit      string         `json:"unit"`
	Value     any            `json:"value"`
	Deciding  bool           `json:"deciding,omitempty"`
	Formula   *ManifestText  `json:"formula,omitempty"`
	Operation *jsonOperation `json:"operation,omitempty"`
	Since     []jsonDecision `json:"since,omitempty"`
	Terms     []jsonTrace    `json:"terms,omitempty"`
	Omitted   string         `json:"omitted,omitempty"`
	Source    *jsonSource    `json:"source,omitempty"`
	Known     string         `json:"known,omitempty"`
}

// jsonOperation is a [model.Operation].
type jsonOperation struct {
	Op     string          `json:"op"`
	Term   *int            `json:"term,omitempty"`
	Number *float64        `json:"number,omitempty"`
	Sex    string          `json:"sex,omitempty"`
	Args   []jsonOperation `json:"args,omitempty"`
}

// jsonDecision is a [model.Decision].
type jsonDecision struct {
	Relation string         `json:"relation"`
	Text     ManifestText   `json:"text"`
	Left     *jsonOperation `json:"left,omitempty"`
	Right    *jsonOperation `json:"right,omitempty"`
	Code     string         `json:"code,omitempty"`
	Key      string         `json:"key,omitempty"`
}

// jsonSource is where an input comes from; every field may be blank, which
// says that it has no source.
type jsonSource struct {
	ID         string `json:"id"`
	Year       int    `json:"year,omitempty"`
	Confidence string `json:"confidence,omitempty"`
	Note       string `json:"note,omitempty"` // English, where it has one
	NotePT     string `json:"note_pt,omitempty"`
	Validated  string `json:"validated_by,omitempty"`
}

// TraceTree is a trace as an object with its version, the manifest and the
// tree. The terms of a figure, put through its operation, give its value;
// shares are fractions.
func TraceTree(manifest Manifest, trace *model.Trace, study *abnd.Study) Tree {
	return Tree{whole: struct {
		Version  int       `json:"trace_version"`
		Manifest Manifest  `json:"manifest"`
		Trace    jsonTrace `json:"trace"`
	}{traceVersion, manifest, asJSON(trace, study)}}
}

func asJSON(x *model.Trace, study *abnd.Study) jsonTrace {
	j := jsonTrace{
		Key: string(x.Key), Label: manifestText(x.Label, study.Country.ISO3), Kind: string(x.Kind), Year: int(x.Year), Unit: traceUnit(x, study),
		Deciding: x.Deciding, Omitted: string(x.Omitted), Known: string(x.Known),
	}
	switch {
	case x.Choice.Code != "":
		j.Value = x.Choice.Code
	case x.Known.Known():
		j.Value = x.Value
	}
	if x.Kind != model.ComputedFigure {
		j.Source = &jsonSource{
			x.Source.Source, int(x.Source.Year), string(x.Source.Confidence),
			x.Source.Note.In(abnd.English), manifestText(x.Source.Note, study.Country.ISO3).PT, x.Source.ValidatedBy,
		}
	}
	if x.Formula.IsZero() {
		return j
	}
	formula := manifestText(x.Formula, study.Country.ISO3)
	j.Formula, j.Operation = &formula, operationJSON(x.Operation)
	for i, d := range x.Since {
		j.Since = append(j.Since, decisionJSON(d, manifestText(x.Reasons[i], study.Country.ISO3)))
	}
	for _, term := range x.Terms {
		j.Terms = append(j.Terms, asJSON(term, study))
	}
	return j
}

func operationJSON(o model.Operation) *jsonOperation {
	j := &jsonOperation{Op: string(o.Op), Sex: string(o.Sex)}
	switch o.Op {
	case model.OpTerm:
		j.Term = &o.Term
	case model.OpNumber:
		j.Number = &o.Number
	}
	for _, a := range o.Args {
		j.Args = append(j.Args, *operationJSON(a))
	}
	return j
}

func decisionJSON(d model.Decision, text ManifestText) jsonDecision {
	j := jsonDecision{Relation: string(d.Relation), Text: text, Code: d.Code.Code, Key: string(d.Key)}
	switch d.Relation {
	case model.HasValue, model.HasNone:
	case model.IsCode, model.IsNotCode, model.IsUnknown:
		j.Left = operationJSON(d.Left)
	default:
		j.Left, j.Right = operationJSON(d.Left), operationJSON(d.Right)
	}
	return j
}
