package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// ComparedSource is where one side of a comparison comes from.
type ComparedSource struct {
	InputName   string // the profile's code, or the input file's name
	InputSHA256 string
	Settings    []string         // what the command line changed, as it was written
	Places      sheets.CellIndex // of its figures; none for a profile
}

// Comparison writes two scenarios of two results side by side, in a workbook of
// its own: one workbook cannot hold the live figures of two studies, so they
// are values, each with where it comes from; differences and ratios are live.
func Comparison(c scenarios.Comparison, from, to ComparedSource, opts Options) ([]byte, error) {
	book, _, err := comparisonBook(c, from, to, opts)
	if err != nil {
		return nil, err
	}
	return book.bytes()
}

func comparisonBook(c scenarios.Comparison, from, to ComparedSource, opts Options) (*book, *resultWriter, error) {
	sides := []comparedSide{{c.From.Name, c.From.Result, []string{c.From.Scenario}, from}, {c.To.Name, c.To.Result, []string{c.To.Scenario}, to}}
	return bookOfComparison(sides, opts, func(a *answerPage) {
		t := tableOf(c)
		t.begin(a, abnd.T("%s compared with %s: differences. The numbers are values of two studies, listed in MANIFEST; differences and ratios are live formulas.",
			"%s comparado com %s: o que difere. Os valores são de dois estudos; MANIFEST diz de quais. As diferenças e razões são fórmulas que se recalculam.").
			Fill(sideName(c, c.From), sideName(c, c.To)))
		a.writeComparabilityWarnings(c.Warnings)
		a.parameters(c, func(s scenarios.Side, d scenarios.ParameterDifference) string {
			source := to
			if s.Result == c.From.Result {
				source = from
			}
			return source.placeOf(s, d)
		})
		t.write(a)
	})
}

// Countries writes the scenarios of several countries side by side, in a
// workbook of its own, as values: see [scenarios.CompareCountries].
func Countries(countries []scenarios.Country, figures []scenarios.CountryFigure, sources []ComparedSource, opts Options) ([]byte, error) {
	book, _, err := countriesBook(countries, figures, sources, opts)
	if err != nil {
		return nil, err
	}
	return book.bytes()
}

func countriesBook(countries []scenarios.Country, figures []scenarios.CountryFigure, sources []ComparedSource, opts Options) (*book, *resultWriter, error) {
	var runs []string
	for _, f := range figures {
		if !slices.Contains(runs, f.Scenario) {
			runs = append(runs, f.Scenario)
		}
	}
	var sides []comparedSide
	for i, c := range countries {
		sides = append(sides, comparedSide{c.Name, c.Result, runs, sources[i]})
	}
	return bookOfComparison(sides, opts, func(a *answerPage) {
		t := tableOfCountries(countries, figures)
		t.begin(a, abnd.T("Countries compared, each with its own study, listed in MANIFEST. The numbers are values.",
			"Países comparados, cada um pelo seu próprio estudo, indicado em MANIFEST. Os números são valores."))
		a.next = paper.LabelRow
		t.write(a)
	})
}

// tableOfCountries lists the figures of countries as they come.
func tableOfCountries(countries []scenarios.Country, figures []scenarios.CountryFigure) *comparisonTable {
	t := &comparisonTable{years: scenarios.SharedYears(countries).All()}
	study := countries[0].Result.Study
	var measure scenarios.MeasureCode
	run, part := "", ""
	for _, f := range figures {
		if f.Scenario != run || f.Measure != measure {
			s := sectionOf(f.Measure, f.Unit, &abnd.Study{})
			s.heading = abnd.T("%s: %s", "%s: %s").Fill(runName(study, f.Scenario), s.heading)
			s.drawn = f.Measure == scenarios.CountryPercentGDP
			t.sections = append(t.sections, s)
		}
		s := &t.sections[len(t.sections)-1]
		if f.Scenario != run || f.Measure != measure || f.Guarantee != part {
			g := comparisonGroup{name: guaranteeOrAll(f.Guarantee), sum: f.Guarantee == scenarios.AllOf}
			for _, c := range countries {
				g.rows = append(g.rows, newBesideRow(abnd.Same(c.Name), ""))
			}
			s.groups = append(s.groups, g)
		}
		run, measure, part = f.Scenario, f.Measure, f.Guarantee
		g := &s.groups[len(s.groups)-1]
		for i, c := range countries {
			if c.Name == f.Country {
				g.rows[i].values[f.Year], g.rows[i].atLeast[f.Year] = inCells(f.Value, f.Unit), f.AtLeast
			}
		}
	}
	return t
}

// comparedSide is one of those that stand side by side.
type comparedSide struct {
	name   string
	result *scenarios.Result
	runs   []string
	source ComparedSource
}

// bookOfComparison is a workbook with COMPARE and MANIFEST alone.
func bookOfComparison(sides []comparedSide, opts Options, write func(*answerPage)) (*book, *resultWriter, error) {
	study := sides[len(sides)-1].result.Study
	meta := meta{Lang: opts.Lang, Title: abnd.T("Comparison", "Comparação"), Date: opts.Date, Version: opts.Version}
	for _, s := range sides {
		meta.Facts = append(meta.Facts, Fact{abnd.Same(s.name), s.result.Study.Country.Name})
	}
	meta.Stage, meta.Status = statusOf(sides)
	book, err := newBook(nil, meta)
	if err != nil {
		return nil, nil, err
	}
	w := &resultWriter{layout: &layout{lang: opts.Lang, study: study, book: book, spots: map[model.Key]cellRef{}}, computed: map[address.Ref]computed{}}
	p := w.answerPage(comparisonPage{write})
	book.pages = []*paper.Page{p, w.sidesManifest(sides, opts)}
	return book, w, nil
}

// statusOf is the stage and the status of the studies that are compared, each by
// name where they differ. Of studies of several stages no stage is that of all.
func statusOf(sides []comparedSide) (stage, status abnd.Text) {
	first := sides[0].result.Study.Status
	stage, status = first.Stage.Name(), first.Line()
	same := true
	var each []abnd.Text
	for _, s := range sides {
		of := s.result.Study.Status
		if !of.Stage.Name().Equal(stage) {
			stage = abnd.Text{}
		}
		same = same && of.Line().Equal(status)
		each = append(each, abnd.T("%s: %s", "%s: %s").Fill(s.name, of.Text()))
	}
	if same {
		return stage, status
	}
	return stage, abnd.InEach(func(lang abnd.Lang) string {
		texts := make([]string, len(each))
		for i, text := range each {
			texts[i] = text.In(lang)
		}
		return strings.Join(texts, "; ")
	})
}

// comparisonPage is COMPARE in a workbook of its own.
type comparisonPage struct{ content func(*answerPage) }

func (comparisonPage) sheet() string         { return CompareSheet }
func (comparisonPage) about() abnd.Text      { return aboutCompare }
func (comparisonPage) facts() []Fact         { return nil }
func (b comparisonPage) write(a *answerPage) { b.content(a) }

// writeComparabilityWarnings writes in what else the two sides differ.
func (a *answerPage) writeComparabilityWarnings(found abnd.Diagnostics) {
	a.next = paper.LabelRow
	if len(found) == 0 {
		return
	}
	a.heading(abnd.T("Other differences", "Outras diferenças"))
	for _, d := range found {
		a.writeNote(d.Problem)
	}
}

// placeOf is the cell of a side in which a parameter in force stands: the
// scenario's own, one that it builds on, or the benefit's; the name of a
// profile, which has no cells. Blank where the side has no such benefit.
func (s ComparedSource) placeOf(side scenarios.Side, d scenarios.ParameterDifference) string {
	study := side.Result.Study
	if d.Benefit == "" {
		return s.InputName
	}
	if _, ok := study.FindBenefit(d.Benefit); !ok {
		return ""
	}
	if s.Places.IsZero() {
		return s.InputName
	}
	path := costing.ParameterPath(d.Benefit, d.Parameter)
	for id := side.Scenario; id != ""; {
		scenario, ok := study.FindScenario(id)
		if _, own := scenario.Changes[d.Benefit][d.Parameter]; own {
			path = costing.ScenarioParameterPath(id, d.Benefit, d.Parameter)
			break
		}
		if !ok {
			break
		}
		id = scenario.BasedOn
	}
	return s.InputName + " " + s.Places.Find(path)
}

// sidesManifest says what each side was made from.
func (w *resultWriter) sidesManifest(sides []comparedSide, opts Options) *paper.Page {
	m := w.newManifest()
	m.add(abnd.T("Program", "Programa"), "abnd "+opts.Version)
	for _, s := range sides {
		add := func(label abnd.Text, value string) { m.add(abnd.T("%s: %s", "%s: %s").Fill(s.name, label), value) }
		add(inputLabel, s.source.InputName)
		add(sumLabel, s.source.InputSHA256)
		add(abnd.T("Id of the study", "Código do estudo"), s.result.Study.ID)
		add(statusLabel, s.result.Study.Status.Text().In(w.lang))
		for _, setting := range s.source.Settings {
			add(settingLabel, setting)
		}
		for _, run := range s.runs {
			add(fingerprintLabel.Fill(run), s.result.Fingerprint(run))
		}
	}
	return m.page
}
