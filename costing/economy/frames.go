package economy

import (
	"maps"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Frames are the economy and the government accounts of a study as one
// publication gives them. What it does not give is blank.
type Frames struct {
	GDP            abnd.Level
	RealGrowth     abnd.Series
	DeflatorGrowth abnd.Series
	Inflation      abnd.Series
	PPP            abnd.Series
	ExchangeRate   abnd.Series
	Revenue        abnd.Series
	Expenditure    abnd.Series
	Source         abnd.Source
}

// PutInto makes the frames those of a study, with their source. A frame that
// the file does not give stays as the study has it, and so do the rules that
// carry a series on, wages and benchmarks.
func (f Frames) PutInto(study *abnd.Study) {
	if f.GDP.Known {
		study.Economy.GDP = f.GDP
		study.Economy.GDP.Value = abnd.Kept(f.GDP.Value)
		study.Economy.GDP.Note = OwnNote(study, f.GDP.Note)
	}
	for _, p := range f.pairs(study) {
		p.from.Note = OwnNote(study, p.from.Note)
		Put(p.into, p.from)
	}
	AddSource(study, f.Source)
}

// OwnNote is a note of the program as the country of the study writes it.
func OwnNote(study *abnd.Study, note abnd.Text) abnd.Text {
	return note.Owned(abnd.Portuguese.For(study.Country.ISO3))
}

type pair struct {
	into *abnd.Series
	from abnd.Series
}

func (f Frames) pairs(study *abnd.Study) []pair {
	return []pair{
		{&study.Economy.RealGrowth, f.RealGrowth}, {&study.Economy.DeflatorGrowth, f.DeflatorGrowth}, {&study.Economy.Inflation, f.Inflation},
		{&study.Economy.PPP, f.PPP}, {&study.Economy.ExchangeRate, f.ExchangeRate},
		{&study.Government.Revenue, f.Revenue}, {&study.Government.Expenditure, f.Expenditure},
	}
}

// Ends says that the figures end before the study does, and how they go on; a
// hole before the projection is a warning.
func (f Frames) Ends(study *abnd.Study) abnd.Diagnostics {
	var last abnd.Year
	for _, p := range f.pairs(study) {
		if year, ok := p.from.LastPublished(); ok {
			last = max(last, year)
		}
	}
	return Ends(study, last)
}

// Begin makes the frames of a new study begin no earlier than the rates of
// growth and prices do: the year before is the one that they start from.
func (f Frames) Begin(study *abnd.Study) {
	for _, s := range []abnd.Series{f.RealGrowth, f.DeflatorGrowth, f.Inflation} {
		if years := slices.Sorted(maps.Keys(s.Values)); len(years) > 0 {
			study.FirstYear = max(study.FirstYear, min(years[0]-1, study.Projection.First))
		}
	}
}

// Ends says that the figures of a file end in a year before the study does.
func Ends(study *abnd.Study, last abnd.Year) abnd.Diagnostics {
	end := study.Frame().Last
	if last == 0 || last >= end {
		return nil
	}
	d := abnd.Diagnostic{Severity: abnd.Remark, Code: "years-end",
		Problem: abnd.T("the values of the file end in %d, the study in %d: later years are extrapolated by the rule in extension", "os valores do ficheiro acabam em %d e o estudo em %d: os anos seguintes seguem a regra de extension").Fill(int(last), int(end)),
		Remedy:  abnd.T("see the column extension of ECO, GGO and LPR", "veja a coluna extension de ECO, GGO e LPR")}
	if last < study.Projection.First-1 {
		d.Severity = abnd.Warning
		d.Remedy = abnd.T("the projection starts only in %d: download a later edition, or enter the years between", "a projecção só começa em %d: obtenha uma edição posterior ou preencha os anos intermédios").Fill(int(study.Projection.First))
	}
	return abnd.Diagnostics{d}
}

// Put makes a published series that of a study, which keeps the rule by which
// it goes on. A blank one leaves the study as it is.
func Put(into *abnd.Series, s abnd.Series) {
	if len(s.Values) == 0 {
		return
	}
	s.Extension, s.LongRun, s.LongRunYear = into.Extension, into.LongRun, into.LongRunYear
	values := map[abnd.Year]float64{}
	for year, x := range s.Values {
		values[year] = abnd.Kept(x)
	}
	s.Values = values
	if s.Extension == "" {
		s.Extension = abnd.HoldLast
	}
	*into = s
}

// AddSource adds a source that the study does not have.
func AddSource(study *abnd.Study, source abnd.Source) {
	if !slices.ContainsFunc(study.Sources, func(s abnd.Source) bool { return s.ID == source.ID }) {
		study.Sources = append(study.Sources, source)
	}
}

// Changes is the yearly growth of levels above zero, from the first year on: a
// share.
func Changes(levels map[abnd.Year]float64, first abnd.Year) map[abnd.Year]float64 {
	growth := map[abnd.Year]float64{}
	for year, x := range levels {
		if before, ok := levels[year-1]; ok && before > 0 && x > 0 && year >= first {
			growth[year] = x/before - 1
		}
	}
	return growth
}
