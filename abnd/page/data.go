package page

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/choice"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/costing/model/javascript"
	"github.com/openabnd/engine/scenarios"
)

// text is a text in both languages, Portuguese as the country writes it.
type text struct {
	EN string `json:"en"`
	PT string `json:"pt"`
}

func (b board) text(t abnd.Text) text {
	return text{t.In(abnd.English), t.In(abnd.Portuguese.For(b.result.Study.Country.ISO3))}
}

// data is what the page's program is given.
type data struct {
	Program    javascript.Program `json:"program"`
	Lang       string             `json:"lang"`
	Texts      map[string]text    `json:"texts"`
	Years      []abnd.Year        `json:"years"`
	Year       abnd.Year          `json:"year"` // that is shown first
	Base       int                `json:"base"` // the place of the scenario that the proposal is based on
	BaseKey    model.Key          `json:"baseKey"`
	Scenarios  []text             `json:"scenarios"` // without the proposal
	Levers     []lever            `json:"levers"`
	Figures    []figure           `json:"figures"`
	Guarantees []figure           `json:"guarantees"`
	Colours    []string           `json:"colours"` // of the guarantees
	Choice     choice.Format      `json:"choice"`
	Room       room               `json:"room"`
	Why        why                `json:"why"`
}

func dataOf(r *scenarios.Result, lang abnd.Lang) data {
	b := boardOf(r)
	study := r.Study
	d := data{
		Lang: htmlLang(lang), Years: study.Projection.All(), Year: yearShown(study), BaseKey: costing.TryFrom,
		Figures: b.figures(), Guarantees: b.guarantees(), Texts: map[string]text{}, Choice: choice.Of(study), Room: b.room(),
	}
	for code, t := range words(study) {
		d.Texts[code] = b.text(t)
	}
	for name, p := range choice.Problems() {
		d.Texts["choice-"+name] = b.text(abnd.T("%s; %s", "%s; %s").Fill(p.Problem, p.Remedy))
	}
	for i, s := range study.Decided() {
		d.Scenarios = append(d.Scenarios, b.text(s.Name))
		if s.ID == study.TriedFrom() {
			d.Base = i
		}
	}
	moved := []model.Key{costing.TryFrom}
	for _, l := range sheets.InTry(study.Levers) {
		x := b.lever(l)
		d.Levers = append(d.Levers, x)
		moved = append(moved, x.LevelKey)
		if x.Own != nil {
			moved = append(moved, x.Own.Key)
		}
	}
	for i := range d.Guarantees {
		d.Colours = append(d.Colours, "#"+charts.Guarantee(i).Colour)
	}
	asked := slices.Concat(shown(d.Figures), shown(d.Guarantees), d.Room.lines())
	for _, l := range d.Levers {
		asked = append(asked, l.Tenth.lines()...)
	}
	d.Program = javascript.Of(r.Projection, javascript.Part{Shown: asked, Moved: moved})
	d.Why = b.why(d.Program)
	return d
}

// yearShown is the year in which TRY tells changes in a sentence.
func yearShown(study *abnd.Study) abnd.Year {
	years := study.TriedYears()
	return years[min(abnd.ToldOfTried, len(years)-1)]
}
