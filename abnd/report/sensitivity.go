package report

import (
	"math"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// sensitivityHeader is a public format: its names do not change.
var sensitivityHeader = []string{
	"scenario", "year", "path", "unit", "low", "value", "high", "low_cost", "cost", "high_cost",
	"low_percent_gdp", "percent_gdp", "high_percent_gdp", "elasticity", "flips", "known", "range",
}

// The ranges of an input, in the column range: those that the study gives, or the same
// percentage of each, where it gives none.
const studyRange, assumedRange = "study", "assumed"

func rangeOf(s *scenarios.Sensitivity) string {
	if s.Assumed.InUse() {
		return assumedRange
	}
	return studyRange
}

// SensitivityRecords are the one-at-a-time effect of each uncertain input in
// the same format as [ResultRecords], one figure per row, the one with the
// largest effect first. The elasticity is empty if it has no meaning; flips is
// true or false, or empty without a ceiling; range says whether low and high are those
// of the study or assumed.
func SensitivityRecords(s *scenarios.Sensitivity) Records {
	return Records{sensitivityHeader, func(yield func(...Field)) {
		digits := func(x float64) Field {
			if math.IsNaN(x) {
				return blankCell
			}
			return figureCell(x)
		}
		for _, m := range s.Moves {
			flips := blankCell
			if s.Options.Ceiling != 0 {
				flips = boolCell(m.Flips)
			}
			yield(
				textCell(s.Options.Scenario), countCell(s.Options.Year), codeCell(m.Path), textCell(m.Unit.String()), digits(m.Low), digits(m.Value), digits(m.High),
				digits(m.LowCost), digits(s.Cost), digits(m.HighCost), digits(m.LowPercent), digits(s.Percent), digits(m.HighPercent),
				digits(m.Elasticity), flips, codeCell(s.Known), textCell(rangeOf(s)),
			)
		}
	}}
}

type jsonSensitivity struct {
	Manifest
	Sensitivity struct {
		Method   string  `json:"method"`
		Scenario string  `json:"scenario"`
		Year     int     `json:"year"`
		Ceiling  float64 `json:"ceiling,omitempty"`
		Cost     float64 `json:"cost"`
		Percent  float64 `json:"percent_gdp"`
		Known    string  `json:"known"`

		AssumedRanges *jsonAssumed `json:"assumed_ranges,omitempty"`
	} `json:"sensitivity"`
}

type jsonMove struct {
	Path        string       `json:"path"`
	Label       ManifestText `json:"label"`
	Unit        string       `json:"unit"`
	Low         float64      `json:"low"`
	Value       float64      `json:"value"`
	High        float64      `json:"high"`
	LowCost     float64      `json:"low_cost"`
	HighCost    float64      `json:"high_cost"`
	LowPercent  float64      `json:"low_percent_gdp"`
	HighPercent float64      `json:"high_percent_gdp"`
	Elasticity  *float64     `json:"elasticity"`
	Flips       *bool        `json:"flips"`
	Known       string       `json:"known"`
}

// SensitivityTree is the same as an object: the manifest with the point
// estimate, and the moves. Elasticity and flips are null where CSV leaves them
// empty.
func SensitivityTree(m Manifest, s *scenarios.Sensitivity) Tree {
	head := jsonSensitivity{Manifest: m}
	head.Sensitivity.Scenario, head.Sensitivity.Year, head.Sensitivity.Ceiling = s.Options.Scenario, int(s.Options.Year), s.Options.Ceiling
	head.Sensitivity.Method, head.Sensitivity.Cost, head.Sensitivity.Percent = scenarios.OneAtATime, s.Cost, s.Percent
	head.Sensitivity.Known = string(s.Known)
	head.Sensitivity.AssumedRanges = assumedTree(s.Assumed, m.Country.ISO3)
	moves := jsonRows{name: "moves"}
	for _, m := range s.Moves {
		row := jsonMove{string(m.Path), manifestText(m.Label, head.Country.ISO3), m.Unit.String(), m.Low, m.Value, m.High, m.LowCost, m.HighCost,
			m.LowPercent, m.HighPercent, nil, nil, string(s.Known)}
		if !math.IsNaN(m.Elasticity) {
			row.Elasticity = &m.Elasticity
		}
		if s.Options.Ceiling != 0 {
			row.Flips = &m.Flips
		}
		moves.rows = append(moves.rows, row)
	}
	return treeOf(head, moves)
}

// shownAssumed is how many inputs a table has where their ranges are assumed.
const shownAssumed = 20

// Tornado shows the one-at-a-time effect of each uncertain input: its low and high and
// what the total cost is there.
func Tornado(s *scenarios.Sensitivity) Document {
	var b builder
	b.studyTitle(s.Study)
	b.say(abnd.T("%s in %d: one-at-a-time effect of each uncertain input, largest first", "%s em %d: efeito de cada valor incerto isolado, por ordem decrescente").
		Fill(runTitle(s.Study, s.Options.Scenario), int(s.Options.Year)))
	if !s.Known.Known() {
		b.section(abnd.Text{})
		b.say(abnd.T("Total cost in % of GDP is not available, so no effects can be shown.", "O custo total em % do PIB não está disponível, pelo que não se podem mostrar efeitos."))
		return b.Document
	}
	b.tornadoHead(s)
	b.assumed(s.Assumed)
	table := &Table{Name: "tornado", Columns: append(append([]Column{{}}, heads(abnd.T("Low value|High value|% at low|% at high|Swing|Elasticity", "Mínimo|Máximo|% no mín.|% no máx.|Amplitude|Elasticidade"))...), Column{})}
	flips, left := 0, 0
	var still []string
	for _, m := range s.Moves {
		if s.Assumed.InUse() && len(table.Rows) == shownAssumed {
			left++
			continue
		}
		if m.LowCost == m.HighCost && m.LowPercent == m.HighPercent {
			still = append(still, string(m.Path))
			continue
		}
		var mark, elasticity Cell
		if m.Flips {
			mark = words(abnd.Same("*"))
			flips++
		}
		if !math.IsNaN(m.Elasticity) {
			elasticity = numberCell(m.Elasticity, percentDecimals)
		}
		ofGDP := func(x float64) Cell { return figure(Percent, x, abnd.KnownAll, decimals(percentDecimals)) }
		table.row(words(oneLine(m.Label)), variable(m.Low, m.Unit), variable(m.High, m.Unit), ofGDP(m.LowPercent), ofGDP(m.HighPercent),
			ofGDP(m.Swing()), elasticity, mark)
	}
	b.section(abnd.Text{}, table)
	b.section(abnd.Text{})
	if left > 0 {
		b.say(abnd.T("%d more inputs have smaller effects; CSV, JSON and the workbook contain them.", "Outros %d valores têm efeitos menores; constam do CSV, do JSON e do livro.").Fill(left))
	}
	if len(still) > 0 {
		b.say(abnd.T("No effect on the cost of this scenario in this year: %s.", "Sem efeito no custo deste cenário neste ano: %s.").Fill(strings.Join(still, ", ")))
	}
	b.say(abnd.T("Swing in percentage points of GDP. Elasticity: percentage change of cost for a change of the input by 1%. Annual shocks are shown by their sum, the population by its deviation from the central projection.",
		"Amplitude em pontos percentuais do PIB. Elasticidade: variação percentual do custo por 1 % do valor. Os choques por ano são dados pela sua soma, a população pelo desvio face à projecção central."))
	switch {
	case flips > 0:
		b.note(abnd.T("This input alone moves the total across the ceiling.", "Este valor por si só faz o total atravessar o tecto."))
	case s.Options.Ceiling != 0:
		b.say(abnd.T("No input alone moves the total across the ceiling.", "Nenhum valor por si só faz o total atravessar o tecto."))
	}
	return b.Document
}

// tornadoHead says what the total cost is, and where that stands to a ceiling.
func (b *builder) tornadoHead(s *scenarios.Sensitivity) {
	money := chooseScale(moneyScales, moneyLimit, costRoom, []float64{s.Cost})
	b.say(abnd.T("Total cost %s %s, %s%% of %s", "Custo total %s %s, %s %% do %s").
		Fill(markedText(s.Known, s.Cost/money.Divisor, money.Decimals), money.Name.Fill(s.Study.Country.Currency), markedText(s.Known, s.Percent,
			percentDecimals), s.Study.GDPName))
	if s.Known == abnd.KnownPart {
		b.say(partOfTotal)
	}
	if s.Options.Ceiling == 0 {
		return
	}
	verdict := abnd.T("within the ceiling of %s%% of GDP", "dentro do tecto de %s %% do PIB")
	if s.Known == abnd.KnownPart {
		verdict = abnd.T("the available part is within the ceiling of %s%% of GDP", "a parte disponível está dentro do tecto de %s %% do PIB")
	}
	if s.Percent > percent*s.Options.Ceiling {
		verdict = abnd.T("above the ceiling of %s%% of GDP", "acima do tecto de %s %% do PIB")
	}
	b.say(verdict.Fill(numberText(percent*s.Options.Ceiling, percentDecimals)))
}

// variable is a value as the workbook shows it: shares in percent, other
// numbers with the decimals that they were typed with.
func variable(x float64, unit abnd.Unit) Cell {
	if unit == abnd.PureNumber {
		return figure(Share, x, abnd.KnownAll, decimals(percentDecimals))
	}
	return numberCell(x, min(decimalsOf(x), percentDecimals))
}
