package model

import "github.com/openabnd/engine/abnd"

// List is a named list of codes that a choice can take, with their labels.
type List struct {
	Name  string
	Codes []ListCode
}

// ListCode is one entry of a [List].
type ListCode struct {
	Code  string
	Label abnd.Text
}

// Index is the place of the code in the list, or -1.
func (l *List) Index(code string) int {
	for i, c := range l.Codes {
		if c.Code == code {
			return i
		}
	}
	return -1
}

// Label is what the code means; ok is false where the list does not have it.
func (l *List) Label(code string) (label abnd.Text, ok bool) {
	i := l.Index(code)
	if i < 0 {
		return abnd.Text{}, false
	}
	return l.Codes[i].Label, true
}

// Names lists the codes in order.
func (l *List) Names() []string {
	names := make([]string, len(l.Codes))
	for i, c := range l.Codes {
		names[i] = c.Code
	}
	return names
}

// Yes and No are the codes of a switch.
const (
	Yes = "yes"
	No  = "no"
)

// YesNo is the list of a switch.
var YesNo = &List{Name: "yes_no", Codes: []ListCode{
	{Yes, abnd.T("yes", "sim")},
	{No, abnd.T("no", "não")},
}}

// SexList is the list of target sexes.
var SexList = &List{Name: "sex", Codes: []ListCode{
	{string(abnd.Both), abnd.T("both", "ambos")},
	{string(abnd.Female), abnd.T("female", "mulheres")},
	{string(abnd.Male), abnd.T("male", "homens")},
}}

// SexName is the sex in words.
func SexName(sex abnd.Sex) abnd.Text { return SexList.Codes[SexList.Index(string(sex))].Label }
