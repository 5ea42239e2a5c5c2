package report

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Manifest says what results were made of, so that they can be made again:
// the program, the input by its checksum, the study and its sources. It holds
// no clock: the same input gives the same bytes.
type Manifest struct {
	Tool        string          `json:"tool"`
	ToolVersion string          `json:"tool_version"`
	Input       ManifestInput   `json:"input"`
	Country     ManifestCountry `json:"country"`
	Study       ManifestStudy   `json:"study"`
	GDPBase     ManifestText    `json:"gdp_base"`
	Macro       string          `json:"macro,omitempty"`
	// Baseline says what moves amounts of the status quo without a rule.
	Baseline abnd.Baseline `json:"baseline"`
	// Envelope is [EnvelopeGiven] or [EnvelopeAssumed], and blank without one: who
	// shows by a colour that something fits in it may do so only where it is given.
	Envelope   string        `json:"envelope,omitempty"`
	PriceYear  int           `json:"price_year"`
	Projection ManifestYears `json:"projection"`
	// Settings are what the command line changed, as it was written.
	Settings []string `json:"settings,omitempty"`
	// Inputs of the study, counted apart by what they are.
	Inputs ManifestInputs `json:"inputs_by_kind"`
	// Scenarios, then packages, with what identifies them.
	Scenarios []ManifestScenario `json:"scenarios,omitempty"`
	Sources   []ManifestSource   `json:"sources"`
}

// What [Manifest.Envelope] can be.
const (
	EnvelopeGiven   = "given"   // with a source, a year and who gave it
	EnvelopeAssumed = "assumed" // without one of them
)

// manifestEnvelope says how the fiscal envelope of a study stands.
func manifestEnvelope(study *abnd.Study) string {
	switch {
	case !costing.HasEnvelope(study):
		return ""
	case costing.EnvelopeAssumed(study):
		return EnvelopeAssumed
	}
	return EnvelopeGiven
}

// ManifestScenario identifies a scenario or package by what its figures are
// made of: see [scenarios.Result.Fingerprint].
type ManifestScenario struct {
	ID          string `json:"id"`
	BasedOn     string `json:"based_on,omitempty"`
	Fingerprint string `json:"fingerprint"`
}

// ManifestInput names the input: a file's name without its folder, or the
// code of an embedded profile, which the tool's version identifies.
type ManifestInput struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256,omitempty"`
}

// ManifestInputs counts the inputs of [costing.Inputs]: of facts and decisions
// those that are no assumption are published, of expectations those of which
// there is a published projection.
type ManifestInputs struct {
	Facts        ManifestCount `json:"facts"`
	Decisions    ManifestCount `json:"decisions"`
	Expectations ManifestCount `json:"expectations"`
}

// ManifestCount counts the inputs of one kind.
type ManifestCount struct {
	All       int `json:"all"`
	Published int `json:"published"`
	Validated int `json:"validated"`
}

func manifestInputs(c costing.InputCounts) ManifestInputs {
	return ManifestInputs{ManifestCount(c.Facts), ManifestCount(c.Decisions), ManifestCount(c.Expectations)}
}

// ManifestCountry is the country and its money.
type ManifestCountry struct {
	ISO3     string       `json:"iso3"`
	Name     ManifestText `json:"name"`
	Currency string       `json:"currency"`
}

// ManifestStudy is what the study says of itself.
type ManifestStudy struct {
	ID     string         `json:"id,omitempty"`
	Title  ManifestText   `json:"title"`
	Date   string         `json:"date,omitempty"`
	Status ManifestStatus `json:"status"`
}

// ManifestStatus is the [abnd.Status] of the study: its stage and, in words, all
// that is said of it; of a study that is no draft, who made it so, when and where
// that is written.
type ManifestStatus struct {
	Stage    abnd.Stage    `json:"stage"`
	Text     ManifestText  `json:"text"`
	By       *ManifestText `json:"by,omitempty"`
	Date     string        `json:"date,omitempty"`
	Document string        `json:"document,omitempty"`
}

// manifestStatus writes a status as the country does.
func manifestStatus(s abnd.Status, iso3 string) ManifestStatus {
	m := ManifestStatus{Stage: cmp.Or(s.Stage, abnd.Draft), Text: manifestText(s.Text(), iso3)}
	if !s.IsDraft() {
		by := manifestText(s.By, iso3)
		m.By, m.Date, m.Document = &by, s.Date, s.Document
	}
	return m
}

// ManifestYears is the range of years that was costed.
type ManifestYears struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// ManifestSource is a source of the study's figures.
type ManifestSource struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Author string `json:"author,omitempty"`
	Year   string `json:"year,omitempty"`
	URL    string `json:"url,omitempty"`
}

// ManifestText is a text in the languages that it has.
type ManifestText struct {
	EN string `json:"en,omitempty"`
	PT string `json:"pt,omitempty"`
}

// manifestText writes the Portuguese as the country does.
func manifestText(t abnd.Text, iso3 string) ManifestText {
	m := ManifestText{EN: t.EN}
	if t.PT != "" {
		m.PT = t.In(abnd.Portuguese.For(iso3))
	}
	return m
}

// NewManifest describes the results of a study. version is the program's,
// inputName and inputSHA256 the input's; the checksum is left out where it is
// blank.
func NewManifest(study *abnd.Study, version, inputName, inputSHA256 string) Manifest {
	m := Manifest{
		Tool: "abnd", ToolVersion: version,
		Input:   ManifestInput{Name: inputName, SHA256: inputSHA256},
		Country: ManifestCountry{ISO3: study.Country.ISO3, Name: manifestText(study.Country.Name, study.Country.ISO3), Currency: study.Country.Currency},
		Study: ManifestStudy{
			ID: study.ID, Title: manifestText(study.Title, study.Country.ISO3), Date: study.Date,
			Status: manifestStatus(study.Status, study.Country.ISO3),
		},
		GDPBase:    manifestText(study.GDPName, study.Country.ISO3),
		Macro:      study.Macro,
		Baseline:   study.BaselineInForce(),
		Envelope:   manifestEnvelope(study),
		PriceYear:  int(study.PriceYear),
		Inputs:     manifestInputs(costing.CountInputs(study)),
		Projection: ManifestYears{First: int(study.Projection.First), Last: int(study.Projection.Last)},
		Sources:    []ManifestSource{},
	}
	for _, s := range study.Sources {
		m.Sources = append(m.Sources, ManifestSource{ID: s.ID, Title: s.Title.In(abnd.English), Author: s.Author, Year: s.Year, URL: s.URL})
	}
	return m
}

// AddScenarios adds the fingerprints of the scenarios and packages.
func (m *Manifest) AddScenarios(result *scenarios.Result) {
	fingerprints := result.Fingerprints()
	for _, s := range result.Study.Scenarios {
		m.Scenarios = append(m.Scenarios, ManifestScenario{s.ID, s.BasedOn, fingerprints[s.ID]})
	}
	for _, p := range result.Study.Packages {
		m.Scenarios = append(m.Scenarios, ManifestScenario{ID: p.ID, Fingerprint: fingerprints[p.ID]})
	}
}

// Tree is a result for programs as JSON has it: what it was made of, and lists.
type Tree struct {
	manifest any
	lists    []jsonRows
	// whole is the object where it has other parts.
	whole any
}

// jsonRows is a list of the object, one row per line: of records, whose columns
// are the names, or of rows of their own.
type jsonRows struct {
	name    string
	rows    []any
	records Records
}

// recordsIn is a list of records.
func recordsIn(name string, records Records) jsonRows { return jsonRows{name: name, records: records} }

func treeOf(manifest any, lists ...jsonRows) Tree { return Tree{manifest: manifest, lists: lists} }

// JSON writes the tree as an object, one row of a list a line so that two files
// can be compared line by line.
func (t Tree) JSON(w io.Writer) error {
	if t.whole != nil {
		data, err := marshal(t.whole, "", "  ")
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		_, err = fmt.Fprintf(w, "%s\n", data)
		return err
	}
	head, err := marshal(t.manifest, "  ", "  ")
	if err != nil {
		return fmt.Errorf("report: manifest: %w", err)
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\n  \"manifest\": %s", head)
	for _, list := range t.lists {
		fmt.Fprintf(out, ",\n  %q: [", list.name)
		if err := list.write(out); err != nil {
			return fmt.Errorf("report: %s: %w", list.name, err)
		}
		out.WriteString("\n  ]")
	}
	out.WriteString("\n}\n")
	return out.Flush()
}

// write writes the rows of a list.
func (l jsonRows) write(out *bufio.Writer) error {
	separator := "\n    "
	for i, row := range l.rows {
		line, err := marshal(row, "", "")
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		out.WriteString(separator + string(line))
		separator = ",\n    "
	}
	if l.records.Each == nil {
		return nil
	}
	var failed error
	l.records.Each(func(fields ...Field) {
		for i, x := range fields {
			value, err := x.json()
			if err != nil {
				failed = err
			}
			if i == 0 {
				out.WriteString(separator + "{")
			} else {
				out.WriteString(",")
			}
			fmt.Fprintf(out, "%q:%s", l.records.Header[i], value)
		}
		out.WriteString("}")
		separator = ",\n    "
	})
	return failed
}

// marshal is json.Marshal without the escapes that only a web page needs.
func marshal(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
