package main

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// input is what the numpy version reads.
type input struct {
	FrameFirst abnd.Year              `json:"frame_first"`
	FrameLast  abnd.Year              `json:"frame_last"`
	First      abnd.Year              `json:"first"`
	Last       abnd.Year              `json:"last"`
	Population map[string][][]float64 `json:"population"` // by sex, year of the frame, age
	Series     map[string][]float64   `json:"series"`     // by year of the frame, extended
	Tables     map[string][]float64   `json:"tables"`
	Levels     map[string]level       `json:"levels"`
	Births     []float64              `json:"births"`       // by year of the frame; none where the study has no births
	WageGrowth map[abnd.Year]float64  `json:"wage_growth"`  // published years
	WagesAfter string                 `json:"wages_follow"` // what wages grow with in other years
	Scenarios  []string               `json:"scenarios"`
	Benefits   []benefit              `json:"benefits"`
	Schemes    []scheme               `json:"schemes"`
	Packages   []pack                 `json:"packages"`
	Guarantees []string               `json:"guarantees"`
	Draws      int                    `json:"draws"`
	Drawn      []model.Cell           `json:"drawn"`  // the rows of draws.bin
	Wanted     []figure               `json:"wanted"` // the rows of figures.bin and of point.bin
	Seconds    map[string]float64     `json:"seconds"`
	Machine    string                 `json:"machine"`
}

type level struct {
	Value float64   `json:"value"`
	Year  abnd.Year `json:"year"`
	Index string    `json:"index"`
}

type benefit struct {
	ID        string                    `json:"id"`
	Guarantee string                    `json:"guarantee"`
	Scheme    string                    `json:"scheme"`
	Replaces  []string                  `json:"replaces"`
	Used      map[string]map[string]any `json:"used"` // by scenario: number or code
	Own       map[string][]string       `json:"own"`  // by scenario: parameters that it does not inherit
}

type scheme struct {
	ID        string    `json:"id"`
	Guarantee string    `json:"guarantee"`
	Value     float64   `json:"value"`
	Year      abnd.Year `json:"year"`
	Index     string    `json:"index"`
}

type pack struct {
	ID        string            `json:"id"`
	Scenarios map[string]string `json:"scenarios"`
}

type figure struct {
	Run       string    `json:"run"`
	Guarantee string    `json:"guarantee"`
	Measure   string    `json:"measure"`
	Year      abnd.Year `json:"year"`
}

// describe gathers the inputs as the formulas read them.
func describe(study *abnd.Study, p *model.Projection) input {
	frame := study.Frame()
	in := input{
		FrameFirst: frame.First, FrameLast: frame.Last, First: study.Projection.First, Last: study.Projection.Last,
		Population: map[string][][]float64{}, Series: map[string][]float64{}, Tables: map[string][]float64{}, Levels: map[string]level{},
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, year := range frame.All() {
			in.Population[string(sex)] = append(in.Population[string(sex)], slices.Clone(study.Population.Ages(year, sex)))
		}
	}
	known := func(values []float64) []float64 {
		all := slices.Clone(values)
		for i, x := range all {
			if x != x { // before the first published year nothing is read
				all[i] = 0
			}
		}
		return all
	}
	for _, name := range []string{"real_growth", "deflator_growth", "inflation"} {
		in.Series[name] = known(p.Values(abnd.JoinPath("frame", name)))
	}
	for _, t := range study.Tables {
		in.Tables[t.ID] = known(p.Values(abnd.JoinPath("frame", "tables", t.ID)))
	}
	if key := abnd.JoinPath("frame", "births"); p.Model().Has(key) {
		in.Births = known(p.Values(key))
	}
	in.WageGrowth, in.WagesAfter = study.Economy.WageGrowth.Values, string(study.Economy.WageGrowth.Extension)
	for _, f := range costing.AllFrameLevels() {
		l := f.Of(study)
		if !l.Known {
			continue
		}
		of := level{Value: l.Value, Year: l.Figure.Year}
		if f.Index != nil {
			of.Index = *f.Index(study)
		}
		in.Levels[f.Code] = of
	}
	for _, s := range study.Scenarios {
		in.Scenarios = append(in.Scenarios, s.ID)
	}
	for _, b := range study.Benefits {
		in.Benefits = append(in.Benefits, describeBenefit(study, b))
	}
	for _, s := range costing.ProjectedSchemes(study) {
		in.Schemes = append(in.Schemes, scheme{s.ID, string(s.Guarantees[0]), s.Expenditure.Value, s.Expenditure.Year, s.Projection})
	}
	for _, x := range study.Packages {
		of := map[string]string{}
		for g, id := range x.Scenarios {
			of[string(g)] = id
		}
		in.Packages = append(in.Packages, pack{x.ID, of})
	}
	for _, g := range abnd.Guarantees() {
		in.Guarantees = append(in.Guarantees, string(g))
	}
	return in
}

func describeBenefit(study *abnd.Study, b abnd.Benefit) benefit {
	of := benefit{ID: b.ID, Guarantee: string(b.Guarantee), Scheme: b.Scheme, Replaces: b.Replaces, Used: map[string]map[string]any{}, Own: map[string][]string{}}
	for _, s := range study.Scenarios {
		of.Used[s.ID] = map[string]any{}
		for _, spec := range costing.SpecsOf(study, b) {
			v := s.Value(b, spec.Code)
			if x, ok := v.Number(); ok {
				of.Used[s.ID][spec.Code] = x
			} else if code, ok := v.Code(); ok {
				of.Used[s.ID][spec.Code] = code
			}
			if !s.Changes[b.ID][spec.Code].IsBlank() {
				of.Own[s.ID] = append(of.Own[s.ID], spec.Code)
			}
		}
	}
	return of
}

// wanted lists total cost and share of GDP of every scenario and package by
// guarantee and year, as far as they are known.
func wanted(study *abnd.Study, in *input, known func(key model.Key, year abnd.Year) bool) []model.Cell {
	var keys []model.Cell
	add := func(run, guarantee string, key func(line string) model.Key) {
		for _, measure := range []string{"total_cost", "share_of_gdp"} {
			for _, year := range study.Projection.All() {
				if known(key(measure), year) {
					in.Wanted = append(in.Wanted, figure{run, guarantee, measure, year})
					keys = append(keys, model.Cell{Key: key(measure), Year: year})
				}
			}
		}
	}
	for _, s := range study.Scenarios {
		for _, g := range abnd.Guarantees() {
			add(s.ID, string(g), func(line string) model.Key { return costing.GuaranteeKey(s.ID, g, line) })
		}
		add(s.ID, "all", func(line string) model.Key { return costing.TotalKey(s.ID, line) })
	}
	for _, p := range study.Packages {
		for _, g := range abnd.Guarantees() {
			add(p.ID, string(g), func(line string) model.Key { return costing.PackageGuaranteeKey(p.ID, g, line) })
		}
		add(p.ID, "all", func(line string) model.Key { return costing.PackageKey(p.ID, line) })
	}
	return keys
}
