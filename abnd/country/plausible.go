package country

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing/model/samebits"
	"github.com/openabnd/engine/scenarios"
)

// A scale is what people take for another: thousands, millions, billions.
const scaleStep = 1000

// A figure is of another scale where it is within this factor of the profile's
// after it has been multiplied by a power of a thousand. Censuses and
// projections differ by far less than a half; GDP of two revisions, or with
// and without oil, may differ by more.
const (
	samePeople = 1.5
	sameGDP    = 5
)

// OtherScale is the code of a figure that looks like one of another scale.
const OtherScale = "other-scale"

// Plausible compares the population and the GDP of a study with those that
// the program knows of its country, from the embedded profile, and warns
// where they look like figures of another scale: thousands typed as persons,
// millions as units. A study of a country without a profile is not compared.
func Plausible(study *abnd.Study) abnd.Diagnostics {
	if !Has(study.Country.ISO3) {
		return nil
	}
	profile, _ := Load(study.Country.ISO3)
	if profile == nil {
		return nil
	}
	var found abnd.Diagnostics
	people(study, profile, &found)
	product(study, profile, &found)
	return found
}

// Check compares a study with all that the program knows of its country: see
// [Plausible], also where the study cannot be costed yet, and [CheckBase]. The
// diagnostics have their places in the source.
func Check(in *sheets.Source) abnd.Diagnostics {
	var found abnd.Diagnostics
	if in.Study != nil {
		found = append(Plausible(in.Study), CheckBase(in.Study)...)
	} else if draft, _ := in.Draft(); draft != nil {
		found = Plausible(draft)
	}
	for i := range found {
		found[i].Place = in.Places.Find(found[i].Path)
	}
	return found
}

// people compares the totals of the first year of projection.
func people(study, profile *abnd.Study, found *abnd.Diagnostics) {
	year := study.Projection.First
	if !study.Population.Years().Contains(year) || !profile.Population.Years().Contains(year) {
		return
	}
	got := float64(study.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
	want := float64(profile.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
	if steps := powersOfThousand(got, want, samePeople); steps != 0 {
		found.AddWarning("population", OtherScale,
			abnd.T("the population of %s in %d adds up to %.0f; the United Nations figure is %.0f", "a população de %s em %d soma %.0f; o valor das Nações Unidas é %.0f").Fill(study.Country.Name, int(year), got, want),
			remedyOf(steps, abnd.T("POP needs persons", "POP exige pessoas")))
	}
}

// product compares GDP in the year of the study's level, where both studies
// are in one currency.
func product(study, profile *abnd.Study, found *abnd.Diagnostics) {
	level := study.Economy.GDP
	if !level.Known || study.Country.Currency != profile.Country.Currency || !profile.Frame().Contains(level.Figure.Year) {
		return
	}
	// The chained GDP is the model's; benefits are not needed for it.
	bare := *profile
	bare.Benefits, bare.Schemes, bare.Outturns, bare.Recommended, bare.Packages = nil, nil, nil, nil, nil
	bare.Groups, bare.Provisions, bare.Indicators, bare.MatrixTexts = nil, nil, nil, nil
	bare.Scenarios = []abnd.Scenario{{ID: abnd.StatusQuo, Name: abnd.Same(abnd.StatusQuo)}}
	bare.DropLevers()
	result, problems := scenarios.Run(&bare)
	if problems.HasErrors() {
		return
	}
	want, ok := result.Projection.Value("frame/gdp", level.Figure.Year)
	if steps := powersOfThousand(level.Value, want, sameGDP); ok && steps != 0 {
		found.AddWarning("economy/gdp/level", OtherScale,
			abnd.T("the GDP of %s in %d is %.4g; the country profile has %.4g", "o PIB de %s em %d é %.4g; o perfil do país tem %.4g").Fill(study.Country.Name, int(level.Figure.Year), level.Value, want),
			remedyOf(steps, abnd.T("ECO needs whole units of currency", "ECO exige unidades da moeda")))
	}
}

// powersOfThousand is by how many powers of a thousand got is larger than want; 0
// where it is none, or something else.
func powersOfThousand(got, want, within float64) int {
	if !(got > 0) || !(want > 0) {
		return 0
	}
	steps := math.Round(samebits.Log(got/want) / samebits.Log(scaleStep))
	rest := got / want / samebits.Pow(scaleStep, steps)
	if rest > within || rest < 1/within {
		return 0
	}
	return int(steps)
}

func remedyOf(steps int, holds abnd.Text) abnd.Text {
	factor := "1000"
	for range max(steps, -steps) - 1 {
		factor += "000"
	}
	if steps < 0 {
		return abnd.T("%s; if the source is in thousands, millions or billions, multiply by %s", "%s; se a fonte está em milhares, milhões ou mil milhões, multiplique por %s").Fill(holds, factor)
	}
	return abnd.T("%s: divide by %s", "%s: divida por %s").Fill(holds, factor)
}
