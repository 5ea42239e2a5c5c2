package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The cases of [ImpactSentence].
const (
	impactUnknown = iota
	impactFits
	impactFitsLess // the curve is not valid at both ends
)

// impactSummary ends the key of the line that says which case holds.
const impactSummary = "summary"

// addSummary adds which of the cases of the sentence holds.
func (l impactLines) addSummary() {
	l.model.Add(model.Line{
		Key: l.key(impactSummary), Group: ImpactGroup(l.scenario.ID), Label: abnd.T("Summary: 0 not known, 1 known, 2 the curve fits less well at its ends", "Resumo: 0 não se conhece, 1 conhece-se, 2 a curva ajusta-se pior nos extremos"), Factor: true, Blankable: true,
		Formula: when(isKnown(l.key(GapClosed)), when(equal(l.curve.of(CurveValid), one), l.whole(impactFits), l.whole(impactFitsLess)), l.whole(impactUnknown)),
	})
}

// ImpactSentence says in words how much of the poverty gap a scenario closes and
// what the poorest fifth gains, each with what it depends on.
func ImpactSentence(scenario abnd.Scenario) Sentence {
	key := func(code string) model.Key { return ImpactKey(scenario.ID, code) }
	name := nameAt(scenario.Name, "scenarios", scenario.ID, "name")
	told := saying(abnd.T("%s: closes %s of the poverty gap; it depends on who receives: from %s to %s. The poorest fifth gains %s of its consumption: from %s to %s.",
		"%s: fecha %s do fosso da pobreza; depende de quem recebe: de %s a %s. O quinto mais pobre ganha %s do seu consumo: de %s a %s."),
		name, percent(key(GapClosed)), percent(key(GapClosed+ImpactFrom)), percent(key(GapClosed+ImpactTo)),
		percent(key(PoorestGain)), percent(key(PoorestGain+ImpactFrom)), percent(key(PoorestGain+ImpactTo)))
	less := saying(abnd.T(" The curve fits these shares less well at its ends: less certain for the poorest.", " A curva ajusta-se pior nos extremos a estas partes: é menos certo para os mais pobres."))
	return Sentence{On: key(impactSummary), Cases: []Words{
		saying(abnd.T("%s: the effect on poverty is not known: a figure is missing, or no Lorenz curve fits the shares of DISTRIBUTION.",
			"%s: não se conhece o efeito na pobreza: falta um valor, ou nenhuma curva de Lorenz se ajusta às partes de DISTRIBUTION."), name),
		told, append(append(Words{}, told...), less...),
	}}
}

// ImpactNote says what the effect on poverty is and is not.
func ImpactNote() abnd.Text {
	return abnd.T("Read with care: it is the least certain figure of this study. It is as if the new benefits of a year of the scenario had been paid in the year of the survey, in its money: the next morning, when nobody has changed what they do. Who receives is not known exactly: “from … to” shows what it would be if among those eligible the less poor, or the poorest, received first. Sampling error is left out; a fifth is a fifth of the survey’s year.",
		"Leia com cautela: é o valor menos certo deste estudo. É como se as novas prestações de um ano do cenário se pagassem no ano do inquérito, no seu dinheiro: na manhã seguinte, quando ninguém mudou o que faz. Não se sabe ao certo quem recebe: «de … a» mostra o que seria se, entre quem tem direito, recebessem primeiro os menos pobres, ou os mais pobres. O erro de amostragem fica de fora; um quinto é um quinto do ano do inquérito.")
}

// ImpactFacts says of which years a study's effects on poverty are, what counts as new
// and who pays; rules is the year of the scenarios.
func ImpactFacts(study *abnd.Study, rules abnd.Year) abnd.Text {
	return abnd.T("Benefits of %d, survey of %d. %s %s", "Prestações de %d, inquérito de %d. %s %s").Fill(int(rules), int(study.Consumption.Year), whatIsHeld(study), whoPays(study))
}

// whatIsHeld says whether the survey holds what the status quo pays.
func whatIsHeld(study *abnd.Study) abnd.Text {
	for _, g := range impactGuarantees(study) {
		if study.Consumption.Held[g] == abnd.NotInSurvey {
			return abnd.T("Some of what the status quo pays is not in the survey, and counts as new.", "Parte do que a situação actual paga não está no inquérito, e conta como nova.")
		}
	}
	return abnd.T("What the status quo pays is in the survey; only what is more counts as new.", "O que a situação actual paga está no inquérito; só o que é a mais conta como novo.")
}

// whoPays says who is taken to pay for the benefits.
func whoPays(study *abnd.Study) abnd.Text {
	if levied := study.Consumption.Figures[shareLevied]; levied.Known && levied.Value > 0 {
		return abnd.T("%v%% of the cost is paid by a levy in proportion to consumption.", "%v %% do custo é pago por uma contribuição proporcional ao consumo.").Fill(percentText(levied.Value))
	}
	return abnd.T("Nobody is named who pays.", "Não se diz quem paga.")
}
