package wpp

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// PutInto makes the frame the population of a study, with its source. The
// years of the study are cut to those that the frame has; a projection that
// would lose its first year is an error, and the study is then unchanged.
func (f Frame) PutInto(study *abnd.Study, e Revision) abnd.Diagnostics {
	var found abnd.Diagnostics
	span := f.Population.Years()
	if !span.Contains(study.Projection.First) {
		found.AddError("", "years-missing", abnd.T("the files have the years %s, the projection starts in %d", "os ficheiros têm os anos %s e a projecção começa em %d").Fill(span.String(), int(study.Projection.First)),
			abnd.T("give the file of the projected years too, …_2024-2100.csv.gz", "indique também o ficheiro dos anos projectados, …_2024-2100.csv.gz"))
		return found
	}
	study.Population = f.Population
	study.Population.LastEstimate = e.LastEstimate
	study.Population.Provenance = abnd.Provenance{Source: e.Source().ID, Confidence: abnd.High, Note: f.note(e).Owned(abnd.Portuguese.For(study.Country.ISO3))}
	if last := study.Projection.Last; span.Last < last {
		found.AddWarning("general/projection_last", "years-end", abnd.T("the files end in %d, before the study (%d): the projection is shortened to that year", "os ficheiros acabam em %d, antes do estudo (%d): a projecção é encurtada até esse ano").Fill(int(span.Last), int(last)),
			abnd.T("give the file of the later years too, …_2024-2100.csv.gz, to keep them", "para os manter, indique também o ficheiro dos anos seguintes, …_2024-2100.csv.gz"))
	}
	study.FirstYear = max(study.FirstYear, span.First)
	study.Projection.Last = min(study.Projection.Last, span.Last)
	if study.LastYear > span.Last {
		study.LastYear = span.Last
	}
	study.PriceYear = min(max(study.PriceYear, study.FirstYear), study.Frame().Last)
	addSource(study, e.Source())
	return found
}

func (f Frame) note(e Revision) abnd.Text {
	note := abnd.T("Persons by single age and sex on 1 July; age 100 is 100 and over.", "Pessoas por idade simples e sexo em 1 de Julho; a idade 100 é 100 e mais anos.")
	if e.LastEstimate > 0 {
		return abnd.T("%s Estimates to %d; %s variant of the projection from %d.", "%s Estimativas até %d; variante %s da projecção a partir de %d.").
			Fill(note, int(e.LastEstimate), variantName(f.Variant), int(e.LastEstimate)+1)
	}
	return abnd.T("%s %s variant.", "%s Variante %s.").Fill(note, f.Variant)
}

// variantName is a variant as the files name it, in words.
func variantName(variant string) abnd.Text {
	switch name := strings.ToLower(variant); name {
	case "medium":
		return abnd.T("medium", "média")
	case "high":
		return abnd.T("high", "alta")
	case "low":
		return abnd.T("low", "baixa")
	default:
		return abnd.Same(name)
	}
}

// PutInto makes the births of the indicators those of a study, from the first
// year of its frames to the last of its population. How the series goes on
// afterwards stays as the study has it.
//
// A total population that is not that of the study's is a warning: the two
// files are then of different revisions, variants or countries.
func (i Indicators) PutInto(study *abnd.Study, e Revision) abnd.Diagnostics {
	const different = 0.001 // far above the rounding of the totals, far below a revision
	span := study.Population.Years()
	births := study.Vital.Births
	births.Values = map[abnd.Year]float64{}
	for year, n := range i.Births {
		if year >= study.FirstYear && year <= span.Last {
			births.Values[year] = n
		}
	}
	if births.Extension == "" {
		births.Extension = abnd.HoldLast
	}
	births.LastActual = e.LastEstimate
	births.Provenance = abnd.Provenance{Source: e.Source().ID, Confidence: abnd.High, Note: abnd.T("Live births in the calendar year; thousands of the source times 1000.", "Nados-vivos no ano civil; milhares da fonte vezes 1000.")}
	study.Vital.Births = births
	addSource(study, e.Source())
	var found abnd.Diagnostics
	for _, year := range span.All() {
		want, ok := i.Population[year]
		if got := float64(study.Population.Between(year, abnd.Both, 0, abnd.MaxAge)); ok && math.Abs(got-want) > different*want {
			found.AddWarning("vital/births", "other-population", abnd.T("in %d the indicators have %.0f persons, but the population by age has %.0f", "em %d os indicadores têm %.0f pessoas e a população por idade tem %.0f").Fill(int(year), want, got),
				abnd.T("give both files of one revision and one variant", "indique os dois ficheiros da mesma revisão e da mesma variante"))
			break
		}
	}
	return found
}

// addSource adds a source that the study does not have.
func addSource(study *abnd.Study, source abnd.Source) {
	if !slices.ContainsFunc(study.Sources, func(s abnd.Source) bool { return s.ID == source.ID }) {
		study.Sources = append(study.Sources, source)
	}
}
