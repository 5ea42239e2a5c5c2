package scenarios

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Notes say how a list of packages is to be read: whose choice it rests on, who
// is counted, what is left out, and that it is exact.
func (s *PackageSolution) Notes() []abnd.Text {
	counted := abnd.T("mean of the years with a ceiling", "média dos anos com tecto")
	if s.Year != 0 {
		counted = abnd.T("those of %d", "os de %d").Fill(int(s.Year))
	}
	all := []abnd.Text{
		abnd.T("The list shows packages to which nothing can be added within the ceiling, those with most recipients of income security first. No package is recommended: cost, people, and what a package does not include, are for the dialogue to weigh.",
			"A lista mostra pacotes a que nada se pode acrescentar dentro do tecto, os que abrangem mais beneficiários da segurança básica de rendimento. Nenhum pacote é recomendado: custo, pessoas e o que fica de fora são para o diálogo ponderar."),
		weightsNote(s.Weights, s.Choices, s.Result.Study),
		abnd.T("Additional recipients above the status quo, %s. A person receiving two benefits is counted twice; recipients of existing benefits that a package ends are subtracted. Persons covered by health care are counted separately and not added.",
			"Beneficiários adicionais face à situação actual, %s. Uma pessoa que recebe duas prestações é contada duas vezes; descontam-se os beneficiários de prestações existentes que um pacote faz cessar. As pessoas abrangidas por cuidados de saúde contam-se à parte e não se somam.").Fill(counted),
		abnd.T("Cost: the highest of any year (%s), and the incremental cost as a mean over the years with a ceiling.", "Custo: o mais alto de um ano (%s), e a despesa adicional em média dos anos com tecto.").Fill(s.Envelope.Of.Name()),
	}
	if slices.ContainsFunc(s.Packages, func(p ListedPackage) bool { return p.Known != abnd.KnownAll }) {
		all = append(all, abnd.T("≥ means at least: data are missing for a part of the cost of existing schemes, so compliance with the ceiling refers to the known part.",
			"≥ significa pelo menos: faltam dados de uma parte do custo dos regimes existentes, pelo que o respeito do tecto se refere à parte conhecida."))
	}
	if s.AllowLosses {
		all = append(all, abnd.T("Packages marked ▼ leave someone with less than in the status quo: fewer people of a group covered, fewer recipients of a benefit, or a lower amount.",
			"Os pacotes marcados ▼ deixam alguém com menos do que a situação actual: menos pessoas abrangidas de um grupo, menos beneficiários de uma prestação ou um montante mais baixo."))
	} else {
		all = append(all, abnd.T("Packages that leave someone with less than in the status quo are not listed; --allow-losses lists them as well and shows who loses.",
			"Os pacotes que deixam alguém com menos do que a situação actual não constam; --allow-losses mostra-os também e diz quem perde."))
	}
	return append(all, abnd.T("All %s packages were considered (branch and bound); those listed were recalculated with the full model.", "Foram considerados todos os %s pacotes (branch and bound); os da lista foram recalculados com o modelo completo.").
		Fill(grouped(s.Combinations)))
}

// grouped is a whole number as each language writes it.
func grouped(x float64) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string { return abnd.FormatNumber(x, 0, lang) })
}

// weightsNote says how recipients are weighted, as the choice of who asks.
func weightsNote(weights map[string]float64, benefits []abnd.Benefit, study *abnd.Study) abnd.Text {
	household := abnd.Text{}
	if slices.ContainsFunc(benefits, func(b abnd.Benefit) bool { return b.Guarantee != abnd.Health && CountsHouseholds(study, b) }) {
		household = abnd.T(" A household counts as one recipient.", " Um agregado conta como um beneficiário.")
	}
	if len(weights) == 0 {
		return abnd.T("Every recipient has the same weight, whatever the benefit and its amount. This is a choice; --weight changes it.%s",
			"Cada beneficiário tem o mesmo peso, seja qual for a prestação e o montante. É uma escolha; --weight altera-a.%s").Fill(household)
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		all = append(all, name+" = "+strconv.FormatFloat(weights[name], 'f', -1, 64))
	}
	return abnd.T("Weights per recipient, as chosen: %s; all others 1.%s", "Pesos por beneficiário, conforme a escolha: %s; todos os outros 1.%s").Fill(strings.Join(all, ", "), household)
}

// Notes say how a plan is to be read.
func (s *PhasingSolution) Notes() []abnd.Text {
	var all []abnd.Text
	if len(s.Order) > 0 {
		all = append(all, abnd.T("Each benefit starts as early as possible, given the benefits above it.", "Cada prestação inicia-se tão cedo quanto possível, dadas as que estão acima."))
	} else {
		all = append(all, abnd.T("Of all schedules within the ceiling, this one reaches the most recipients of income security over the projection and, among equal ones, covers the most people with health care; --order sets another priority.",
			"De todos os calendários que respeitam o tecto, este abrange mais beneficiários da segurança básica de rendimento ao longo da projecção e, entre iguais, mais pessoas com cuidados de saúde; --order define outra prioridade."))
		var benefits []abnd.Benefit
		for _, x := range s.Items {
			benefits = append(benefits, x.Benefit)
		}
		all = append(all, weightsNote(s.Weights, benefits, s.Result.Study))
	}
	all = append(all, s.Reach.note())
	if s.MoveRamps {
		all = append(all, abnd.T("The scale-up of take-up and area shifts together with the start year.", "A expansão da adesão e a da parte do país deslocam-se com o início."))
	} else {
		all = append(all, abnd.T("Only start years change; scale-up keeps its calendar years.", "Só muda o início: a expansão mantém os seus anos civis."))
	}
	if slices.ContainsFunc(s.Items, func(x PhasedBenefit) bool { return x.Fixed }) {
		all = append(all, abnd.T("The scenario's changes of existing benefits apply from their own years on.", "As alterações do cenário às prestações existentes valem a partir dos seus próprios anos."))
	}
	return all
}

// note says whom a plan reaches, each kind apart.
func (r Reach) note() abnd.Text {
	en := []string{inThousands(r.Persons).EN + " thousand persons receive"}
	pt := []string{inThousands(r.Persons).PT + " milhares de pessoas recebem"}
	if r.Households != 0 {
		en, pt = append(en, inThousands(r.Households).EN+" thousand households receive"), append(pt, inThousands(r.Households).PT+" milhares de agregados recebem")
	}
	if r.Health != 0 {
		en, pt = append(en, inThousands(r.Health).EN+" thousand persons are covered by health care"), append(pt, inThousands(r.Health).PT+" milhares de pessoas são abrangidas por cuidados de saúde")
	}
	return abnd.T("Beyond the status quo, mean of all years: "+strings.Join(en, "; ")+".", "Além da situação actual, média de todos os anos: "+strings.Join(pt, "; ")+".")
}

// inThousands is a number of people in thousands.
func inThousands(x float64) abnd.Text {
	digits := strconv.FormatFloat(rounded(x/peoplePerThousand, 1), 'f', 1, 64)
	return abnd.T(digits, strings.Replace(digits, ".", ",", 1))
}

const peoplePerThousand = 1e3

// Levels are the scenarios that the benefits of the plan are taken from, in the
// order of the study.
func (s *PhasingSolution) Levels() []string {
	var all []string
	for _, x := range s.Result.Study.Scenarios {
		if slices.ContainsFunc(s.Items, func(item PhasedBenefit) bool { return item.Level == x.ID }) && x.ID != abnd.StatusQuo {
			all = append(all, x.ID)
		}
	}
	return all
}

// MarkIn is the mark of a benefit of the plan in a year: its scenario from its
// start on, that of an existing benefit in all years.
func (s *PhasingSolution) MarkIn(item int, year abnd.Year) string {
	x := s.Items[item]
	if x.Fixed || x.Start != 0 && x.Start <= year {
		return LevelMark(s.Levels(), x.Level)
	}
	return AsInStatusQuo
}

// TurningYears are the first and the last year of the projection and those in
// which a benefit starts; where these are more than can be read, the last of
// the starts are left out.
func (s *PhasingSolution) TurningYears(most int) []abnd.Year {
	projection := s.Result.Study.Projection
	all := []abnd.Year{projection.First}
	for _, year := range projection.All() {
		starts := slices.ContainsFunc(s.Items, func(x PhasedBenefit) bool { return !x.Fixed && x.Start == year })
		if starts && year != projection.First && year != projection.Last && len(all) < most-1 {
			all = append(all, year)
		}
	}
	if projection.Last != projection.First {
		all = append(all, projection.Last)
	}
	return all
}
