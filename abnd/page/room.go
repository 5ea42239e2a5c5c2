package page

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// room is what the page's program says of the proposal besides its figures: what is
// left of the envelope, who is left out, and how sure all this is.
type room struct {
	// Envelope and Increment are the lines of what may be spent above the status quo
	// and of what the proposal spends; blank of a study without an envelope.
	Envelope  model.Key `json:"envelope"`
	Increment model.Key `json:"increment"`
	Assumed   bool      `json:"assumed"` // nobody is known to have given the envelope
	// GDP is the line of which a share of Slack above the envelope keeps it.
	GDP   model.Key `json:"gdp"`
	Slack float64   `json:"slack"`
	// Fit are the years in which a level has to fit.
	Fit    []abnd.Year `json:"fit"`
	Groups []group     `json:"groups"`
	// Known counts facts, decisions and expectations.
	Known text `json:"known"`
}

// group is a population group: the lines of those left out by scenario, of all, and of
// women and men; and of how many provisions there are, and of how many one figure is
// known.
type group struct {
	Name       text        `json:"name"`
	LeftOut    []model.Key `json:"leftOut"`
	Women      []model.Key `json:"women"`
	Men        []model.Key `json:"men"`
	Provisions []model.Key `json:"provisions"`
	Exact      []model.Key `json:"exact"`
}

func (b board) room() room {
	study := b.result.Study
	r := room{Fit: study.TriedYears(), Known: b.text(costing.CountInputs(study).Text())}
	if costing.HasEnvelope(study) {
		r.Envelope, r.Increment, r.Assumed = envelopeLine, costing.FiscalKey(abnd.Tried, "increment"), costing.EnvelopeAssumed(study)
		r.GDP, r.Slack = gdpLine, scenarios.EnvelopeSlack
	}
	for _, g := range study.Groups {
		of := func(line ...string) []model.Key {
			return b.lines(func(s string) model.Key { return costing.ScenarioCoverageKey(s, g.ID, line...) })
		}
		x := group{
			Name: b.text(g.Name), LeftOut: of("left_out"), Women: of("left_out", string(abnd.Female)), Men: of("left_out", string(abnd.Male)),
			Provisions: of("provisions"), Exact: of("exact"),
		}
		if x.LeftOut != nil {
			r.Groups = append(r.Groups, x)
		}
	}
	return r
}

// lines are those that are shown.
func (r room) lines() []model.Key {
	keys := []model.Key{r.Envelope, r.Increment, r.GDP}
	for _, g := range r.Groups {
		keys = append(keys, slices.Concat(g.LeftOut, g.Women, g.Men, g.Provisions, g.Exact)...)
	}
	return slices.DeleteFunc(keys, func(key model.Key) bool { return key == "" })
}

// tenth is what of a lever can be a tenth more or less: amounts and shares, but no
// ages, years and counts, of which a tenth means nothing.
type tenth struct {
	// Levels are the cells of the values of each level, with the most that each can be.
	Levels [][]mostCell `json:"levels"`
	// Now is the line of the proposal's parameter, moved as a value of the room's own
	// where no level is chosen; blank where the lever moves several.
	Now mostCell `json:"now"`
}

type mostCell struct {
	Key  model.Key `json:"key"`
	Most *float64  `json:"most"` // nil for no bound
}

const (
	envelopeLine model.Key = "frame/envelope_amount"
	gdpLine      model.Key = "frame/gdp"
)

func most(spec *costing.Spec) *float64 {
	if spec.Low >= spec.High || math.IsInf(spec.High, 0) {
		return nil
	}
	return &spec.High
}

func (b board) tenth(l abnd.Lever) tenth {
	var t tenth
	scaled := func(place int) bool {
		spec := costing.LeverSpec(l, place)
		return !spec.IsChoice() && !spec.Whole && spec.Unit != abnd.CalendarYear && spec.Unit != abnd.AgeInYears
	}
	for _, level := range l.Levels {
		cells := []mostCell{}
		for place := range l.Paths {
			if x, ok := level.Value(place).Number(); ok && x != 0 && scaled(place) {
				cells = append(cells, mostCell{costing.LeverLevelPath(l.ID, level.Number, costing.LeverValueCode(place)), most(costing.LeverSpec(l, place))})
			}
		}
		t.Levels = append(t.Levels, cells)
	}
	if len(l.Paths) == 1 && costing.TakesOwn(l) && scaled(0) {
		id, code := abnd.LeverParameter(l.Paths[0])
		t.Now = mostCell{costing.BenefitKey(abnd.Tried, id, "parameter/"+code), most(costing.LeverSpec(l, 0))}
	}
	return t
}

func (t tenth) lines() []model.Key {
	var keys []model.Key
	for _, level := range t.Levels {
		for _, c := range level {
			keys = append(keys, c.Key)
		}
	}
	if t.Now.Key != "" {
		keys = append(keys, t.Now.Key)
	}
	return keys
}
