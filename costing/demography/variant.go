package demography

import (
	"maps"

	"github.com/openabnd/engine/abnd"
)

// Variant of fertility: low, medium or high.
type Variant string

// The variants.
const (
	Low    Variant = "low"
	Medium Variant = "medium"
	High   Variant = "high"
)

// Variants lists them from low to high.
func Variants() []Variant { return []Variant{Low, Medium, High} }

// Name is the variant's name.
func (v Variant) Name() abnd.Text {
	switch v {
	case Low:
		return abnd.T("low fertility", "fecundidade baixa")
	case High:
		return abnd.T("high fertility", "fecundidade alta")
	}
	return abnd.T("medium", "média")
}

// fertilitySteps is how far the UN's low and high variants lie from the
// medium one, births for one woman, in the first years of projection.
// Source: UN DESA, Population Division, World Population Prospects,
// definition of projection variants: 0.25 births in the first five years,
// 0.4 in the next five and 0.5 from then on.
var fertilitySteps = []struct {
	years  int // from the first year projected; 0 for all the rest
	births float64
}{{5, 0.25}, {10, 0.4}, {0, 0.5}}

// TotalFertility gives the path of total fertility in the variant, from that
// of the medium one and the first year that is projected. Earlier years are
// the same in every variant, and no path falls below nothing.
func (v Variant) TotalFertility(medium abnd.Series, firstProjected abnd.Year) abnd.Series {
	sign := map[Variant]float64{Low: -1, High: 1}[v]
	path := medium
	path.Values = maps.Clone(medium.Values)
	for year, births := range path.Values {
		if year < firstProjected {
			continue
		}
		for _, step := range fertilitySteps {
			if step.years == 0 || int(year-firstProjected) < step.years {
				path.Values[year] = abnd.Kept(max(births+float64(sign*step.births), 0))
				break
			}
		}
	}
	return path
}

// SetVariant moves the total fertility of a study, taken to be the medium
// path, to that of another variant of the UN's, and says so in its note.
func SetVariant(study *abnd.Study, variant Variant) {
	if variant == Medium || variant == "" {
		return
	}
	path := variant.TotalFertility(study.Demography.TotalFertility, study.Demography.Span.First)
	moved := abnd.T("%s: half a birth from the medium one in the end, as the UN's variants", "%s: no fim a meio nascimento da média, como as variantes das Nações Unidas").Fill(variant.Name()).
		Owned(abnd.Portuguese.For(study.Country.ISO3))
	if path.Note.IsZero() {
		path.Note = moved
	} else {
		path.Note = abnd.Same("%s; %s").Fill(path.Note, moved)
	}
	study.Demography.TotalFertility = path
}
