package scenarios

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// SameMoney is what the money of a benefit does when it is spent in other ways, each
// of which costs as much. See [Result.SameCost].
type SameMoney struct {
	Study    *abnd.Study
	Scenario abnd.Scenario
	Benefit  abnd.Benefit
	Year     abnd.Year // of the scenario's rules
	// Money is the new money in the year, and Held what of the benefit's cost the status
	// quo pays already, both in money of the year; Prices is by how much prices rose since
	// the survey, in whose money all else is.
	Money, Held, Prices float64
	Target              float64 // people of the target group
	// Poorest is up to which share of the people households are to be selected, with the
	// errors of the selection, shares; Registration is what it costs to assess a person, in
	// money of the year, every so many years.
	Poorest, Exclusion, Inclusion, Registration, Every float64
	// Assumed are the codes of [costing.SameCostAssumptions] that hold because nothing else
	// was given; InclusionFilled says that the inclusion error follows from the places,
	// and the others that the cost of a registration or its years are those of the benefit.
	Assumed                                                []costing.SameCostAssumption
	InclusionFilled, RegistrationOfBenefit, EveryOfBenefit bool
	Uses                                                   []MoneyUse
}

// MoneyUse is one way to spend the money.
type MoneyUse struct {
	Use costing.SameCostUse
	// Why says why nothing is known of it, with a code for programs; blank where it is known.
	Why     abnd.Text
	WhyCode string
	// AgeLimit is the age below which, or from which, the target group receives: of narrower
	// ages, in years of age with a fraction; 0 for the others.
	AgeLimit float64
	figures  []SameCostRow
}

// The measures of a use of the money, beside those of [ImpactMeasures].
const (
	UseRecipients   MeasureCode = "recipients"
	UseOfTarget     MeasureCode = "target_group_reached"
	UsePoorReached  MeasureCode = "poor_reached"
	UseAmount       MeasureCode = "amount_per_month"
	UseTransfers    MeasureCode = "transfers"
	UseTargeting    MeasureCode = "targeting_cost"
	UseCost         MeasureCode = "cost"
	UseAgeLimit     MeasureCode = "age_limit"
	newMoney        MeasureCode = "new_money"
	heldMoney       MeasureCode = "held_by_survey"
	targetGroup     MeasureCode = "target_group"
	poorestShare    MeasureCode = "poorest_share"
	exclusionError  MeasureCode = "exclusion_error"
	inclusionError  MeasureCode = "inclusion_error"
	assessmentCost  MeasureCode = "assessment_cost"
	assessmentYears MeasureCode = "assessment_years"
)

// Units of the uses of the money.
const (
	MoneyOfSurvey Unit = "money of the survey year"
	InYears       Unit = "years"
)

// SameCostMeasure is a figure of a use of the money.
type SameCostMeasure struct {
	Code  MeasureCode
	Label abnd.Text
	Unit  Unit
	Range bool // it depends on who receives
	line  string
}

// SameCostMeasures lists the measures in the order in which they are written. Who is
// missed stands beside what reaches the poor.
func SameCostMeasures() []SameCostMeasure {
	label := map[string]abnd.Text{}
	for _, r := range costing.ImpactResults() {
		label[r.Code] = r.Label
	}
	return []SameCostMeasure{
		{UseRecipients, abnd.T("People who receive", "Pessoas que recebem"), Persons, false, costing.UseRecipients},
		{UseOfTarget, abnd.T("Share of the target group", "Proporção do grupo-alvo"), Percent, false, costing.UseOfTarget},
		{UseAmount, abnd.T("New money a recipient and month", "Dinheiro novo por beneficiário e mês"), MoneyOfSurvey, false, costing.UseAmount},
		{UseTransfers, abnd.T("Received in the year", "Recebido no ano"), MoneyOfSurvey, false, costing.UseTransfers},
		{UseTargeting, abnd.T("Cost of selecting in the year", "Custo de seleccionar no ano"), MoneyOfSurvey, false, costing.UseTargeting},
		{UseCost, abnd.T("Cost in the year", "Custo no ano"), MoneyOfSurvey, false, costing.UseCost},
		{PovertyGapClosed, abnd.T("Poverty gap closed", "Fosso da pobreza que se fecha"), Percent, true, costing.GapClosed},
		{PoorestFifthGain, label[costing.PoorestGain], Percent, true, costing.PoorestGain},
		{UsePoorReached, abnd.T("Poor people who live with a recipient", "Pessoas pobres que vivem com um beneficiário"), Percent, true, costing.UsePoorReached},
		{PoorWithoutGain, label[costing.PoorMissed], Percent, true, costing.PoorMissed},
		{MoneyReachesPoor, label[costing.ReachPoor], Percent, true, costing.ReachPoor},
	}
}

// SameCostRow is one figure. What is not known has no row.
type SameCostRow struct {
	Scenario, Benefit string
	Year              abnd.Year
	Use               costing.SameCostUse // blank where it is of all
	Measure           MeasureCode
	Unit              Unit
	Value, From, To   float64
}

// Figure is a figure of a use; false where it is not known.
func (u MoneyUse) Figure(m MeasureCode) (SameCostRow, bool) {
	for _, r := range u.figures {
		if r.Measure == m {
			return r, true
		}
	}
	return SameCostRow{}, false
}

// SameCost computes what else the new money of a benefit could do in the year of
// [Result.ImpactYear]: to everybody of its target group, to narrower ages, or to the
// poorest with the errors and the cost of a selection. Poverty is computed as by
// [Result.Impact]. There is no result, and diagnostics that say why, where the study has
// no distribution or no curve fits it, or the benefit brings no new money in cash to
// persons.
func (r *Result) SameCost(q costing.SameCost) (*SameMoney, abnd.Diagnostics) {
	if found := costing.CheckSameCost(r.Study, q); found != nil {
		return nil, found
	}
	p, err := costing.BuildSameCost(r.Study, q).Evaluate()
	if err != nil {
		panic("scenarios: a checked study cannot be computed: " + err.Error()) // our own slip
	}
	value := func(key model.Key) float64 { return p.Values(key)[0] }
	of := func(code string) float64 { return value(costing.SameCostKey(code)) }
	s := &SameMoney{
		Study: r.Study, Year: abnd.Year(value(costing.ImpactYear)), Money: of(costing.SameCostMoney), Held: of(costing.SameCostHeld), Target: of(costing.SameCostTarget),
		Prices: value(costing.ImpactPrices), Poorest: of(costing.SameCostPoorest), Exclusion: of(costing.SameCostExclusion),
		Registration: of(costing.SameCostRegistration), Every: of(costing.SameCostEvery), Inclusion: value(costing.SameCostUseKey(costing.UsePoorest, costing.UseInclusion)),
	}
	s.Scenario, _ = r.Study.FindScenario(q.Scenario)
	s.Benefit, _ = r.Study.FindBenefit(q.Benefit)
	s.assumptions(p.Model(), q)
	paid, _ := p.Value(costing.BenefitKey(q.Scenario, q.Benefit, "benefit_cost"), s.Year)
	if found := s.nothing(value(costing.CurveKey(costing.CurveNormal)) == 1, paid > 0); found != nil {
		return nil, found
	}
	for _, use := range costing.SameCostUses(s.Benefit) {
		s.add(use, func(code string) float64 { return value(costing.SameCostUseKey(use, code)) }, of)
	}
	return s, nil
}

// nothing says why no use of the money can be computed.
func (s *SameMoney) nothing(fits, paid bool) abnd.Diagnostics {
	var found abnd.Diagnostics
	switch {
	case !fits:
		found.AddError(costing.DistributionPath("d1", "value"), "curve-not-normal", abnd.T("no Lorenz curve fits the shares of DISTRIBUTION, so that nothing is said of poverty", "nenhuma curva de Lorenz se ajusta às partes de DISTRIBUTION, pelo que nada se diz da pobreza"),
			abnd.T("check that the shares are of one source and rise from the poorest tenth to the richest", "verifique se as partes são de uma só fonte e crescem do décimo mais pobre ao mais rico"))
	case !paid:
		found.AddError("", "not-paid", abnd.T("the benefit “%s” is not paid in %d under “%s”", "a prestação «%s» não se paga em %d no cenário «%s»").Fill(s.Benefit.Name, int(s.Year), s.Scenario.Name),
			abnd.T("choose another scenario or year", "escolha outro cenário ou ano"))
	case !(s.Money > 0):
		found.AddError("", "no-new-money", abnd.T("the benefit “%s” costs nothing more than in the status quo in %d under “%s”: there is no new money to compare", "a prestação «%s» não custa mais do que na situação actual em %d no cenário «%s»: não há dinheiro novo a comparar").Fill(s.Benefit.Name, int(s.Year), s.Scenario.Name),
			abnd.T("choose another scenario or year", "escolha outro cenário ou ano"))
	case !(s.Target > 0):
		found.AddError("", "no-target-group", abnd.T("the target group of the benefit “%s” is not known in %d", "não se conhece o grupo-alvo da prestação «%s» em %d").Fill(s.Benefit.Name, int(s.Year)),
			abnd.T("enter its ages, sex and share in BENEFITS", "indique em BENEFITS as idades, o sexo e a proporção"))
	}
	return found
}

// assumptions notes what holds because nothing else was given.
func (s *SameMoney) assumptions(m *model.Model, q costing.SameCost) {
	own := func(code string) bool {
		key := costing.BenefitKey(q.Scenario, q.Benefit, "parameter/"+code)
		return m.Has(key) && !math.IsNaN(m.Line(key).Inputs[0])
	}
	s.InclusionFilled = !q.Inclusion.Known
	s.RegistrationOfBenefit = !q.Registration.Known && own("registration_cost")
	s.EveryOfBenefit = !q.Every.Known && own("registration_every")
	given := map[string]bool{
		costing.SameCostPoorest: q.Poorest.Known, costing.SameCostExclusion: q.Exclusion.Known, costing.SameCostEvery: q.Every.Known || s.EveryOfBenefit,
		costing.RegistrationOfLine: q.Registration.Known || s.RegistrationOfBenefit,
	}
	for _, a := range costing.SameCostAssumptions() {
		if !given[a.Code] {
			s.Assumed = append(s.Assumed, a)
		}
	}
}

// add adds a use and its figures.
func (s *SameMoney) add(use costing.SameCostUse, value, shared func(code string) float64) {
	u := MoneyUse{Use: use}
	if math.IsNaN(value(costing.UseAmount)) {
		u.WhyCode, u.Why = s.why(use, shared)
		s.Uses = append(s.Uses, u)
		return
	}
	row := func(m MeasureCode, unit Unit, x, from, to float64) {
		if unit == Percent {
			x, from, to = x*percentPerShare, from*percentPerShare, to*percentPerShare
		}
		u.figures = append(u.figures, SameCostRow{s.Scenario.ID, s.Benefit.ID, s.Year, use, m, unit, x, from, to})
	}
	for _, m := range SameCostMeasures() {
		x := value(m.line)
		from, to := x, x
		if m.Range {
			from, to = value(m.line+costing.ImpactFrom), value(m.line+costing.ImpactTo)
		}
		if !math.IsNaN(x) {
			row(m.Code, m.Unit, x, from, to)
		}
	}
	limits := s.Study.Inherited(s.Scenario)
	switch use {
	case costing.UseYoungest:
		low, _ := limits.Value(s.Benefit, "age_min").Number()
		u.AgeLimit = low + value(costing.UseAges)
	case costing.UseOldest:
		high, _ := limits.Value(s.Benefit, "age_max").Number()
		u.AgeLimit = high + 1 - value(costing.UseAges)
	}
	if u.AgeLimit > 0 {
		row(UseAgeLimit, InYears, u.AgeLimit, u.AgeLimit, u.AgeLimit)
	}
	s.Uses = append(s.Uses, u)
}

// why says why nothing is known of a use.
func (s *SameMoney) why(use costing.SameCostUse, shared func(code string) float64) (string, abnd.Text) {
	switch {
	case use == costing.UsePoorest && shared(costing.SameCostTargeting) >= s.Money:
		return "selection-costs-all", abnd.T("selecting the poorest costs as much as the benefit, so that nothing is left to pay", "seleccionar os mais pobres custa tanto como a prestação, pelo que nada sobra para pagar")
	case use == costing.UsePoorest:
		return "nobody-selected", abnd.T("nobody is selected", "ninguém é seleccionado")
	case shared(costing.SameCostAlone) != 1:
		return "other-benefits", abnd.T("part of the money is of another benefit, with a target group of its own", "parte do dinheiro é de outra prestação, com outro grupo-alvo")
	case shared(costing.SameCostByAge) != 1:
		return "not-by-age", abnd.T("its target group is not counted by ages alone", "o seu grupo-alvo não se conta só por idades")
	}
	return "no-recipients", abnd.T("nobody is known to receive it", "não se conhece quem a recebe")
}

// Rows are what was asked, then the figures of every use.
func (s *SameMoney) Rows() []SameCostRow {
	var rows []SameCostRow
	for _, x := range []struct {
		measure MeasureCode
		unit    Unit
		value   float64
	}{
		{newMoney, Money, s.Money}, {heldMoney, Money, s.Held}, {targetGroup, Persons, s.Target},
		{poorestShare, Percent, s.Poorest * percentPerShare}, {exclusionError, Percent, s.Exclusion * percentPerShare}, {inclusionError, Percent, s.Inclusion * percentPerShare},
		{assessmentCost, Money, s.Registration}, {assessmentYears, InYears, s.Every},
	} {
		if !math.IsNaN(x.value) {
			rows = append(rows, SameCostRow{s.Scenario.ID, s.Benefit.ID, s.Year, "", x.measure, x.unit, x.value, x.value, x.value})
		}
	}
	for _, u := range s.Uses {
		rows = append(rows, u.figures...)
	}
	return rows
}
