package ilostat

import (
	"maps"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy"
)

// percent turns the ILO's percentages into shares, thousand its thousands into
// persons.
const (
	percent  = 100
	thousand = 1000
)

// Source is the entry of SOURCES. The files do not say when they were made.
func Source() abnd.Source {
	return abnd.Source{
		ID: "ilostat", Title: abnd.Text{EN: "ILOSTAT"}, Author: "International Labour Organization", Page: "EAP_2WAP, EAP_2EAP, UNE_2EAP, EMP_2EMP, EMP_NIFL",
		URL: "https://ilostat.ilo.org/data/", Licence: "CC BY 4.0",
	}
}

// sexes are the ILO's codes of the sexes.
var sexes = []struct {
	sex  abnd.Sex
	code string
}{{abnd.Female, "SEX_F"}, {abnd.Male, "SEX_M"}}

const bothSexes = "SEX_T"

// Labour is the labour market of a study from the first year on, made of what
// the files hold. What they do not give is blank. All problems of all files are
// returned; where one is an error the labour market is empty.
//
// Participation is that of 15 and over, and by age where all four ages are
// given for both sexes. The share of wage employment is employees over all
// employed.
func (r *Reader) Labour(first abnd.Year) (abnd.Labour, abnd.Diagnostics) {
	if r.found.HasErrors() {
		return abnd.Labour{}, r.found
	}
	switch {
	case r.rows == 0 && r.files > 0:
		problem, remedy := r.countries.Missing(r.country, fetchAgain)
		r.found = append(r.found, abnd.Diagnostic{Code: "unknown-country", Place: r.last, Problem: problem, Remedy: remedy})
		return abnd.Labour{}, r.found
	case len(r.bySource) == 0:
		r.found = append(r.found, abnd.Diagnostic{Code: "no-indicator", Place: r.last,
			Problem: abnd.T("the files contain none of the required indicators; they contain %s", "os ficheiros não contêm nenhum dos indicadores necessários; contêm %s").Fill(joined(slices.Sorted(maps.Keys(r.others)))),
			Remedy:  abnd.T("download %s", "obtenha %s").Fill(joined(Indicators()))})
		return abnd.Labour{}, r.found
	}
	var l abnd.Labour
	m := maker{first: first}
	rates, jobless, jobs := r.best(participation), r.best(unemployment), r.best(employment)
	ages := []struct {
		class string
		into  *abnd.SeriesBySex
	}{{youth, &l.Youth}, {prime, &l.Prime}, {older, &l.Older}, {old, &l.Old}}
	byAge := true
	for _, s := range sexes {
		sex, code := s.sex, s.code
		*l.Participation.Of(sex) = m.scaled(rates[key{participation, code, total}], 1.0/percent, abnd.T("Participation of 15 and over.", "Taxa de actividade dos 15 e mais anos."))
		*l.Unemployment.Of(sex) = m.scaled(jobless[key{unemployment, code, total}], 1.0/percent, abnd.T("Unemployment of 15 and over.", "Desemprego dos 15 e mais anos."))
		*l.WageShare.Of(sex) = m.share(jobs[key{employment, code, employees}], jobs[key{employment, code, total}], abnd.T("Employees over all employed.", "Trabalhadores por conta de outrem sobre todos os empregados."))
		for _, age := range ages {
			*age.into.Of(sex) = m.scaled(rates[key{participation, code, age.class}], 1.0/percent, abnd.T("Participation of %s.", "Taxa de actividade de %s.").Fill(age.class))
			byAge = byAge && len(age.into.Of(sex).Values) > 0
		}
	}
	if !byAge {
		l.Youth, l.Prime, l.Older, l.Old = abnd.SeriesBySex{}, abnd.SeriesBySex{}, abnd.SeriesBySex{}, abnd.SeriesBySex{}
	}
	l.Informal = m.scaled(r.best(informality)[key{informality, bothSexes, total}], 1.0/percent, abnd.T("Informal employment, both sexes.", "Emprego informal, ambos os sexos."))
	l.LabourForce = m.scaled(r.best(labourForce)[key{labourForce, bothSexes, total}], thousand, abnd.T("Labour force of 15 and over, both sexes.", "População activa dos 15 e mais anos, ambos os sexos."))
	return l, r.found
}

type maker struct{ first abnd.Year }

// scaled is a series in the unit of the study.
func (m maker) scaled(values map[abnd.Year]figure, factor float64, note abnd.Text) abnd.Series {
	out := map[abnd.Year]float64{}
	for year, x := range values {
		if year >= m.first {
			out[year] = x.value * factor
		}
	}
	return m.series(out, note)
}

// share is a part over the whole, in the years that have both.
func (m maker) share(part, whole map[abnd.Year]figure, note abnd.Text) abnd.Series {
	out := map[abnd.Year]float64{}
	for year, x := range part {
		if all := whole[year]; year >= m.first && all.value > 0 && x.value <= all.value {
			out[year] = x.value / all.value
		}
	}
	return m.series(out, note)
}

// series keeps the years up to the last without a hole: a survey is not made every
// year, and what lies between two of them is for the analyst to say.
func (m maker) series(values map[abnd.Year]float64, note abnd.Text) abnd.Series {
	if len(values) == 0 {
		return abnd.Series{}
	}
	last := slices.Max(slices.Collect(maps.Keys(values)))
	kept := map[abnd.Year]float64{}
	for year := last; ; year-- {
		x, ok := values[year]
		if !ok {
			break
		}
		kept[year] = x
	}
	return abnd.Series{Values: kept, Provenance: abnd.Provenance{Source: Source().ID, Confidence: abnd.Medium, Note: note}}
}

// PutInto makes the series those of a study, with their source. What is blank
// here stays as the study has it. It gives the last year that was read.
func PutInto(study *abnd.Study, l *abnd.Labour) (last abnd.Year) {
	into := &study.Labour
	put := func(to *abnd.Series, from abnd.Series) {
		from.Note = economy.OwnNote(study, from.Note)
		economy.Put(to, from)
		if year, ok := from.LastPublished(); ok {
			last = max(last, year)
		}
	}
	for _, s := range sexes {
		for _, p := range [][2]*abnd.SeriesBySex{
			{&into.Participation, &l.Participation}, {&into.Youth, &l.Youth}, {&into.Prime, &l.Prime}, {&into.Older, &l.Older}, {&into.Old, &l.Old},
			{&into.Unemployment, &l.Unemployment}, {&into.WageShare, &l.WageShare},
		} {
			put(p[0].Of(s.sex), *p[1].Of(s.sex))
		}
	}
	put(&into.Informal, l.Informal)
	put(&into.LabourForce, l.LabourForce)
	economy.AddSource(study, Source())
	return last
}

func joined(names []string) string {
	const most = 12
	text := ""
	for i, n := range names[:min(most, len(names))] {
		if i > 0 {
			text += ", "
		}
		text += n
	}
	return text
}
