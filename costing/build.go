package costing

import (
	"github.com/openabnd/engine/abnd"
)

// Build checks a study and makes its lines: the frames, the existing
// schemes, every benefit in every scenario, and their sums. Where the study
// has errors there is no model; the diagnostics say all that is wrong, and
// warnings come with a model too.
func Build(study *abnd.Study) (*Model, abnd.Diagnostics) {
	found := Check(study)
	if found.HasErrors() {
		return nil, found
	}
	b := &builder{study: study, model: NewModel(&study.Population)}
	b.addGeneral()
	b.addFrameInputs()
	b.addFrameLines()
	b.addSchemes()
	for _, scenario := range study.Scenarios {
		for _, benefit := range study.Benefits {
			b.addBenefit(scenario, benefit)
		}
		b.addSums(scenario)
		b.addFiscal(scenario)
	}
	if err := b.model.Compile(); err != nil {
		// Every study that passes Check compiles: this is our own slip.
		panic("costing: " + err.Error())
	}
	return b.model, found
}

func (b *builder) addBenefit(scenario abnd.Scenario, benefit abnd.Benefit) {
	lines := &benefitLines{builder: b, scenario: scenario, benefit: benefit}
	for _, other := range b.study.Benefits {
		if benefit.Scheme != "" && replaces(other, benefit.Scheme) {
			lines.successors = append(lines.successors, other.ID)
		}
	}
	for _, t := range b.study.Tables {
		lines.tables = append(lines.tables, tableUsed(t.ID))
	}
	lines.addParameters()
	for _, f := range families {
		f.lines(lines)
	}
	lines.addCosts()
}

func schemeCost(id string) Key { return abnd.JoinPath("schemes", id, "cost") }

// addSchemes adds what each existing scheme costs under the status quo: the
// cost of the benefits that stand for it, or its reported expenditure
// carried on by an index; unknown where there is neither.
func (b *builder) addSchemes() {
	for _, scheme := range b.study.Schemes {
		path := abnd.JoinPath("schemes", scheme.ID)
		cost := Line{
			Key: schemeCost(scheme.ID), Group: "schemes", Unit: abnd.CurrentMoney, Years: b.study.Projection,
			Label: abnd.T("%s: cost under the status quo", "%s: custo na situação actual").Fill(scheme.Name),
		}
		var standing []Expr
		for _, benefit := range b.study.Benefits {
			if benefit.Scheme == scheme.ID {
				standing = append(standing, Ref{BenefitKey(abnd.StatusQuo, benefit.ID, "total_cost")})
			}
		}
		switch {
		case len(standing) > 0:
			cost.Formula = Total{standing}
		case scheme.Expenditure.Known && scheme.Projection != "":
			b.addCell(path+"/expenditure", "schemes", abnd.T("%s: reported expenditure", "%s: despesa declarada").Fill(scheme.Name), abnd.CurrentMoney, scheme.Expenditure.Value, scheme.Provenance)
			b.addCell(path+"/expenditure_year", "schemes", abnd.T("%s: year of the expenditure", "%s: ano da despesa").Fill(scheme.Name), abnd.CalendarYear, yearOf(scheme.Expenditure.Year), scheme.Provenance)
			b.addChoice(path+"/projection", "schemes", abnd.T("%s: expenditure moves with", "%s: a despesa acompanha").Fill(scheme.Name), SchemeIndexList, scheme.Projection, scheme.Provenance)
			cost.Formula = Times(Ref{path + "/expenditure"}, indexRatio(path+"/projection", SchemeIndexList, Ref{path + "/expenditure_year"}, Unknown{}))
		default:
			continue
		}
		b.model.Add(cost)
	}
}
