package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// coverageWarnings questions what the coverage of groups rests on.
func (r *Result) coverageWarnings() abnd.Diagnostics {
	return slices.Concat(r.crowded(), r.crowdedUnder(), r.contradicted())
}

// crowded finds schemes with more people in a group than the group has: a
// count of something else, or of another population.
func (r *Result) crowded() abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, g := range r.Study.Groups {
		for _, p := range r.Study.ProvisionsOf(g.ID) {
			if _, ok := r.Study.FindScheme(p.By); !ok {
				continue
			}
			rate := r.estimate(costing.CoverageKey(g.ID, "by", p.By, "rate"))
			if !rate.Known || rate.Value <= 1 {
				continue
			}
			persons := r.estimate(costing.CoverageKey(g.ID, "by", p.By, "persons"))
			found.AddWarning(costing.ProvisionPath(p, "recipients"), "more-than-the-group",
				abnd.T("%q covers %.0f people of the group %q, or %.1f%% of it", "%q abrange %.0f pessoas do grupo %q, o que é %.1f %% dele").Fill(p.By, persons.Value, g.ID, rate.Value*percent),
				abnd.T("check whether households are counted as persons or registered members as active members, whether the group has another age range or area, or whether the count is based on another population",
					"verifique se são agregados contados como pessoas ou inscritos contados como activos, se o grupo tem outra idade ou área, ou se a contagem assenta noutra população"))
		}
	}
	return found
}

// crowdedUnder finds benefits that reach more people of a group than the group
// has in some year of a scenario: the first such year of each is told.
func (r *Result) crowdedUnder() abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, g := range r.Study.Groups {
		for _, p := range r.Study.ProvisionsOf(g.ID) {
			if _, ok := r.Study.FindBenefit(p.By); !ok && !r.standsFor(p.By) {
				continue
			}
			scenario, year, rate := r.firstCrowded(p)
			if scenario == "" {
				continue
			}
			found.AddWarning(costing.ProvisionPath(p, "in_group"), "more-than-the-group",
				abnd.T("in %d of the scenario %q, %q covers %.1f%% of the group %q: more recipients than people; 100%% are counted as covered",
					"em %d do cenário %q, %q abrange %.1f %% do grupo %q: mais beneficiários do que pessoas, das quais 100 %% contam como cobertas").
					Fill(int(year), scenario, p.By, rate*percent, g.ID),
				abnd.T("check whether cases or payments are counted as persons, or a household as one person, whether the group has another age range or area, or whether a smaller share of the recipients belongs to it",
					"verifique se são casos ou pagamentos contados como pessoas, ou um agregado contado como uma pessoa, se o grupo tem outra idade ou área, ou se lhe pertence uma proporção menor dos beneficiários"))
		}
	}
	return found
}

func (r *Result) standsFor(scheme string) bool {
	for _, b := range r.Study.Benefits {
		if b.Scheme == scheme {
			return true
		}
	}
	return false
}

// slip of floating point that makes nobody one too many.
const slip = 1e-9

func (r *Result) firstCrowded(p abnd.Provision) (scenario string, year abnd.Year, rate float64) {
	for _, s := range r.Study.Scenarios {
		key := costing.ScenarioCoverageKey(s.ID, p.Group, "by", p.By)
		if !r.Projection.Model().Has(key) {
			continue // it is not in cash, and covers nobody
		}
		for _, year := range r.Study.Projection.All() {
			x, ok := r.Projection.Value(key, year)
			if ok && x > 1+slip {
				return s.ID, year, x
			}
		}
	}
	return "", 0, 0
}

// inGroupTolerance is how far a share of PROVISIONS may be from what the ages
// give before it is questioned: two hundredths of the recipients, more than a
// published share moves by rounding or by a neighbouring year.
const inGroupTolerance = 0.02

// contradicted finds shares in PROVISIONS that the ages contradict, in the year
// of the count of a scheme, and in the first year in which a benefit is paid.
func (r *Result) contradicted() abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, g := range r.Study.Groups {
		part := r.estimate(costing.CoverageKey(g.ID, "part"))
		for _, p := range r.Study.ProvisionsOf(g.ID) {
			// None says that the provision does not count in the group.
			if !p.InGroup.Known || p.InGroup.Value == 0 {
				continue
			}
			follows, year, ok := r.shareByAges(p)
			if !ok {
				continue
			}
			most := abnd.T("at most ", "no máximo ")
			if whole := part.Known && part.Value == 1; whole {
				most = abnd.Text{}
			}
			over := p.InGroup.Value - follows
			if math.Abs(over) <= inGroupTolerance || over < 0 && !most.IsZero() {
				continue
			}
			found.AddWarning(costing.ProvisionPath(p, "in_group"), "in-group-against-ages",
				abnd.T("the share %.3f of the recipients of %q in the group %q does not match their ages: the ages of %d give %s%.3f", "a proporção %.3f dos beneficiários de %q no grupo %q não condiz com as idades: as de %d dão %s%.3f").
					Fill(p.InGroup.Value, p.By, g.ID, int(year), most, follows),
				abnd.T("leave in_group blank, so that the share is calculated from both age ranges year by year; or correct the ages", "deixe in_group em branco, e a proporção segue os dois intervalos de idades ano a ano; ou corrija as idades"))
		}
	}
	return found
}

// shareByAges is the share of a provision's recipients who are in the ages of
// the group, and the year to which it belongs.
func (r *Result) shareByAges(p abnd.Provision) (share float64, year abnd.Year, ok bool) {
	ratio := func(all, inAges model.Key, year abnd.Year) (float64, bool) {
		if !r.Projection.Model().Has(inAges) {
			return 0, false
		}
		in, okIn := r.Projection.Value(inAges, year)
		of, okOf := r.Projection.Value(all, year)
		return in / of, okIn && okOf && of > 0
	}
	of := func(code string) model.Key { return costing.CoverageKey(p.Group, "by", p.By, code) }
	if share, ok := ratio(of("counted"), of("in_ages"), 0); ok {
		then := r.estimate(of("year"))
		return share, abnd.Year(then.Value), true
	}
	for _, year := range r.Study.Projection.All() {
		for _, s := range r.Study.Scenarios {
			under := func(code string) model.Key { return costing.ScenarioCoverageKey(s.ID, p.Group, "by", p.By, code) }
			if share, ok := ratio(under("persons"), under("in_ages"), year); ok {
				return share, year, true
			}
		}
	}
	return 0, 0, false
}
