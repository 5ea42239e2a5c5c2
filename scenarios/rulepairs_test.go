package scenarios_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// workbench is the country of the worked examples with few years and without
// benefits, on which rules are put together.
type workbench struct {
	t     *testing.T
	study *abnd.Study
	// mayCostNothing says that figures may be zero.
	mayCostNothing bool

	studies, refused, figures int
	refusals                  map[string]int
}

func newWorkbench(t *testing.T) *workbench {
	s := readExample(t, "take-up").study
	s.DropLevers()
	s.Benefits = nil
	s.Projection, s.LastYear, s.KnownAmountsUntil = abnd.Years{First: 2025, Last: 2030}, 2030, 2026
	// So that no two indices are the same.
	s.Economy.RealGrowth.Values[2010], s.Economy.MinimumWage.Index = 0.03, costing.IndexGDPPerHead
	s.Economy.DeflatorGrowth.Values[2010] = 0.08
	s.Scenarios = s.Scenarios[:2]
	for i, on := range []string{model.No, model.Yes} {
		s.Scenarios[i].Changes = nil
		s.Scenarios[i].Change(ownID, "on", abnd.Code(on))
		s.Scenarios[i].Change(companionID, "on", abnd.Code(on))
	}
	return &workbench{t: t, study: s, refusals: map[string]int{}}
}

// with is the country with a benefit and its companion.
func (w *workbench) with(own, companion parameters) *abnd.Study {
	s := w.study.Clone()
	s.Benefits = []abnd.Benefit{own.benefit(ownID), companion.benefit(companionID)}
	return s
}

// computed is a study that was not refused, with the warnings of it.
type computed struct {
	*scenarios.Result
	warnings abnd.Diagnostics
}

// run computes a study; nil where it is refused. A study that is neither
// computed nor refused as it should be is told of.
func (w *workbench) run(name string, s *abnd.Study) *computed {
	w.studies++
	defer func() {
		if r := recover(); r != nil {
			w.t.Errorf("%s: panic: %v", name, r)
		}
	}()
	result, found := scenarios.Run(s)
	if result == nil {
		w.refused++
		w.judgeRefusal(name, found)
		return nil
	}
	c := newOracle(s).compareWith(result)
	w.figures += c.figures
	if c.wrong > 0 {
		w.t.Errorf("%s: %d of %d figures are not those recomputed, as %s", name, c.wrong, c.figures, c.first[0])
	}
	for _, b := range s.Benefits {
		spent := false
		for _, scenario := range s.Scenarios {
			for _, year := range s.Projection.All() {
				cost, known := result.Projection.Value(costing.BenefitKey(scenario.ID, b.ID, "total_cost"), year)
				if !known || math.IsNaN(cost) || math.IsInf(cost, 0) {
					w.t.Errorf("%s: the cost of %s in %s in %d is %v (known %v)", name, b.ID, scenario.ID, year, cost, known)
				}
				spent = spent || cost > 0
			}
		}
		if !spent && !w.mayCostNothing {
			w.t.Errorf("%s: %s costs nothing in any year", name, b.ID)
		}
	}
	return &computed{result, found}
}

// judgeRefusal wants every error to name the cell of a parameter of a benefit,
// what is wrong and what would mend it, in both languages. That a cost came
// out unknown is no reason.
func (w *workbench) judgeRefusal(name string, found abnd.Diagnostics) {
	for _, d := range found {
		if d.Severity != abnd.Error {
			continue
		}
		w.refusals[d.Code]++
		path := strings.Split(string(d.Path), "/")
		_, isParameter := costing.FindSpec(path[len(path)-1])
		if isBenefit := slices.Contains(path, ownID) || slices.Contains(path, companionID); !isBenefit || !isParameter && path[len(path)-1] != "replaces" {
			w.t.Errorf("%s: %s names no cell of a benefit: %s", name, d.Code, d.In(abnd.English))
		}
		for _, text := range []abnd.Text{d.Problem, d.Remedy} {
			if text.EN == "" || text.PT == "" || text.EN == text.PT {
				w.t.Errorf("%s: %s is not told in two languages: %q, %q", name, d.Code, text.EN, text.PT)
			}
		}
	}
}

// unread says of a parameter that does not move the cost beside another why
// that is told, or right. Where shown, it moves another line all the same; where
// told, the help of one of the two says so.
type unread struct {
	code, beside string
	shown, told  bool
	because      string
}

const forComparison = "the age range is then used only for comparison"

const forTheInsured = "the ages then count for the insured and their contributions, not for the cases"

var unreads = []unread{
	{code: "poverty_rate", beside: "poverty_table", told: true, because: "the table takes precedence"},
	{code: "compliance", beside: "compliance_table", told: true, because: "the table takes precedence"},
	{code: "share_paid", beside: "share_paid_table", told: true, because: "it replaces the constant share"},
	{code: "share_recipients_paid", beside: "share_recipients_paid_table", told: true, because: "it replaces the constant share"},
	{code: "share", beside: "share_table", told: true, because: "it replaces the share of the band"},
	{code: "share_2", beside: "share_2_table", told: true, because: "it replaces the share of the band"},
	{code: "share_3", beside: "share_3_table", told: true, because: "it replaces the share of the band"},
	{code: "share_4", beside: "share_4_table", told: true, because: "it replaces the share of the band"},
	{code: "share_5", beside: "share_5_table", told: true, because: "it replaces the share of the band"},
	{code: "share_6", beside: "share_6_table", told: true, because: "it replaces the share of the band"},
	{code: "share_7", beside: "share_7_table", told: true, because: "it replaces the share of the band"},
	{code: "age_min", beside: "event", told: true, because: "in place of the ages"},
	{code: "age_max", beside: "event", told: true, because: "in place of the ages"},
	{code: "age_min", beside: "topup_of", told: true, because: "in place of the ages"},
	{code: "age_max", beside: "topup_of", told: true, because: "in place of the ages"},
	{code: "age_min", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_max", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_min_2", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_min_2_year", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_max_2", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_max_2_year", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_max_3", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_max_3_year", beside: "pensioners", shown: true, told: true, because: forComparison},
	{code: "age_min", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_min_2", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_min_2_year", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_max", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_max_2", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_max_2_year", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_max_3", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "age_max_3_year", beside: "births_relative", shown: true, told: true, because: forTheInsured},
	{code: "registration_every", beside: "event", told: true, because: "each of which is registered"},
	{code: "registration_every", beside: "participation", told: true, because: "each of which is registered"},
	{code: "registration_every", beside: "paid_once", because: "nobody is registered again after the only year that is paid"},
	{code: "replaced_gradually", beside: "area_rule", shown: true, because: "it moves what the replaced schemes cost, which is not the benefit's own cost"},
	{code: "end", beside: "paid_once", because: "no last year is before the first, the only one that is paid"},
	{code: "register_3_age", beside: "take_up_target", shown: true, because: "the target says how many are reached, and one amount for all ages what they cost"},
	{code: "amount_year", beside: "reference", shown: true, because: "a share of a reference that follows the same reference is the same from any year"},
}

// isTold says whether it is told, or right, that a parameter of a study does
// not move the cost, or moves nothing at all.
func isTold(code string, atAll bool, filled parameters, found abnd.Diagnostics) bool {
	return slices.ContainsFunc(unreads, func(u unread) bool { return u.code == code && filled[u.beside] != nil && !(atAll && u.shown) }) ||
		slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
			codes, _, _ := strings.Cut(d.Problem.EN, ":")
			return d.Code == "not-read" && slices.Contains(strings.Split(codes, ", "), code)
		})
}

func TestWhatIsNotReadIsTold(t *testing.T) {
	for _, u := range unreads {
		if !u.told {
			continue
		}
		one, _ := costing.FindSpec(u.code)
		other, _ := costing.FindSpec(u.beside)
		if help := strings.ToLower(one.Help.EN + other.Help.EN); !strings.Contains(help, u.because) {
			t.Errorf("%s is not read beside %s, and neither says %q", u.code, u.beside, u.because)
		}
	}
}

// seenIn are the figures in which an option is to be seen: those of the cost,
// or what its rule says beside it.
var seenIn = []string{
	"total_cost", "beneficiaries", "beneficiaries/female", "benefit_amount", "household_cost", "poor_beneficiaries", "poor_among_selected",
	"branch_balance", "insured_persons", "age_range_people", "moved_cost",
}

func lines(benefit string, codes ...string) (keys []abnd.Path) {
	for _, code := range codes {
		keys = append(keys, costing.BenefitKey("plan", benefit, code))
	}
	return keys
}

// try is an option or two on one benefit, computed.
type try struct {
	filled      parameters
	found       abnd.Diagnostics
	sensitivity // of the cost
}

func (w *workbench) try(name string, filled parameters) (*try, bool) {
	r := w.run(name, w.with(filled, companion))
	if r == nil {
		return nil, false
	}
	return &try{filled: filled, found: r.warnings, sensitivity: sensitivityOf(r.Result, ownID, lines(ownID, seenIn...), lines(ownID, "total_cost"))}, true
}

// Every two options of every two rules, and of one, in one benefit are refused
// with the cell and the remedy, or compute: what the recomputation has, a cost
// that is finite and not nothing, in which each number still moves what it
// moves without the other option, each option is seen, and no two options of a
// rule give the same.
func TestEveryTwoOptionsComputeOrAreRefused(t *testing.T) {
	proofs.NotShort(t)
	w := newWorkbench(t)
	none, _ := w.try("no option", plainBenefit)
	alone, both := map[string]*try{}, map[string]*try{}
	chosen := selection{most: proofs.Count(all, 1, 1), short: 3}
	for _, o := range options {
		x, ok := w.try(o.String(), plainBenefit.with(o))
		if !ok {
			t.Fatalf("%s is refused alone", o)
		}
		alone[o.String()] = x
		for code := range x.filled {
			if _, isNumber := asValue(x.filled[code]).Number(); isNumber && !x.any[code] && !isTold(code, true, x.filled, x.found) && !isMoot(code, x.filled) {
				t.Errorf("%s: %s moves nothing", o, code)
			}
		}
	}
	for i, a := range options {
		for _, b := range options[i+1:] {
			if !a.meet(b) || !chosen.has(a, b) {
				continue
			}
			name := a.String() + " × " + b.String()
			x, ok := w.try(name, plainBenefit.with(a, b))
			if !ok {
				continue
			}
			both[a.String()+b.String()], both[b.String()+a.String()] = x, x
			for code := range x.filled {
				cost, some := true, true
				for _, before := range []*try{none, alone[a.String()], alone[b.String()]} {
					if _, ok := before.filled[code]; ok {
						cost, some = cost && before.moved[0][code], some && before.any[code]
					}
				}
				if cost && !x.moved[0][code] && !isTold(code, false, x.filled, x.found) && !outsideTheAges(code, x.filled) ||
					some && !x.any[code] && !isTold(code, true, x.filled, x.found) && !outsideTheAges(code, x.filled) {
					t.Errorf("%s: %s is not read", name, code)
				}
			}
		}
	}
	for _, b := range options {
		for i, a := range options {
			x, ok := both[a.String()+b.String()]
			if !ok {
				continue
			}
			if !sameFigures(none.seen, alone[a.String()].seen) {
				w.differ(a.String()+" is not seen in "+b.String(), x, alone[b.String()])
			}
			for _, c := range options[i+1:] {
				y, ok := both[c.String()+b.String()]
				if ok && a.rule == c.rule && !sameFigures(alone[a.String()].seen, alone[c.String()].seen) {
					w.differ(a.String()+" and "+c.String()+" are the same in "+b.String(), x, y)
				}
			}
		}
	}
	w.count(fmt.Sprintf("%d options in one benefit", len(options)))
}

// all is more than any number of pairs of options of two rules.
const all = 1 << 20

// isMoot says that the year of an amount that follows no index changes nothing,
// and so does a band of a register that is outside the ages of the benefit, at
// first or after a step.
func isMoot(code string, filled parameters) bool {
	return code == "amount_year" && filled["indexation"] == costing.IndexNone && filled["reference"] == nil || outsideTheAges(code, filled)
}

// shareBands are those of the shares by age, as those of a register are named.
var shareBands = func() []costing.RegisterBand {
	all := []costing.RegisterBand{{Count: "share", Age: "age_min"}}
	for k := 2; k <= 7; k++ {
		all = append(all, costing.RegisterBand{Count: fmt.Sprintf("share_%d", k), Age: fmt.Sprintf("share_%d_age", k)})
	}
	return all
}()

// outsideTheAges says that a share by age or a count of a register, or the age at
// which it begins, is of people whom the benefit does not reach.
func outsideTheAges(code string, filled parameters) bool {
	bands := costing.RegisterBands()
	if strings.HasPrefix(code, "share") {
		bands = shareBands
	}
	i := slices.IndexFunc(bands, func(band costing.RegisterBand) bool { return code == band.Age || code == band.Count })
	number := func(code string) (float64, bool) {
		if filled[code] == nil {
			return 0, false
		}
		return asValue(filled[code]).Number()
	}
	if i < 0 {
		return false
	}
	from, _ := number(bands[i].Age)
	for _, step := range []string{"age_max", "age_max_2", "age_max_3"} {
		if oldest, limited := number(step); limited && oldest < from {
			return true
		}
	}
	if i+1 == len(bands) {
		return false
	}
	next, followed := number(bands[i+1].Age)
	for _, step := range []string{"age_min", "age_min_2"} {
		if youngest, limited := number(step); limited && followed && next <= youngest {
			return true
		}
	}
	return false
}

// selection takes at most so many pairs of options of every two rules, and
// where tests are short, of one in so many of the rules' pairs alone.
type selection struct {
	most, short int
	taken       map[string]int
}

func (s *selection) has(a, b option) bool {
	if s.taken == nil {
		s.taken = map[string]int{}
	}
	rules := a.rule + " " + b.rule
	if _, met := s.taken[rules]; !met && testing.Short() && len(s.taken)%s.short != 0 {
		s.taken[rules] = s.most // these two are left out
	}
	s.taken[rules]++
	return s.taken[rules] <= s.most
}

// differ wants other figures where other parameters are read.
func (w *workbench) differ(name string, x, y *try) {
	if !sameFigures(x.seen, y.seen) {
		return
	}
	for _, one := range []*try{x, y} {
		for code, v := range one.filled {
			if (x.filled[code] != v || y.filled[code] != v) && !isTold(code, false, one.filled, one.found) {
				w.t.Errorf("%s: %s changes nothing", name, code)
			}
		}
	}
}

func (w *workbench) count(what string) {
	done := w.studies - w.refused
	w.t.Logf("%s: %d studies, of which %d computed (%d figures recomputed) and %d refused: %v", what, w.studies, done, w.figures, w.refused, w.refusals)
	if done < w.studies/4 || w.refused == 0 {
		w.t.Errorf("%d of %d studies compute, %d are refused: the figures of the options do not go together", done, w.studies, w.refused)
	}
	for _, code := range slices.Sorted(maps.Keys(w.refusals)) {
		if code == "unknown-result" || code == "unknown" {
			w.t.Errorf("%d studies are refused because a cost came out unknown: a check is missing", w.refusals[code])
		}
	}
}

// Each parameter of a rule, filled in beside each option of the rule that does
// without it, is refused, moves something, or is told to be passed over.
func TestWhatAnOptionDoesNotReadIsTold(t *testing.T) {
	w := newWorkbench(t)
	for i, o := range options {
		if i%proofs.Count(1, 1, 3) != 0 {
			continue
		}
		filled := plainBenefit.with(o)
		before, _ := w.try(o.String(), filled)
		for _, rule := range costing.RuleGroups() {
			if rule.Name() != o.rule {
				continue
			}
			for _, spec := range rule.Specs {
				x, ok := sampleOf(spec.Code)
				if filled[spec.Code] != nil || !ok {
					continue
				}
				name := o.String() + " + " + spec.Code
				tried, ok := w.try(name, filled.and(parameters{spec.Code: x}))
				if ok && !tried.any[spec.Code] && sameFigures(before.seen, tried.seen) && !isTold(spec.Code, true, tried.filled, tried.found) {
					t.Errorf("%s: it is not read", name)
				}
			}
		}
	}
	w.count("one parameter more")
}

// sampleOf is what the first option that fills in a parameter gives it.
func sampleOf(code string) (any, bool) {
	for _, o := range options {
		if x, ok := o.set[code]; ok && ruleOf[code] == o.rule {
			return x, true
		}
	}
	return nil, false
}
