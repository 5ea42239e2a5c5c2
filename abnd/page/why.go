package page

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/costing/model/javascript"
)

// why is what the page's program says of the lines that it holds, in the order of
// the program: each text stands once, and lines have its place.
type why struct {
	Labels   []text      `json:"labels"`
	LabelOf  []int       `json:"labelOf"`
	Ways     []wayOfLine `json:"ways"`
	WayOf    []int       `json:"wayOf"`
	Origins  []text      `json:"origins"`
	OriginOf []int       `json:"originOf"` // −1 for a line with a formula in the program
}

// wayOfLine is how the values of a line are shown.
type wayOfLine struct {
	// Kind is that of a figure, or "year" of a calendar year, "plain" for a number
	// with a unit behind it, "choice" for the place of a code.
	Kind  string `json:"kind"`
	Unit  text   `json:"unit"`
	Codes []text `json:"codes"`
}

// places gives each of several equal things one place.
type places[K comparable] map[K]int

func (p places[K]) of(key K) (at int, isNew bool) {
	at, known := p[key]
	if !known {
		at = len(p)
		p[key] = at
	}
	return at, !known
}

func (b board) why(p javascript.Program) why {
	m := b.result.Projection.Model()
	var w why
	labels, origins := places[text]{}, places[text]{}
	type form struct {
		unit   abnd.Unit
		factor bool
		list   *model.List
	}
	ways := places[form]{}
	for i, key := range p.Keys {
		line := m.Line(key)
		label := b.text(line.Label)
		at, isNew := labels.of(label)
		if isNew {
			w.Labels = append(w.Labels, label)
		}
		w.LabelOf = append(w.LabelOf, at)
		at, isNew = ways.of(form{line.Unit, line.Factor, line.List})
		if isNew {
			w.Ways = append(w.Ways, b.way(line))
		}
		w.WayOf = append(w.WayOf, at)
		at = -1
		if p.Roots[i] < 0 {
			origin := b.origin(line)
			if at, isNew = origins.of(origin); isNew {
				w.Origins = append(w.Origins, origin)
			}
		}
		w.OriginOf = append(w.OriginOf, at)
	}
	return w
}

// origin says where a value comes from that the page does not compute.
func (b board) origin(line *model.Line) text {
	switch {
	case !line.IsInput():
		return b.text(abnd.T("computed in the study; no lever moves it (\"abnd explain\" says how)", "calculado no estudo; nenhuma alavanca o move («abnd explain» diz como)"))
	case line.Group == "try":
		return b.text(abnd.T("chosen on this page", "escolhido nesta página"))
	case line.Source == nil || line.Group == "levers":
		return b.text(abnd.T("a setting of the study", "uma definição do estudo"))
	}
	return b.text(report.SourceOf(b.result.Study, *line.Source))
}

func (b board) way(line *model.Line) wayOfLine {
	switch {
	case line.List != nil:
		way := wayOfLine{Kind: "choice"}
		for _, code := range line.List.Codes {
			way.Codes = append(way.Codes, b.text(code.Label))
		}
		return way
	case line.Unit == abnd.CalendarYear:
		return wayOfLine{Kind: string(asYear)}
	case line.Unit == abnd.PersonUnit:
		return wayOfLine{Kind: string(asPersons)}
	case line.Unit == abnd.PureNumber && !line.Factor:
		return wayOfLine{Kind: string(asPercent)}
	case line.Unit == abnd.PureNumber:
		return wayOfLine{Kind: "plain"}
	}
	return wayOfLine{Kind: "plain", Unit: b.text(abnd.UnitText(line.Unit, b.result.Study.Country.Currency))}
}
