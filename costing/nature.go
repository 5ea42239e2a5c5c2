package costing

import (
	"iter"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ParameterNature says of a parameter of a benefit whether what it holds is
// found, decided or expected, where the row itself does not.
type ParameterNature uint8

// How the parameters are known.
const (
	// Designed is laid down by law or by whoever designs the benefit: ages,
	// amounts, months, indexation, administration. A fact of what the status quo
	// pays, a decision of all else.
	Designed ParameterNature = iota
	// Circumstance is so whoever pays: prevalences, sizes of households, counts,
	// school days, prices. A fact in every column.
	Circumstance
	// Response is what people and the administration make of a benefit: take-up,
	// errors, enrolment, what is paid of what is due. A fact of what the status quo
	// pays, as it can be counted; expected of all else.
	Response
	// Outlook is of years to come in every column: how take-up goes on, growth.
	Outlook
)

// of is what a figure is: today says that the status quo pays it so.
func (n ParameterNature) of(today bool) abnd.Nature {
	switch {
	case n == Outlook, n == Response && !today:
		return abnd.Expectation
	case n == Circumstance || today:
		return abnd.Fact
	}
	return abnd.Decision
}

// Input is one figure or choice that a study is made of.
type Input struct {
	// Path of the figure in the study. A series has one path and may be two
	// inputs: its years up to the last actual one, and those after it.
	Path   abnd.Path
	Nature abnd.Nature
	abnd.Provenance
	// Last is the last year of a series that is a fact; 0 of everything else.
	Last abnd.Year
	// Forecast says of an expectation that somebody has published it: a
	// projection of its later years, or a figure with a source.
	Forecast bool
}

// Published reports whether the input is no assumption of the study.
func (in Input) Published() bool { return in.Confidence != abnd.Assumption }

// Inputs lists what a study is made of, each of one nature: the population,
// levels and series of the frames, tables by year, expenditures that are carried
// on, the shares of population groups, and every cell of the benefits that is
// filled in, the base and what scenarios change. A series counts once for the
// years that are known and once for those that are not, however many they are; a
// change has the provenance of its row.
//
// Texts, the assessment's own counts, and the ranges of what is uncertain are no
// inputs of the costing and are not among them.
func Inputs(study *abnd.Study) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		_ = inputsOfFrames(study, yield) && inputsOfSchemes(study, yield) && inputsOfBenefits(study, yield)
	}
}

// PopulationInput is the path of the population as an input.
const PopulationInput abnd.Path = "population"

// shocksPath is what the paths of shocks begin with.
const shocksPath abnd.Path = "shocks"

func inputsOfFrames(study *abnd.Study, yield func(Input) bool) bool {
	if years := study.Population.Years(); years.Len() > 0 {
		from := study.Population.Provenance
		known := lastKnown(study, study.Population.LastEstimate)
		if years.First <= known && !yield(Input{Path: PopulationInput, Nature: abnd.Fact, Provenance: from, Last: known}) {
			return false
		}
		if years.Last > known && !yield(Input{Path: PopulationInput, Nature: abnd.Expectation, Provenance: from, Forecast: from.Confidence != abnd.Assumption}) {
			return false
		}
	}
	if !inputsOfCohorts(study, yield) {
		return false
	}
	for _, f := range AllFrameLevels() {
		level := f.Of(study)
		if level.Known && !yield(Input{Path: f.Path() + "/level", Nature: abnd.Fact, Provenance: level.Provenance}) {
			return false
		}
	}
	for _, f := range AllFrameSeries() {
		if s := f.Of(study); (SeriesGiven(s) || !f.Later && s.Extension != "") && !yieldSeries(study, f.Path(), s, f.Decided, yield) {
			return false
		}
	}
	for i := range study.Tables {
		if t := &study.Tables[i]; !yieldSeries(study, tablePath(t.ID), &t.Series, false, yield) {
			return false
		}
	}
	return true
}

// yieldSeries gives the years of a series up to the last actual one, and those
// after it: values, or the rule that extends it.
func yieldSeries(study *abnd.Study, path abnd.Path, s *abnd.Series, decided bool, yield func(Input) bool) bool {
	known := lastKnown(study, s.LastActual)
	past, later := false, false
	for year := range s.Values {
		past, later = past || year <= known, later || year > known
	}
	in := Input{Path: path, Nature: abnd.Fact, Provenance: s.Provenance, Last: known}
	if past && !yield(in) {
		return false
	}
	in.Last = 0
	if !later && s.Extension == "" && past {
		return true // nothing is said of the years to come
	}
	in.Nature, in.Forecast = abnd.Expectation, later && in.Published()
	if decided {
		in.Nature, in.Forecast = abnd.Decision, false
	}
	return yield(in)
}

// lastKnown is the last year of a series that is a fact: its last actual year
// or, where that is not given, the year before the projection.
func lastKnown(study *abnd.Study, actual abnd.Year) abnd.Year {
	if actual != 0 {
		return actual
	}
	return study.Projection.First - 1
}

// inputsOfCohorts are those with which the population is projected: mortality,
// fertility and migration, none of which anybody knows.
func inputsOfCohorts(study *abnd.Study, yield func(Input) bool) bool {
	if _, projected := study.PopulationBase(); !projected || study.Demography.IsBlank() {
		return true
	}
	d := &study.Demography
	for _, of := range []struct {
		code string
		from abnd.Provenance
	}{
		{"death_rates", d.DeathRates.Female.Provenance}, {"life_expectancy", d.LifeExpectancy.Female.Provenance},
		{"total_fertility", d.TotalFertility.Provenance}, {"fertility_pattern", d.FertilityPattern.Provenance},
		{"sex_ratio", d.SexRatio.Provenance}, {"migrants", d.Migrants.Female.Provenance},
	} {
		in := Input{Path: abnd.JoinPath("demography", of.code), Nature: abnd.Expectation, Provenance: of.from}
		in.Forecast = in.Published()
		if !yield(in) {
			return false
		}
	}
	return true
}

func inputsOfSchemes(study *abnd.Study, yield func(Input) bool) bool {
	for _, s := range ProjectedSchemes(study) {
		if !yield(Input{Path: abnd.JoinPath("schemes", s.ID, "expenditure"), Nature: abnd.Fact, Provenance: s.Provenance}) {
			return false
		}
	}
	for _, g := range study.Groups {
		if g.Share.Known && !yield(Input{Path: abnd.JoinPath("groups", g.ID, "share"), Nature: abnd.Fact, Provenance: g.Provenance}) {
			return false
		}
	}
	return true
}

func inputsOfBenefits(study *abnd.Study, yield func(Input) bool) bool {
	statusQuo, _ := study.FindScenario(abnd.StatusQuo)
	statusQuo = study.Inherited(statusQuo)
	changes := make([]map[string]abnd.Value, len(study.Scenarios))
	for _, b := range study.Benefits {
		paid := Pays(statusQuo, b)
		for i, s := range study.Scenarios {
			changes[i] = s.Changes[b.ID]
		}
		for i := range specs() {
			spec := &specs()[i]
			p := b.Parameters[spec.Code]
			// The base is what the status quo pays unless it has its own figure.
			base := Input{Path: ParameterPath(b.ID, spec.Code), Provenance: p.Provenance}
			base.Nature = natureOf(spec, p, paid && statusQuo.Changes[b.ID][spec.Code].IsBlank())
			base.Forecast = base.Nature == abnd.Expectation && base.Published() && !spec.IsChoice()
			if !p.Value.IsBlank() && !yield(base) {
				return false
			}
			for j, own := range changes {
				s := &study.Scenarios[j]
				if own[spec.Code].IsBlank() || s.Proposed { // the room tries, and has not decided
					continue
				}
				in := Input{Path: ScenarioParameterPath(s.ID, b.ID, spec.Code), Provenance: p.Provenance}
				// What the status quo has of its own is how things are, that nobody
				// pays a benefit too.
				in.Nature = natureOf(spec, p, s.ID == abnd.StatusQuo && (paid || spec.Code == "on"))
				// The source of a row beside a fact is that of the fact.
				sourced := p.Value.IsBlank() || base.Nature == abnd.Expectation
				in.Forecast = in.Nature == abnd.Expectation && sourced && in.Published() && !spec.IsChoice()
				if !yield(in) {
					return false
				}
			}
		}
	}
	return true
}

func natureOf(spec *Spec, p abnd.Parameter, today bool) abnd.Nature {
	if p.Nature != "" {
		return p.Nature
	}
	return spec.Nature.of(today)
}

// Pays reports whether a scenario, with what it inherits ([abnd.Study.Inherited]),
// pays a benefit, in some years at least.
func Pays(s abnd.Scenario, b abnd.Benefit) bool {
	on, _ := s.Value(b, "on").Code()
	return on == model.Yes
}

// NatureOf gives the nature of any figure of a study that an uncertainty can
// name, by its path: of an input of [Inputs], of one year or the long-run value
// of a series, or of a shock. It is blank where the study has no such input.
func NatureOf(study *abnd.Study) func(abnd.Path) abnd.Nature {
	facts, others := map[abnd.Path]abnd.Year{}, map[abnd.Path]abnd.Nature{}
	for in := range Inputs(study) {
		if in.Nature == abnd.Fact {
			facts[in.Path] = in.Last
		} else {
			others[in.Path] = in.Nature
		}
	}
	return func(path abnd.Path) abnd.Nature {
		if _, ok := facts[path]; ok {
			return abnd.Fact
		}
		if n := others[path]; n != "" {
			return n
		}
		cut := max(strings.LastIndexByte(string(path), '/'), 0)
		series := path[:cut]
		if year, err := strconv.Atoi(strings.TrimPrefix(string(path[cut:]), "/")); err == nil {
			if last, ok := facts[series]; ok && abnd.Year(year) <= last {
				return abnd.Fact
			}
		}
		if series == shocksPath {
			return abnd.Expectation
		}
		return others[series]
	}
}
