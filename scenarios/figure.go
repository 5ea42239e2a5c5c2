package scenarios

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Figure names one figure of the results, as people do.
type Figure struct {
	Scenario  string         // or a package: its ID
	Guarantee abnd.Guarantee // one, or [abnd.IncomeSecurity] for the sum over its three; blank, or AllOf, for that over all
	Benefit   string         // or an existing scheme; blank, or AllOf, for the sum over them
	Measure   MeasureCode
	Year      abnd.Year
}

// Key is the key of the line that a figure stands in. What does not exist is
// an error that suggests the nearest name.
func (r *Result) Key(f Figure) (model.Key, abnd.Diagnostics) {
	var found abnd.Diagnostics
	unknown := func(code string, problem abnd.Text, name string, known []string) {
		found.AddError("", code, problem.Fill(name), abnd.Suggestion(name, known))
	}
	found = append(found, r.unknownRun(f.Scenario)...)
	m, noMeasure := measureOf(f.Measure)
	found = append(found, noMeasure...)
	part := f.Guarantee
	if part == "" {
		part = AllOf
	}
	if !slices.Contains(Parts(), part) {
		var known []string
		for _, g := range Parts() {
			known = append(known, string(g))
		}
		unknown("unknown-guarantee", abnd.T("unknown guarantee %q", "não existe a garantia %q"), string(part), known)
	}
	benefit := f.Benefit
	if benefit == "" {
		benefit = AllOf
	}
	if known := r.costed(); benefit != AllOf && !slices.Contains(known, benefit) {
		unknown("unknown-benefit", abnd.T("unknown benefit %q", "não existe a prestação %q"), benefit, known)
	}
	if found != nil {
		return "", found
	}
	key := r.keyOf(f.Scenario, part, benefit, m.line)
	if !r.Projection.Model().Has(key) {
		found.AddError("", "no-such-figure", abnd.T("%q has no values of the measure %q", "%q não tem valor da medida %q").Fill(noun(f), m.Code), r.otherMeasures(f, part, benefit))
		return "", found
	}
	return key, nil
}

// unknownRun says of a scenario or package that the study does not have which one was
// probably meant.
func (r *Result) unknownRun(id string) abnd.Diagnostics {
	runs := r.runs()
	if slices.Contains(runs, id) {
		return nil
	}
	return failing("", "unknown-scenario", abnd.T("unknown scenario or package %q", "não existe o cenário ou pacote %q").Fill(id), abnd.Suggestion(id, runs))
}

// measureOf finds a measure; one that does not exist is an error that suggests
// the nearest.
func measureOf(code MeasureCode) (Measure, abnd.Diagnostics) {
	m, ok := FindMeasure(code)
	if ok {
		return m, nil
	}
	var known []MeasureCode
	for _, m := range Measures() {
		known = append(known, m.Code)
	}
	return Measure{}, misspelt(code, known)
}

// misspelt says of a measure that there is none which was probably meant.
func misspelt(measure MeasureCode, known []MeasureCode) abnd.Diagnostics {
	names := make([]string, len(known))
	for i, code := range known {
		names[i] = string(code)
	}
	return failing("", "unknown-measure", abnd.T("unknown measure %q", "não existe a medida %q").Fill(measure), abnd.Suggestion(string(measure), names))
}

// noun is the benefit, guarantee or scenario that a figure is of.
func noun(f Figure) string {
	for _, name := range []string{f.Benefit, string(f.Guarantee)} {
		if name != "" && name != AllOf {
			return name
		}
	}
	return f.Scenario
}

// otherMeasures lists the measures that there are in place of one that is
// not.
func (r *Result) otherMeasures(f Figure, part abnd.Guarantee, benefit string) abnd.Text {
	var has []string
	for _, m := range Measures() {
		if r.Projection.Model().Has(r.keyOf(f.Scenario, part, benefit, m.line)) {
			has = append(has, string(m.Code))
		}
	}
	if len(has) == 0 {
		return abnd.T("a package has totals only; choose a scenario", "um pacote só tem totais; escolha um cenário")
	}
	return abnd.T("its measures are %s", "as suas medidas são %s").Fill(strings.Join(has, ", "))
}

// costed lists the benefits, and the existing schemes that are projected.
func (r *Result) costed() []string {
	var ids []string
	for _, b := range r.Study.Benefits {
		ids = append(ids, b.ID)
	}
	for _, s := range costing.ProjectedSchemes(r.Study) {
		ids = append(ids, s.ID)
	}
	return ids
}

// Explain traces the figure of a line in a year: see [model.Projection.Trace]
// for the depth. A key that does not exist, or a year that the line does not
// span, is an error with a suggestion. The year of a single cell does not
// matter.
func (r *Result) Explain(key model.Key, year abnd.Year, depth int) (*model.Trace, abnd.Diagnostics) {
	var found abnd.Diagnostics
	model := r.Projection.Model()
	if !model.Has(key) {
		found.AddError("", "unknown-key", abnd.T("unknown key %q", "não existe nenhum valor com a chave %q").Fill(string(key)), r.nearestKey(key))
		return nil, found
	}
	trace, ok := r.Projection.Trace(key, year, depth)
	if ok {
		return trace, nil
	}
	years := model.Line(key).Years
	problem := abnd.T("the year %d is not in %s", "o ano %d não está em %s").Fill(int(year), years)
	if year == 0 {
		problem = abnd.T("the year is missing", "falta o ano")
	}
	near := min(max(year, years.First), years.Last)
	found.AddError("", "year-outside", problem, abnd.T("the years are %s; for example %d", "os anos são %s; por exemplo %d").Fill(years, int(near)))
	return nil, found
}

// nearestKey suggests a key: the nearest of those that share most of their
// parts with the one that is not known.
func (r *Result) nearestKey(key model.Key) abnd.Text {
	parts := strings.Split(string(key), "/")
	best, most := []string(nil), 0
	for _, line := range r.Projection.Model().Lines() {
		shared := 0
		for i, p := range strings.Split(string(line.Key), "/") {
			if i < len(parts) && parts[i] == p {
				shared++
			}
		}
		if shared > most {
			best, most = nil, shared
		}
		if shared == most {
			best = append(best, string(line.Key))
		}
	}
	if near := abnd.Nearest(string(key), best); near != "" {
		return abnd.DidYouMean(near)
	}
	return abnd.T("the keys are in the results workbook, next to the values", "as chaves estão no livro de resultados, ao lado dos valores")
}
