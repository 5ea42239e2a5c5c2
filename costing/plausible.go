package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// What is possible but hardly meant is questioned with a warning: a rate that
// was typed in percent, a parameter that nothing reads. What the results say of
// the inputs is questioned when the study is run.

// highRate is the rate a year, and the share of administration, from which on
// a figure is questioned: 1 typed for 1 %. Consumer prices of the six embedded
// countries rose by 31 % in a year at most since 2010 (Angola, 2016; IMF, World
// Economic Outlook, October 2025), and well-run transfers spend about a tenth
// on administration (Grosh, M. and others (2008), For Protection and Promotion,
// World Bank, Washington).
const highRate = 0.5

const (
	// highShareOfReference questions an amount of more than two poverty lines or
	// wages: a floor of social protection pays less than one. Percent typed as a
	// share would be above it.
	highShareOfReference = 2
	// highIncidence questions more cases a year than one for two insured.
	highIncidence = 0.5
	// highNonwage questions works whose tools and materials cost more than the
	// wages: labour is half the cost or more where the wage is the purpose.
	highNonwage = 1.5
	// highMeasure questions a measure that yields more than a tenth of GDP.
	highMeasure = 0.1
)

// questioned are the numbers of a benefit from which on they are questioned.
var questioned = map[string]float64{
	"index_rate": highRate, "health_inflation_over_cpi": highRate, "pensioners_growth": highRate,
	"admin_share": highRate, "contribution_rate": highRate,
	"reference_share": highShareOfReference, "incidence": highIncidence, "works_nonwage": highNonwage,
}

// rates are the series that hold a rate a year.
var rates = []string{"real_growth", "deflator_growth", "inflation", "wage_growth", "productivity_growth", "interest_rate"}

// percentTyped is what corrects a share or rate that was typed in percent.
func percentTyped(x float64) abnd.Text {
	const hundred = 100
	return abnd.T("this is %.4g%%; for %.4g%% enter %.4g, or leave it if it is intended", "isto é %.4g %%; para %.4g %% escreva %.4g, ou deixe-o se for intencional").
		Fill(x*hundred, x, x/hundred)
}

// questionedNumber asks whether a parameter was typed in percent.
func (c *checker) questionedNumber(path abnd.Path, spec Spec, v abnd.Value) {
	from, ok := questioned[spec.Code]
	if x, known := v.Number(); ok && known && x >= from && x <= spec.High {
		c.warn(path, "high-rate", abnd.T("%s: %.4g is unusually high", "%s: %.4g é invulgarmente elevado").Fill(spec.Label, x), percentTyped(x))
	}
}

// highRates asks once for each series whether its rates were typed in percent.
func (c *checker) highRates() {
	for _, f := range AllFrameSeries() {
		s := f.Of(c.study)
		if !slices.Contains(rates, f.Code) {
			continue
		}
		ask := func(path abnd.Path, what abnd.Text, x float64) {
			c.warn(path, "high-rate", abnd.T("%s: %.4g is unusually high", "%s: %.4g é invulgarmente elevado").Fill(what, x), percentTyped(x))
		}
		high := func(x float64) bool { return x >= highRate && x <= f.High }
		for _, year := range sortedYears(s.Values) {
			if x := s.Values[year]; high(x) {
				ask(underYear(f.Path(), year), abnd.T("%s, %d", "%s, %d").Fill(f.Label, int(year)), x)
				break // once a series
			}
		}
		if s.Extension.TakesLongRun() && s.LongRun.Known && high(s.LongRun.Value) {
			ask(f.Path()+"/long_run", abnd.T("%s, long-run value", "%s, valor de longo prazo").Fill(f.Label), s.LongRun.Value)
		}
	}
	for _, f := range c.study.Financing {
		rule, _ := findFinancingRule(f.Rule)
		if rate, ok := f.Parameters["rate"].Number(); ok && rule.points && rate >= highRate && rate <= 1 {
			c.warn(FinancingPath(f.ID, "rate"), "high-rate", abnd.T("%s: a rate of %.4g is unusually high", "%s: uma taxa de %.4g é invulgarmente elevada").Fill(f.Name, rate), percentTyped(rate))
		}
		if f.Share.Known && f.Share.Value > highMeasure && f.Share.Value <= 1 {
			c.warn(FinancingPath(f.ID, "share"), "high-rate",
				abnd.T("%s yields %.4g times GDP per year", "a receita de %s é por ano %.4g vezes o PIB").Fill(f.Name, f.Share.Value), percentTyped(f.Share.Value))
		}
	}
}

// unread finds parameters that are filled in where no rule reads them: the
// choice that they go with is another one in every scenario that pays the
// benefit with them. Those of one choice are told together.
func (c *checker) unread(b abnd.Benefit) {
	type passedOver struct {
		path            abnd.Path
		on, choice      string
		codes, wantedOf []string
	}
	var found []passedOver
	for spec := range specsOf(c.study, b) {
		on, wanted := spec.ReadWhere()
		for _, x := range c.unreadCells(b, *spec) {
			i := slices.IndexFunc(found, func(y passedOver) bool { return y.on == on && y.choice == x.choice })
			if i < 0 {
				i, found = len(found), append(found, passedOver{path: x.path, on: on, choice: x.choice})
			}
			if !slices.Contains(found[i].codes, spec.Code) {
				found[i].codes = append(found[i].codes, spec.Code)
			}
			for _, code := range wanted {
				if !slices.Contains(found[i].wantedOf, code) {
					found[i].wantedOf = append(found[i].wantedOf, code)
				}
			}
		}
	}
	for _, x := range found {
		c.warn(x.path, "not-read", abnd.T("%s: has a value that is not used while %s is %s", "%s: tem um valor que não é usado enquanto %s for %s").Fill(strings.Join(x.codes, ", "), x.on, x.choice),
			abnd.T("choose for %s one of %s, or clear this cell", "escolha para %s um de %s, ou apague esta célula").Fill(x.on, strings.Join(x.wantedOf, ", ")))
	}
}

type unreadCell struct {
	path   abnd.Path
	choice string
}

// unreadCells are the cells of a parameter that no scenario reads.
func (c *checker) unreadCells(b abnd.Benefit, spec Spec) (all []unreadCell) {
	rule, codes := spec.ReadWhere()
	if rule == "" {
		return nil
	}
	read := map[abnd.Path]bool{}
	on, _ := FindSpec(rule)
	for _, s := range c.study.Scenarios {
		check := &benefitCheck{checker: c, scenario: c.study.Inherited(s), benefit: b}
		choice := check.code(rule)
		path := check.path(spec.Code)
		if check.code("on") != model.Yes || on.ListIn(c.study).Index(choice) < 0 || check.scenario.Value(b, spec.Code).IsBlank() {
			continue
		}
		if slices.Contains(codes, choice) {
			read[path] = true
		} else if !slices.ContainsFunc(all, func(x unreadCell) bool { return x.path == path }) {
			all = append(all, unreadCell{path, choice})
		}
	}
	return slices.DeleteFunc(all, func(x unreadCell) bool { return read[x.path] })
}
