package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// sentence says in words what the parameters of a level are; those that are blank are not
// said.
func (s *leverSuggester) sentence(codes []string, values []abnd.Value) abnd.Text {
	var all []abnd.Text
	for i, code := range codes {
		if spec, _ := costing.FindSpec(code); !values[i].IsBlank() {
			all = append(all, s.valueInWords(spec, values[i]))
		}
		if no, _ := values[i].Code(); code == onCode && no == model.No {
			break // nothing else counts
		}
	}
	if len(all) == 0 {
		return abnd.T("As in the scenario on which the proposal is based.", "Como no cenário em que a proposta se baseia.")
	}
	return abnd.T("%s.", "%s.").Fill(abnd.Joined(all, "; "))
}

// valueInWords is a parameter with its value and unit.
func (s *leverSuggester) valueInWords(spec costing.Spec, v abnd.Value) abnd.Text {
	var value abnd.Text
	code, isCode := v.Code()
	x, _ := v.Number()
	switch {
	case spec.Code == onCode && code == model.Yes:
		return abnd.T("The benefit is paid", "A prestação é paga")
	case spec.Code == onCode:
		return abnd.T("The benefit is not paid", "A prestação não é paga")
	case isCode:
		return abnd.T("%s: \"%s\"", "%s: «%s»").Fill(spec.Label, s.choiceInWords(spec, code))
	case spec.Unit == abnd.CalendarYear:
		value = abnd.T("%d", "%d").Fill(int(x))
	case spec.Unit == abnd.AgeInYears:
		value = abnd.T("%v years", "%v anos").Fill(x)
	case spec.Unit == abnd.PureNumber && !spec.Whole:
		value = abnd.T("%v%%", "%v %%").Fill(abnd.Kept(x * percentPerShare))
	case spec.Unit == abnd.PureNumber || spec.Unit == abnd.Payments || spec.Unit == abnd.PaymentsPerMonth || spec.Unit == abnd.Months || spec.Unit == abnd.MonthsPerPayment || spec.Unit == abnd.PersonsPerHousehold:
		value = abnd.T("%v", "%v").Fill(x) // the label says of what
	default:
		value = abnd.T("%v %s", "%v %s").Fill(x, abnd.UnitText(spec.Unit, s.study.Country.Currency))
	}
	return abnd.T("%s: %s", "%s: %s").Fill(spec.Label, value)
}

// choiceInWords is the label of a choice.
func (s *leverSuggester) choiceInWords(spec costing.Spec, code string) abnd.Text {
	if list := spec.ListIn(s.study); list != nil {
		if label, ok := list.Label(code); ok {
			return label
		}
	}
	return abnd.Same(code)
}
