package report

import (
	"bufio"
	"io"
	"math"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// sensitivityHeader is a contract with those who read the file.
var sensitivityHeader = []string{
	"scenario", "year", "path", "unit", "low", "value", "high", "low_cost", "cost", "high_cost",
	"low_percent_gdp", "percent_gdp", "high_percent_gdp", "elasticity", "flips", "known",
}

// SensitivityCSV writes what each uncertain figure does alone as CSV in the
// manner of [CSV], one figure a row, the one that does most first. The
// elasticity is empty where it has no meaning; flips is true or false, or empty
// without a ceiling.
func SensitivityCSV(out *CSVWriter, s *scenarios.Sensitivity) error {
	out.header(sensitivityHeader...)
	digits := func(x float64) cell {
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
		out.write(
			textCell(s.Options.Scenario), countCell(s.Options.Year), codeCell(m.Path), textCell(m.Unit.String()), digits(m.Low), digits(m.Value), digits(m.High),
			digits(m.LowCost), digits(s.Cost), digits(m.HighCost), digits(m.LowPercent), digits(s.Percent), digits(m.HighPercent), digits(m.Elasticity), flips, codeCell(s.Known),
		)
	}
	return out.end()
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

// SensitivityJSON writes the same as an object: the manifest with the point
// estimate, and the moves. Elasticity and flips are null where CSV leaves them
// empty.
func SensitivityJSON(w io.Writer, m Manifest, s *scenarios.Sensitivity) error {
	head := jsonSensitivity{Manifest: m}
	head.Sensitivity.Scenario, head.Sensitivity.Year, head.Sensitivity.Ceiling = s.Options.Scenario, int(s.Options.Year), s.Options.Ceiling
	head.Sensitivity.Method, head.Sensitivity.Cost, head.Sensitivity.Percent = scenarios.OneAtATime, s.Cost, s.Percent
	head.Sensitivity.Known = string(s.Known)
	moves := jsonRows{name: "moves"}
	for _, m := range s.Moves {
		row := jsonMove{string(m.Path), manifestText(m.Label, head.Country.ISO3), m.Unit.String(), m.Low, m.Value, m.High, m.LowCost, m.HighCost, m.LowPercent, m.HighPercent, nil, nil, string(s.Known)}
		if !math.IsNaN(m.Elasticity) {
			row.Elasticity = &m.Elasticity
		}
		if s.Options.Ceiling != 0 {
			row.Flips = &m.Flips
		}
		moves.rows = append(moves.rows, row)
	}
	return writeJSON(w, head, moves)
}

// The columns of a tornado: low and high of the figure, the share of GDP at
// both, their distance, the elasticity.
const (
	moveWidth       = 12
	moveShareWidth  = 9
	elasticityWidth = 10
)

// SensitivityTable writes a tornado for people to read: each figure with its
// low and high and what the total cost is there.
func SensitivityTable(w io.Writer, s *scenarios.Sensitivity, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := table{lang: lang, out: out}
	studyTitle(&t, s.Study)
	t.note(abnd.T("%s in %d: one-at-a-time effect of each uncertain input, largest first", "%s em %d: efeito de cada valor incerto isolado, por ordem decrescente").
		Fill(runTitle(s.Study, s.Options.Scenario), int(s.Options.Year)), "", "")
	if !s.Known.Known() {
		t.line("")
		t.note(abnd.T("Total cost in % of GDP is not available, so no effects can be shown.", "O custo total em % do PIB não está disponível, pelo que não se podem mostrar efeitos."), "", "")
		return out.Flush()
	}
	money := chooseScale(moneyScales, moneyLimit, costWidth, []float64{s.Cost})
	t.note(abnd.T("Total cost %s %s, %s%% of %s", "Custo total %s %s, %s %% do %s").
		Fill(markedText(s.Known, s.Cost/money.divisor, money.decimals), money.name.Fill(s.Study.Country.Currency), markedText(s.Known, s.Percent, percentDecimals), s.Study.GDPName), "", "")
	if s.Known == abnd.KnownPart {
		t.note(partOfTotal, "", "")
	}
	if s.Options.Ceiling != 0 {
		verdict := abnd.T("within the ceiling of %s%% of GDP", "dentro do tecto de %s %% do PIB")
		if s.Known == abnd.KnownPart {
			verdict = abnd.T("the available part is within the ceiling of %s%% of GDP", "a parte disponível está dentro do tecto de %s %% do PIB")
		}
		if s.Percent > percentPerShare*s.Options.Ceiling {
			verdict = abnd.T("above the ceiling of %s%% of GDP", "acima do tecto de %s %% do PIB")
		}
		t.note(verdict.Fill(decimalText(percentPerShare*s.Options.Ceiling, percentDecimals)), "", "")
	}
	t.line("")
	heads := abnd.T("Low value|High value|% at low|% at high|Swing|Elasticity", "Mínimo|Máximo|% no mín.|% no máx.|Amplitude|Elasticidade")
	h := strings.Split(heads.In(lang), "|")
	t.moveRow(h[0], h[1], h[2], h[3], h[4], h[5], "")
	flips := 0
	var still []string
	for _, m := range s.Moves {
		if m.LowCost == m.HighCost && m.LowPercent == m.HighPercent {
			still = append(still, string(m.Path))
			continue
		}
		mark := ""
		if m.Flips {
			mark = " *"
			flips++
		}
		t.line(wrapHard(m.Label.In(lang), "", indent))
		elasticity := ""
		if !math.IsNaN(m.Elasticity) {
			elasticity = formatNumber(m.Elasticity, percentDecimals, lang)
		}
		t.moveRow(t.variable(m.Low, m.Unit), t.variable(m.High, m.Unit), formatNumber(m.LowPercent, percentDecimals, lang),
			formatNumber(m.HighPercent, percentDecimals, lang), formatNumber(m.Swing(), percentDecimals, lang), elasticity, mark)
	}
	t.line("")
	if len(still) > 0 {
		t.line(wrapHard(abnd.T("No effect on the cost of this scenario in this year: %s.", "Sem efeito no custo deste cenário neste ano: %s.").
			Fill(strings.Join(still, ", ")).In(lang), "", ""))
	}
	t.note(abnd.T("Swing in percentage points of GDP. Elasticity: percentage change of cost for a change of the input by 1%. Annual shocks are shown by their sum, the population by its deviation from the central projection.",
		"Amplitude em pontos percentuais do PIB. Elasticidade: variação percentual do custo por 1 % do valor. Os choques por ano são dados pela sua soma, a população pelo desvio face à projecção central."), "", "")
	switch {
	case flips > 0:
		t.note(abnd.T("* This input alone moves the total across the ceiling.", "* Este valor por si só faz o total atravessar o tecto."), "", indent)
	case s.Options.Ceiling != 0:
		t.note(abnd.T("No input alone moves the total across the ceiling.", "Nenhum valor por si só faz o total atravessar o tecto."), "", "")
	}
	return out.Flush()
}

func (t *table) moveRow(low, high, atLow, atHigh, swing, elasticity, mark string) {
	t.line(indent + padLeft(low, moveWidth) + padLeft(high, moveWidth+2) + padLeft(atLow, moveShareWidth+2) + padLeft(atHigh, moveShareWidth+2) +
		padLeft(swing, moveShareWidth+2) + padLeft(elasticity, elasticityWidth+3) + mark)
}

// variable writes a value as the workbook shows it: shares in percent, other
// numbers with the decimals that they were typed with.
func (t *table) variable(x float64, unit abnd.Unit) string {
	if unit == abnd.PureNumber {
		return formatNumber(percentPerShare*x, percentDecimals, t.lang) + t.lang.PercentSign()
	}
	return fit(x, min(decimalsOf(x), percentDecimals), moveWidth, t.lang)
}
