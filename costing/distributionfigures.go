package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// DistributionFigure declares a figure of the survey: a row of DISTRIBUTION.
type DistributionFigure struct {
	Code      string // "headcount"
	Label     abnd.Text
	Unit      abnd.Unit
	Low, High float64 // what it can be
	// Needed says that nothing is computed without it; where another is blank, Blank
	// says what holds.
	Needed bool
	Blank  abnd.Text
}

// IsShare reports whether the figure is a share of one.
func (f DistributionFigure) IsShare() bool { return f.Unit == abnd.PureNumber && f.High <= 1 }

// The codes of the figures that formulas read by name.
const (
	distributionLine      = "line"
	distributionHeadcount = "headcount"
	distributionMean      = "mean"
	householdSize         = "household_size"
	shareSpent            = "spent"
	shareLevied           = "levied"
	lowestTenth           = "d1"
	highestTenth          = "d10"
	groupPoverty          = "poverty_"    // and the guarantee
	groupRecipients       = "recipients_" // and the guarantee, and the fifth
)

// largestHousehold bounds the mean size of households.
const largestHousehold = 20

// Fifths is how many fifths there are.
const Fifths = 5

// fifthCodes are those of the shares of consumption of the fifths, from the poorest.
var fifthCodes = []string{"q1", "q2", "q3", "q4", "q5"}

// DistributionFigures lists them in the order of the sheet.
func DistributionFigures() []DistributionFigure {
	share := func(code string, needed bool, label, empty abnd.Text) DistributionFigure {
		return DistributionFigure{Code: code, Label: label, High: 1, Needed: needed, Blank: empty}
	}
	money := func(code string, needed bool, label, empty abnd.Text) DistributionFigure {
		return DistributionFigure{Code: code, Label: label, Unit: abnd.MoneyPerMonth, High: maxMoney, Needed: needed, Blank: empty}
	}
	none := abnd.Text{}
	all := []DistributionFigure{
		money(distributionLine, true, abnd.T("Poverty line, per month, in money of the survey’s year", "Linha de pobreza, por mês, em dinheiro do ano do inquérito"), none),
		share(distributionHeadcount, true, abnd.T("Share of people below the line: poverty headcount", "Proporção das pessoas abaixo da linha: incidência da pobreza"), none),
		share(lowestTenth, true, abnd.T("Share of consumption of the poorest tenth", "Parte do consumo que cabe ao décimo mais pobre"), none),
	}
	for i, code := range fifthCodes {
		all = append(all, share(code, true, abnd.T("Share of consumption of the %s", "Parte do consumo que cabe ao %s").Fill(FifthName(i+1)), none))
	}
	all = append(all,
		share(highestTenth, true, abnd.T("Share of consumption of the richest tenth", "Parte do consumo que cabe ao décimo mais rico"), none),
		money(distributionMean, false, abnd.T("Mean consumption that the survey published, per month", "Consumo médio publicado pelo inquérito, por mês"), abnd.T("no check", "sem verificação")),
		DistributionFigure{Code: householdSize, Label: abnd.T("Mean size of households, people", "Dimensão média dos agregados, pessoas"), Low: 1, High: largestHousehold, Needed: true},
		share(shareSpent, false, abnd.T("Share of a benefit that is spent on consumption", "Parte de uma prestação que se gasta em consumo"), abnd.T("all of it", "toda")),
		share(shareLevied, false, abnd.T("Share of the cost that a levy in proportion to consumption pays", "Parte do custo paga por uma contribuição proporcional ao consumo"), abnd.T("none: it is not said who pays", "nenhuma: não se diz quem paga")),
	)
	for _, g := range abnd.IncomeSecurityGuarantees() {
		all = append(all, share(groupPoverty+string(g), false, abnd.T("Share of people below the line, %s", "Proporção das pessoas abaixo da linha, %s").Fill(peopleOf(g)), abnd.T("as among all", "como entre todas")))
	}
	for _, g := range abnd.IncomeSecurityGuarantees() {
		for i := range Fifths {
			all = append(all, share(recipientsCode(g, i+1), false,
				abnd.T("Recipients of benefits of “%s”: share in the %s", "Beneficiários de prestações de «%s»: parte no %s").Fill(g.Name(), FifthName(i+1)), abnd.T("not known: a range", "não se sabe: um intervalo")))
		}
	}
	return all
}

// recipientsCode is the code of the share of a guarantee's recipients in a fifth, from 1.
func recipientsCode(g abnd.Guarantee, fifth int) string {
	return groupRecipients + string(g) + "_" + itoa(fifth)
}

// peopleOf names the people whom a guarantee is for.
func peopleOf(g abnd.Guarantee) abnd.Text {
	switch g {
	case abnd.Children:
		return abnd.T("children", "crianças")
	case abnd.Older:
		return abnd.T("older persons", "pessoas idosas")
	}
	return abnd.T("people of working age", "pessoas em idade activa")
}

// FifthName is the name of a fifth of the people, from 1, the poorest.
func FifthName(n int) abnd.Text {
	return []abnd.Text{
		abnd.T("poorest fifth", "quinto mais pobre"), abnd.T("second fifth", "segundo quinto"), abnd.T("middle fifth", "terceiro quinto"),
		abnd.T("fourth fifth", "quarto quinto"), abnd.T("richest fifth", "quinto mais rico"),
	}[n-1]
}

// DistributionPath is the path of a row of DISTRIBUTION, or of one figure of it, as
// "headcount/value".
func DistributionPath(parts ...string) model.Key {
	return abnd.JoinPath(append([]string{"distribution"}, parts...)...)
}

// heldCode is the code of the row that says whether the survey holds what a guarantee
// pays in the status quo.
func heldCode(g abnd.Guarantee) string { return "held_" + string(g) }

// DistributionChoice declares a row of DISTRIBUTION that holds a code.
type DistributionChoice struct {
	Code  string
	Label abnd.Text
	List  *model.List
	Get   func(*abnd.ConsumptionDistribution) string
	Set   func(*abnd.ConsumptionDistribution, string)
}

// The lists of DISTRIBUTION.
var (
	WelfareList = &model.List{Name: "welfare", Codes: []model.ListCode{
		{Code: string(abnd.PerHead), Label: abnd.T("consumption per head", "consumo por pessoa")},
		{Code: string(abnd.PerAdultEquivalent), Label: abnd.T("consumption per adult equivalent", "consumo por adulto equivalente")},
	}}
	HeldList = &model.List{Name: "held", Codes: []model.ListCode{
		{Code: string(abnd.HeldBySurvey), Label: abnd.T("paid already when the survey was made", "já se pagava quando se fez o inquérito")},
		{Code: string(abnd.NotInSurvey), Label: abnd.T("not yet paid when the survey was made", "ainda não se pagava quando se fez o inquérito")},
	}}
)

// DistributionChoices lists them in the order of the sheet.
func DistributionChoices() []DistributionChoice {
	all := []DistributionChoice{
		{"welfare", abnd.T("The shares of consumption are of", "As partes do consumo referem-se a"), WelfareList,
			func(d *abnd.ConsumptionDistribution) string { return string(d.Welfare) }, func(d *abnd.ConsumptionDistribution, code string) { d.Welfare = abnd.Welfare(code) }},
		{"line_welfare", abnd.T("Poverty line and headcount are of", "A linha e a incidência da pobreza referem-se a"), WelfareList,
			func(d *abnd.ConsumptionDistribution) string { return string(d.LineWelfare) }, func(d *abnd.ConsumptionDistribution, code string) { d.LineWelfare = abnd.Welfare(code) }},
	}
	for _, g := range abnd.IncomeSecurityGuarantees() {
		all = append(all, DistributionChoice{heldCode(g), abnd.T("What the status quo pays to %s was", "O que a situação actual paga a %s").Fill(peopleOf(g)), HeldList,
			func(d *abnd.ConsumptionDistribution) string { return string(d.Held[g]) },
			func(d *abnd.ConsumptionDistribution, code string) {
				if code == "" {
					return
				}
				if d.Held == nil {
					d.Held = map[abnd.Guarantee]abnd.Held{}
				}
				d.Held[g] = abnd.Held(code)
			}})
	}
	return all
}

// FullLabel is the label with what holds where the figure is blank.
func (f DistributionFigure) FullLabel() abnd.Text {
	if f.Blank.IsZero() {
		return f.Label
	}
	return abnd.T("%s (blank: %s)", "%s (em branco: %s)").Fill(f.Label, f.Blank)
}
