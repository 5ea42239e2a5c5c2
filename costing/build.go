package costing

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Build checks a study and makes its lines: the projection of the population
// where the study has one, the frames, the existing schemes, every benefit in every scenario, their sums, and who is covered.
// Where the study
// has errors there is no model; the diagnostics say all that is wrong, and
// warnings come with a model too.
func Build(study *abnd.Study) (*model.Model, abnd.Diagnostics) {
	found := Check(study)
	if found.HasErrors() {
		return nil, found
	}
	return BuildChecked(study), found
}

// BuildChecked is [Build] for a study in which [Check] has found no errors. It
// panics where there are some.
func BuildChecked(study *abnd.Study) *model.Model { return build(study, false) }

// BuildInForce is [BuildChecked] without the cells in which the parameters of
// benefits are entered, by scenario or for all: the cell that the rules read
// holds the value in force, as an input. So there are half as many lines, with
// the same values; a workbook, a trace or a simulation needs the others.
func BuildInForce(study *abnd.Study) *model.Model { return build(study, true) }

// build makes the lines of a study, and more where a question asks for them.
func build(study *abnd.Study, inForce bool, more ...func(*builder)) *model.Model {
	missing := MissingSeries(study)
	b := newBuilder(study, &study.Population)
	b.gaps, b.inForce = len(missing) > 0, inForce
	if _, projected := study.PopulationBase(); projected {
		// The people that formulas count are those that the lines added here
		// give. Check has found that they can be computed.
		population, _ := projectedPopulation(study)
		b.model = model.NewModel(population)
		if found := b.addPopulationProjection(); found.HasErrors() {
			panic("costing: a checked population cannot be projected") // our own slip
		}
	}
	b.expectLines()
	b.addNumbers()
	b.addGeneral()
	b.addFrameInputs()
	b.addShocks()
	b.addFrameLines()
	b.addFundInputs()
	b.addDistribution()
	b.addReports()
	b.addPayerInputs()
	b.addSchemes()
	b.addTryInputs()
	for _, scenario := range study.Scenarios {
		for _, benefit := range study.Benefits {
			b.addBenefit(scenario, benefit)
		}
		for _, scheme := range ProjectedSchemes(study) {
			b.addScheme(scenario, scheme)
		}
		b.addSums(scenario)
		if scenario.ID == abnd.StatusQuo {
			b.addErosion()
		}
		b.addFiscalLines(string(abnd.JoinPath(scenario.ID, "total")))
		b.addPayerTotals(string(abnd.JoinPath(scenario.ID, "total")))
	}
	for _, scenario := range study.Scenarios { // the status quo may stand after them
		b.addMoreTasks(sumGroup(TotalKey(scenario.ID, "")))
	}
	for _, p := range study.Packages {
		b.addPackage(p)
	}
	b.addFiscalSpace()
	b.addReconciliations()
	b.addOutturns()
	b.addCoverage()
	b.addImpact()
	for _, add := range more {
		add(b)
	}
	b.cells = nil // of many benefits they take much memory
	b.blankWhatRestsOn(missing)
	b.nameUnknownParts()
	if err := b.model.Compile(); err != nil {
		// Every study that passes Check compiles: this is our own slip.
		panic("costing: " + err.Error())
	}
	return b.model
}

// nameUnknownParts tells the model which lines count the parts of sums that are
// not known.
func (b *builder) nameUnknownParts() {
	for _, line := range b.model.Lines() {
		sum, counts := strings.CutSuffix(string(line.Key), unknownLine)
		if !counts {
			continue
		}
		for _, key := range followersOf(model.Key(sum)) {
			if b.model.Has(key) {
				b.model.CountUnknownParts(key, line.Key)
			}
		}
	}
}

// blankWhatRestsOn declares blankable every line that reads a series that is not given,
// or a line that does.
func (b *builder) blankWhatRestsOn(missing []FrameSeries) {
	rests := map[model.Key]bool{}
	for _, f := range missing {
		b.model.Line(f.Used()).Lacks, rests[f.Used()] = true, true
	}
	for more := len(missing) > 0; more; {
		more = false
		for _, line := range b.model.Lines() {
			if rests[line.Key] {
				continue
			}
			model.Reads(line.Formula, func(read model.Key) { rests[line.Key] = rests[line.Key] || rests[read] })
			line.Lacks, line.Blankable = rests[line.Key], line.Blankable || rests[line.Key]
			more = more || rests[line.Key]
		}
	}
}

// expectLines tells the model how many lines there will be, as far as benefits
// go.
func (b *builder) expectLines() {
	const ofCosts = 26 // lines of a benefit in a scenario beside its parameters
	lines := 0
	for _, benefit := range b.study.Benefits {
		for range specsOf(b.study, benefit) {
			lines += len(b.study.Scenarios)
			if !b.inForce {
				lines += 1 + len(b.study.Scenarios)
			}
		}
		lines += ofCosts * len(b.study.Scenarios)
	}
	b.model.Expect(lines)
}

func (b *builder) addBenefit(scenario abnd.Scenario, benefit abnd.Benefit) {
	lines := b.benefitLines(scenario, benefit)
	lines.addParameters()
	lines.start()
	for _, f := range familiesOf(b.study, benefit) {
		if f.prepare != nil {
			f.prepare(lines)
		}
		if f.lines != nil {
			f.lines(lines)
		}
	}
	lines.addCosts()
}
