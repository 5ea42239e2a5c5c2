package scenarios

import (
	"github.com/openabnd/engine/abnd"
)

// StepLabel is the name of a factor, with what the study means by it.
func (b Bridge) StepLabel(f Factor) abnd.Text {
	switch {
	case f == PeopleFactor && b.Recipients == abnd.CountHouseholds:
		return abnd.T("Households", "Agregados")
	case f == AmountFactor && b.Mean:
		return abnd.T("%s, mean", "%s, médio").Fill(f.Label())
	}
	return f.Label()
}

// Notes say what a bridge rests on: what was taken for granted, what was not
// given, and what the rest is.
func (b Bridge) Notes(currency string) []abnd.Text {
	var notes []abnd.Text
	note := func(text abnd.Text) { notes = append(notes, text) }
	said := func(f Factor, what Said) bool {
		step, ok := b.Step(f)
		return ok && step.Said == what
	}
	paid, admin := said(SharePaidFactor, SaidTaken), said(AdministrationFactor, SaidTaken)
	switch {
	case paid && admin:
		note(abnd.T("Their figure is taken as paid in full and without administration; enter share-paid= or admin= if it has them.",
			"O valor da outra instituição é tomado como pago por inteiro e sem administração; indique share-paid= ou admin= se os inclui."))
	case paid:
		note(abnd.T("Their figure is taken as paid in full; enter share-paid= if it is not.",
			"O valor da outra instituição é tomado como pago por inteiro; indique share-paid= se não o é."))
	case admin:
		note(abnd.T("Their figure is taken as without administration; enter admin= if it has it.",
			"O valor da outra instituição é tomado como sem administração; indique admin= se a inclui."))
	}
	var unsaid abnd.Text
	rest := 0.0
	for _, step := range b.Steps {
		switch {
		case step.Said == SaidNothing && unsaid.IsZero():
			unsaid = step.Factor.Label()
		case step.Said == SaidNothing:
			unsaid = abnd.T("%s; %s", "%s; %s").Fill(unsaid, step.Factor.Label())
		case step.Factor == NotExplained:
			rest = step.Effect
		}
	}
	_, oneSided := b.Step(StartOrEnd)
	switch {
	case oneSided && b.StudyTotal == 0:
		note(abnd.T("The study pays nothing for this benefit in this scenario and year; there are no factors to compare.",
			"O estudo não paga nada por esta prestação neste cenário e ano; não há factores a comparar."))
	case oneSided:
		note(abnd.T("Their total is zero; there are no factors to compare.", "O total da outra instituição é zero; não há factores a comparar."))
	case !unsaid.IsZero():
		note(abnd.T("Not given: %s. Nothing is assumed for this: what it would explain is in the part that is not explained.",
			"Não indicado: %s. Nada se supõe em seu lugar: o que explicaria está na parte não explicada.").Fill(unsaid))
	case (Difference{Old: b.TheirTotal, New: b.TheirProduct.Value}).Differs():
		note(abnd.T("Their factors make %s %s, not their total of %s; this is the part that is not explained.",
			"Os factores da outra instituição dão %s %s e não o seu total de %s; é essa a parte não explicada.").
			Fill(grouped(b.TheirProduct.Value), currency, grouped(b.TheirTotal)))
	case rest != 0:
		note(abnd.T("The study has a cost without beneficiaries here; its factors explain nothing.",
			"O estudo tem aqui um custo sem beneficiários; os seus factores não explicam nada."))
	}
	if months := b.MonthsPerPayment; months.Known && months.Value != 1 {
		note(abnd.T("One payment of the study covers %v months; the amount and the number of payments must be those of such payments.",
			"Um pagamento do estudo cobre %v meses; o montante e o número de pagamentos têm de ser os de tais pagamentos.").Fill(months.Value))
	}
	return notes
}
