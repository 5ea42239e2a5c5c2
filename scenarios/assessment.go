package scenarios

import (
	"cmp"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Estimate is a figure of the assessment that may not be known.
type Estimate struct {
	Value float64
	Known bool
}

func (r *Result) estimate(key model.Key) Estimate {
	x, ok := r.Projection.Value(key, 0)
	return Estimate{x, ok}
}

// Coverage is who is covered of one population group today.
type Coverage struct {
	Group abnd.PopulationGroup
	// Size in the first year of the projection, persons.
	Size, Female, Male Estimate
	// Shares of the group: covered by law; effectively, at least and, where it
	// is not known how many recipients belong to the group, at most; the bounds
	// whatever the overlap; by sex; with an adequate benefit.
	Legal, Effective, Possible     Estimate
	Low, High                      Estimate
	EffectiveFemale, EffectiveMale Estimate
	Adequately                     Estimate
	// Direct recipients, and with those who may belong to the group: Effective
	// and Possible less the other members of their households.
	Direct, DirectPossible Estimate
	// DirectAtLeast says that Direct is a lower bound.
	DirectAtLeast bool
	// Unpaid are the people of the group who are enrolled and were not paid.
	Unpaid Estimate
	// Schemes that cover the group; those of which something is known, those
	// of which one figure is, and those whose law is known.
	Schemes, KnownSchemes, ExactSchemes, KnownLaws int
	Provisions                                     []ProvisionCoverage
}

// AtLeast reports whether the coverage of some scheme is not known as one figure,
// so that the effective coverage is a lower bound.
func (c Coverage) AtLeast() bool { return c.ExactSchemes < c.Schemes }

// ProvisionCoverage is one existing scheme in a group.
type ProvisionCoverage struct {
	Provision abnd.Provision
	Scheme    abnd.Scheme
	Year      abnd.Year // of the count; 0 where not known
	// Persons in the group and their share of it in the year of the count, which
	// can exceed one where the count does: not known where it is not known how
	// many belong to the group; then they lie between Low and High.
	Persons, Rate, LowRate, HighRate Estimate
	Monthly                          Estimate // benefit per person a month
	// Adequacy by code of [costing.AdequacyBenchmarkList]: benefit ÷ benchmark.
	Adequacy map[string]Estimate
}

// Assess lists the coverage of every population group of the study, in its
// order.
func Assess(r *Result) []Coverage {
	all := make([]Coverage, 0, len(r.Study.Groups))
	for _, g := range r.Study.Groups {
		of := func(line ...string) Estimate { return r.estimate(costing.CoverageKey(g.ID, line...)) }
		c := Coverage{
			Group: g,
			Size:  of("size_now"), Female: of("size_now", "female"), Male: of("size_now", "male"),
			Legal: of("legal"), Effective: of("effective"), Possible: of("effective_possible"), Low: of("effective_low"), High: of("effective_high"),
			EffectiveFemale: of("effective", "female"), EffectiveMale: of("effective", "male"), Adequately: of("adequately"),
			Direct: r.estimate(costing.DirectKey(r.Study, g.ID, "effective")), DirectPossible: r.estimate(costing.DirectKey(r.Study, g.ID, "effective_possible")),
			Unpaid:  of("unpaid"),
			Schemes: int(of("schemes").Value), KnownSchemes: int(of("known").Value), ExactSchemes: int(of("exact").Value), KnownLaws: int(of("laws").Value),
		}
		c.DirectAtLeast = int(r.estimate(costing.DirectKey(r.Study, g.ID, "exact")).Value) < c.Schemes
		for _, p := range r.Study.ProvisionsOf(g.ID) {
			if s, ok := r.Study.FindScheme(p.By); ok {
				c.Provisions = append(c.Provisions, r.provision(p, s))
			}
		}
		all = append(all, c)
	}
	return all
}

func (r *Result) provision(p abnd.Provision, s abnd.Scheme) ProvisionCoverage {
	of := func(line ...string) Estimate {
		return r.estimate(costing.CoverageKey(p.Group, append([]string{"by", p.By}, line...)...))
	}
	pc := ProvisionCoverage{Provision: p, Scheme: s, Persons: of("persons"), Rate: of("rate"), LowRate: of("rate_low"), HighRate: of("rate_high"), Adequacy: map[string]Estimate{}}
	if year := of("year"); year.Known {
		pc.Year = abnd.Year(year.Value)
	}
	if p.Role != abnd.Covers {
		return pc
	}
	pc.Monthly = of("monthly")
	for _, code := range costing.AdequacyBenchmarkList.Names() {
		pc.Adequacy[code] = of("adequacy", code)
	}
	return pc
}

// Gap is what is missing of one group: people, their share of the group, and
// a sentence that says so.
type Gap struct {
	Group  abnd.PopulationGroup
	Kind   abnd.GapKind
	People Estimate
	Female Estimate
	Male   Estimate
	Share  Estimate
	// AtMost says that some law or scheme is not known, so that the gap may
	// be smaller.
	AtMost   bool
	Sentence abnd.Text
	// Recommendations that name the gap.
	Recommendations []string
}

// Ref names the gap.
func (g Gap) Ref() abnd.GapRef { return abnd.GapRef{Group: g.Group.ID, Kind: g.Kind} }

// IsGap reports whether somebody is, or may be, in the gap: a gap that is not
// known is not closed.
func (g Gap) IsGap() bool { return !g.People.Known || g.People.Value > 0 }

// Gaps lists the gaps of every population group of a guarantee: those with
// most people first, counted in whole persons, then those that are not known;
// equals in the order of the study.
func Gaps(r *Result) []Gap {
	var all []Gap
	for _, g := range r.Study.Groups {
		if g.Guarantee == "" {
			continue
		}
		for _, kind := range r.gapKinds(g) {
			of := func(line ...string) Estimate {
				return r.estimate(costing.CoverageKey(g.ID, append([]string{"gap", string(kind)}, line...)...))
			}
			sentence := costing.GapSentence(r.Study, g.ID, kind)
			gap := Gap{
				Group: g, Kind: kind, People: of(), Female: of("female"), Male: of("male"), Share: of("share"),
				AtMost:   of("state").Value == costing.GapAtMost,
				Sentence: abnd.InEach(func(lang abnd.Lang) string { return sentence.In(r.Projection, lang) }),
			}
			gap.Recommendations = RecommendationsFor(r.Study, gap.Ref())
			all = append(all, gap)
		}
	}
	slices.SortStableFunc(all, func(a, b Gap) int {
		if a.People.Known != b.People.Known {
			if a.People.Known {
				return -1
			}
			return 1
		}
		return cmp.Compare(math.Round(b.People.Value), math.Round(a.People.Value))
	})
	return all
}

// RecommendationsFor lists the recommendations that name a gap.
func RecommendationsFor(study *abnd.Study, gap abnd.GapRef) []string {
	var ids []string
	for _, x := range study.Recommended {
		if slices.Contains(x.Gaps, gap) {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// gapKinds are the gaps of a group that can be told: adequacy where a standard
// is agreed; where the law is not known but coverage is, those left out in
// place of the two gaps that they fall into.
func (r *Result) gapKinds(g abnd.PopulationGroup) []abnd.GapKind {
	kinds := []abnd.GapKind{abnd.PolicyGap, abnd.ImplementationGap}
	if !r.estimate(costing.CoverageKey(g.ID, "legal")).Known && r.estimate(costing.CoverageKey(g.ID, "effective")).Known {
		kinds = []abnd.GapKind{abnd.LeftOut}
	}
	if g.Benchmark != "" {
		kinds = append(kinds, abnd.AdequacyGap)
	}
	return kinds
}

// Unlinked are the loose ends between gaps, recommendations and benefits.
type Unlinked struct {
	// Gaps with people in them, or not known, that no recommendation names.
	Gaps []Gap
	// Recommendations to be costed that no benefit costs.
	Recommendations []abnd.Recommendation
	// Benefits put on by a scenario other than the status quo whose
	// recommendations name no gap. A benefit that only carries an existing
	// scheme on, without a recommendation, is none of them.
	Benefits []abnd.Benefit
}

// UnlinkedItems finds what the dialogue has not linked yet.
func UnlinkedItems(r *Result) Unlinked {
	var t Unlinked
	for _, g := range Gaps(r) {
		if g.IsGap() && len(g.Recommendations) == 0 {
			t.Gaps = append(t.Gaps, g)
		}
	}
	for _, x := range r.Study.Recommended {
		if x.ToBeCosted && len(costedBy(r.Study, x.ID)) == 0 {
			t.Recommendations = append(t.Recommendations, x)
		}
	}
	for _, b := range r.Study.Benefits {
		carriesOn := b.Scheme != "" && len(b.Recommendations) == 0
		if len(scenariosOf(r.Study, b)) > 0 && !carriesOn && !addressesGap(r.Study, b) {
			t.Benefits = append(t.Benefits, b)
		}
	}
	return t
}

func addressesGap(study *abnd.Study, b abnd.Benefit) bool {
	return slices.ContainsFunc(study.Recommended, func(x abnd.Recommendation) bool {
		return len(x.Gaps) > 0 && slices.Contains(b.Recommendations, x.ID)
	})
}

// costedBy lists the benefits that cost a recommendation, with the scenarios
// that put each of them on.
func costedBy(study *abnd.Study, recommendation string) []costedRecommendation {
	var all []costedRecommendation
	for _, b := range study.Benefits {
		if slices.Contains(b.Recommendations, recommendation) {
			all = append(all, costedRecommendation{Benefit: b, Scenarios: scenariosOf(study, b)})
		}
	}
	return all
}

// costedRecommendation is a benefit that costs a recommendation.
type costedRecommendation struct {
	Benefit   abnd.Benefit
	Scenarios []string
}

// scenariosOf lists the scenarios besides the status quo that pay a benefit.
func scenariosOf(study *abnd.Study, b abnd.Benefit) []string {
	var ids []string
	for _, s := range study.Scenarios {
		if s.ID != abnd.StatusQuo && costing.Pays(s, b) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// percent is the number of hundredths in one.
const percent = 100

// ComparedIndicator is a published indicator beside the study's own coverage.
type ComparedIndicator struct {
	Indicator      abnd.Indicator
	Published, Own Estimate
	// AtLeast says that the study's own is a lower bound.
	AtLeast bool
	// Members is the study's own with the members of receiving households, at
	// least where MembersAtLeast, where that is another figure.
	Members        Estimate
	MembersAtLeast bool
}

// CompareIndicators sets the study's coverage beside every published
// indicator, in the order of the study.
func CompareIndicators(r *Result) []ComparedIndicator {
	of := map[string]Coverage{}
	for _, c := range Assess(r) {
		of[c.Group.ID] = c
	}
	all := make([]ComparedIndicator, 0, len(r.Study.Indicators))
	for _, i := range r.Study.Indicators {
		c := ComparedIndicator{Indicator: i, Published: r.estimate(costing.IndicatorKey(i.Code, "published"))}
		if i.Group != "" {
			group := of[i.Group]
			c.Own, c.AtLeast = r.estimate(costing.IndicatorKey(i.Code, "own")), group.AtLeast()
			if costing.CountsHouseholds(r.Study, i.Group) && i.Code != abnd.ChildrenCovered {
				c.AtLeast = group.DirectAtLeast
				c.Members, c.MembersAtLeast = r.estimate(costing.IndicatorKey(i.Code, costing.MembersLine)), group.AtLeast()
			}
		}
		all = append(all, c)
	}
	return all
}
