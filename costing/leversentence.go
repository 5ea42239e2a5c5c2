package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// paymentsAMonth is the number of payments in a year of what is paid each month.
const paymentsAMonth = 12

// MonthlyPaymentsKey is the line by which a sentence tells what is paid each
// month.
const MonthlyPaymentsKey model.Key = "general/monthly_payments"

// saidKey is the line that chooses the words of a lever: 0 where it leaves the
// scenario as it is, 1 where it moves it, 2 where it moves an amount that is paid
// each month. Of a lever whose first parameter is a choice it is the number of
// the level.
func saidKey(lever string) model.Key { return TryPath(lever, "said") }

// addLeverSaid adds what the words of a lever are chosen by.
func (b *builder) addLeverSaid(l abnd.Lever) {
	spec := LeverSpec(l, 0)
	said := model.Expr(when(isKnown(TrySetPath(l.ID, 0)), one, zero))
	if id, _ := abnd.LeverParameter(l.Paths[0]); spec.Unit == abnd.MoneyPerPayment {
		payments := BenefitKey(abnd.Tried, id, "parameter/payments")
		monthly := when(allOf(isKnown(payments), equal(ref(payments), ref(MonthlyPaymentsKey))), one, zero)
		said = when(isKnown(TrySetPath(l.ID, 0)), plus(one, monthly), zero)
	}
	if spec.IsChoice() {
		chosen := TryPath(l.ID, "level")
		said = zero
		for _, level := range l.Levels {
			said = when(equal(ref(chosen), ref(LeverLevelPath(l.ID, level.Number, "level"))), ref(chosen), said)
		}
		said = when(isKnown(chosen), said, zero)
	}
	b.model.Add(model.Line{
		Key: saidKey(l.ID), Group: "try", Factor: true, Formula: said,
		Label: abnd.T("%s: how it is said", "%s: como se diz").Fill(l.Name),
	})
}

// LeverSentence says in words what the room has set with a lever, as the cells
// of LEVERS and TRY stand: "15 USD a month, for each child".
func LeverSentence(study *abnd.Study, l abnd.Lever) Sentence {
	asIs := saying(abnd.T("As in the scenario on which the proposal is based.", "Como no cenário em que a proposta se baseia."))
	s := Sentence{On: saidKey(l.ID), Cases: []Words{asIs}}
	spec := LeverSpec(l, 0)
	if spec.IsChoice() {
		for number := 1; number <= abnd.MostLevels; number++ {
			level, _ := l.Level(number)
			text := level.Sentence
			if text.IsZero() {
				text = level.Word
			}
			s.Cases = append(s.Cases, Words{named(text)})
		}
		return s
	}
	id, _ := abnd.LeverParameter(l.Paths[0])
	benefit, _ := study.FindBenefit(id)
	value := Part{Figure: TrySetPath(l.ID, 0), As: AsExact}
	money := named(abnd.Same(study.Country.Currency))
	switch {
	case spec.Unit == abnd.MoneyPerPayment:
		who := named(recipientInWords(study, benefit))
		s.Cases = append(s.Cases,
			saying(abnd.T("%s %s in each payment, for each %s.", "%s %s em cada pagamento, por %s."), value, money, who),
			saying(abnd.T("%s %s a month, for each %s.", "%s %s por mês, por %s."), value, money, who))
	case spec.Unit == abnd.MoneyPerHead:
		s.Cases = append(s.Cases, saying(abnd.T("%s %s a year for each person.", "%s %s por ano, por pessoa."), value, money))
	case spec.Code == "age_max":
		value.As = AsYear
		s.Cases = append(s.Cases, saying(abnd.T("Up to %s years of age, that year included.", "Até aos %s anos de idade, inclusive."), value))
	case spec.Code == "age_min":
		value.As = AsYear
		s.Cases = append(s.Cases, saying(abnd.T("From %s years of age.", "A partir dos %s anos de idade."), value))
	case spec.Code == "start":
		value.As = AsYear
		s.Cases = append(s.Cases, saying(abnd.T("Paid from %s on.", "Pago a partir de %s."), value))
	case spec.Code == "end":
		value.As = AsYear
		s.Cases = append(s.Cases, saying(abnd.T("Paid to %s, that year included.", "Pago até %s, inclusive."), value))
	default:
		switch {
		case spec.Unit == abnd.CalendarYear, spec.Unit == abnd.AgeInYears:
			value.As = AsYear
		case spec.Unit == abnd.PureNumber && !spec.Whole:
			value.As = AsPercent
		}
		s.Cases = append(s.Cases, append(Words{named(abnd.T("%s: ", "%s: ").Fill(spec.Label))}, saying(abnd.T("%s.", "%s."), value)...))
	}
	return s
}

// recipientInWords names one recipient of a benefit.
func recipientInWords(study *abnd.Study, b abnd.Benefit) abnd.Text {
	if RecipientUnit(study, abnd.StatusQuo, b) == abnd.CountHouseholds {
		return abnd.T("household", "agregado familiar")
	}
	for _, s := range study.Scenarios {
		if event, _ := study.Inherited(s).Value(b, "event").Code(); event != "" {
			return abnd.T("mother", "mãe")
		}
	}
	switch b.Guarantee {
	case abnd.Children:
		return abnd.T("child", "criança")
	case abnd.Older:
		return abnd.T("older person", "pessoa idosa")
	}
	return abnd.T("person", "pessoa")
}
