package page

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// lever is a lever as the page's program has it.
type lever struct {
	ID       string    `json:"id"`
	Name     text      `json:"name"`
	Open     bool      `json:"open"`
	LevelKey model.Key `json:"levelKey"`
	Chosen   int       `json:"chosen"` // 0 for none
	Levels   []level   `json:"levels"`
	// Inherits is what each scenario has, which counts where no level is chosen.
	Inherits []text `json:"inherits"`
	// Own takes a value of the room's own; nil where none can be meant.
	Own *own `json:"own"`
	// Tenth is what is moved by a tenth to see what the lever weighs.
	Tenth tenth `json:"tenth"`
}

type level struct {
	Number   int  `json:"number"`
	Word     text `json:"word"`
	Value    text `json:"value"` // blank where the word says it
	Sentence text `json:"sentence"`
}

// own is the cell of a value of the room's own. What is typed is Scale times the
// value.
type own struct {
	Key   model.Key `json:"key"`
	Unit  text      `json:"unit"`
	Scale float64   `json:"scale"`
	Whole bool      `json:"whole"`
	Low   *float64  `json:"low"`
	High  *float64  `json:"high"`
	Value *float64  `json:"value"` // that is there already, not scaled
}

const (
	percent      = 100
	mostDecimals = 4 // of a value of a lever
)

var yearsOfAge = abnd.T("years", "anos")

func (b board) lever(l abnd.Lever) lever {
	study := b.result.Study
	x := lever{ID: l.ID, Name: b.text(l.Name), Open: l.Open, LevelKey: costing.TryPath(l.ID, "level"), Chosen: l.Chosen}
	spec := costing.LeverSpec(l, 0)
	for _, of := range l.Levels {
		shown := b.valueText(spec, of.Value(0))
		if shown == b.text(of.Word) {
			shown = text{}
		}
		x.Levels = append(x.Levels, level{of.Number, b.text(of.Word), shown, b.text(of.Sentence)})
	}
	id, code := abnd.LeverParameter(l.Paths[0])
	benefit, _ := study.FindBenefit(id)
	for _, s := range study.Decided() {
		x.Inherits = append(x.Inherits, b.valueText(spec, study.Inherited(s).Value(benefit, code)))
	}
	if costing.TakesOwn(l) {
		x.Own = b.own(l, spec)
	}
	x.Tenth = b.tenth(l)
	return x
}

func (b board) own(l abnd.Lever, spec *costing.Spec) *own {
	o := &own{Key: costing.TryPath(l.ID, "value"), Scale: 1, Whole: spec.Whole || spec.Unit == abnd.CalendarYear || spec.Unit == abnd.AgeInYears}
	switch sheets.FormatOf(*spec) {
	case sheets.Share:
		o.Scale, o.Unit = percent, text{"%", "%"}
	case sheets.Money:
		o.Unit = b.text(abnd.Same(b.result.Study.Country.Currency))
	}
	if spec.Unit == abnd.AgeInYears {
		o.Unit = b.text(yearsOfAge)
	}
	within := func(x float64) *float64 {
		if math.IsInf(x, 0) {
			return nil
		}
		x *= o.Scale
		return &x
	}
	if spec.Low < spec.High {
		o.Low, o.High = within(spec.Low), within(spec.High)
	}
	if x, ok := l.Own.Number(); ok {
		o.Value = &x
	}
	return o
}

// valueText is a value of a parameter as one says it; blank where it is.
func (b board) valueText(spec *costing.Spec, v abnd.Value) text {
	if code, ok := v.Code(); ok {
		if list := spec.ListIn(b.result.Study); list != nil {
			if label, ok := list.Label(code); ok {
				return b.text(label)
			}
		}
		return b.text(abnd.Same(code))
	}
	x, ok := v.Number()
	if !ok {
		return text{}
	}
	return b.text(abnd.InEach(func(lang abnd.Lang) string {
		if spec.Unit == abnd.AgeInYears {
			return abnd.FormatNumber(x, 0, lang) + " " + yearsOfAge.In(lang)
		}
		switch sheets.FormatOf(*spec) {
		case sheets.YearNo:
			return plain(x)
		case sheets.Whole, sheets.Persons:
			return abnd.FormatNumber(x, 0, lang)
		case sheets.Share:
			return abnd.FormatNumber(x*percent, abnd.TypedDecimals(x*percent, mostDecimals), lang) + lang.PercentSign()
		case sheets.Money:
			return abnd.FormatNumber(x, abnd.TypedDecimals(x, mostDecimals), lang) + " " + b.result.Study.Country.Currency
		}
		return abnd.FormatNumber(x, abnd.TypedDecimals(x, mostDecimals), lang)
	}))
}
