package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The status stands below what a document is called, whoever's it is, and
// before its figures; studies that differ in it are named.
func TestWhereTheStatusStands(t *testing.T) {
	draft := Stated{"a.xlsx", &abnd.Study{}}
	also := Stated{"b.xlsx", &abnd.Study{Status: abnd.Status{Stage: abnd.Draft}}}
	approved := Stated{"c.xlsx", &abnd.Study{Status: abnd.Status{Stage: abnd.Approved, Date: "2026-05-12"}}}
	line := func(name string) string { return name + "Status of the study: draft." }
	text := func(s string) Paragraph { return Paragraph{Plain, abnd.Same(s)} }
	one := func(blocks ...Block) Document { return Document{[]Section{{Blocks: blocks}}} }
	for name, c := range map[string]struct {
		of   []Stated
		from Document
		want []string // texts, a table as "|", a heading with "#"
	}{
		"below the title":        {[]Stated{draft}, one(text("Costs"), &Table{}), []string{"Costs", line(""), "|"}},
		"below the heading":      {[]Stated{draft}, Document{[]Section{{Heading: abnd.Same("Matrix")}}}, []string{"#Matrix", line("")}},
		"before a list":          {[]Stated{draft}, one(Paragraph{Hanging, abnd.Same("basis")}), []string{line(""), "basis"}},
		"before a mere table":    {[]Stated{draft}, one(&Table{}), []string{line(""), "|"}},
		"of two that are one":    {[]Stated{draft, also}, one(text("From a to b")), []string{"From a to b", line("")}},
		"of two that are not":    {[]Stated{draft, approved}, one(text("From")), []string{"From", line("a.xlsx: "), "c.xlsx: Status of the study: approved (2026-05-12)."}},
		"of none":                {nil, one(text("Cases")), []string{"Cases"}},
		"where there is nothing": {[]Stated{draft}, Document{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			before := cmp.Diff(Document{}, c.from)
			var got []string
			for _, s := range WithStatus(c.from, c.of...).Sections {
				if !s.Heading.IsZero() {
					got = append(got, "#"+s.Heading.In(abnd.English))
				}
				for _, b := range s.Blocks {
					if p, isText := b.(Paragraph); isText {
						got = append(got, p.Text.In(abnd.English))
					} else {
						got = append(got, "|")
					}
				}
			}
			if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("want -, got +\n%s", diff)
			}
			if cmp.Diff(Document{}, c.from) != before {
				t.Error("the document itself was changed")
			}
		})
	}
}

// Where a figure is explained, whoever has validated it stands beside its
// source, also of an assumption.
func TestAnExplanationSaysWhoValidated(t *testing.T) {
	study := &abnd.Study{Sources: []abnd.Source{{ID: "a", Title: abnd.Same("Census")}}}
	for _, c := range []struct {
		from   abnd.Provenance
		en, pt string
	}{
		{abnd.Provenance{Source: "a", Confidence: abnd.High, ValidatedBy: "INE"},
			"source: Census; confidence: high; validated by INE", "fonte: Census; confiança: alta; validado por: INE"},
		{abnd.Provenance{Source: "a", Confidence: abnd.High}, "source: Census; confidence: high", "fonte: Census; confiança: alta"},
		{abnd.Provenance{Confidence: abnd.Assumption, ValidatedBy: "MSSI"}, "source: none; assumption; validated by MSSI", "fonte: nenhuma; pressuposto; validado por: MSSI"},
	} {
		text := SourceOf(study, c.from)
		if text.In(abnd.English) != c.en || text.In(abnd.Portuguese) != c.pt {
			t.Errorf("%+v: %q, %q", c.from, text.In(abnd.English), text.In(abnd.Portuguese))
		}
		tree := asJSON(&model.Trace{Kind: model.InputFigure, Source: c.from}, study)
		if tree.Source == nil || tree.Source.Validated != c.from.ValidatedBy {
			t.Errorf("%+v: as JSON %+v", c.from, tree.Source)
		}
	}
}
