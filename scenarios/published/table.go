package published

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Table is a published table of several programmes by year, with its printed
// totals.
type Table struct {
	ID          string
	Country     string // ISO 3166
	Currency    string // ISO 4217
	Description abnd.Text
	Source      abnd.Text
	Years       abnd.Years
	Programmes  []Programme
	Total       Programme // as printed
}

// Programme is one programme of a table, or the printed total. A year in
// which there is none is absent.
type Programme struct {
	ID         string
	Households map[abnd.Year]float64 // in households
	Cost       map[abnd.Year]float64 // in whole units of currency
	PercentGDP map[abnd.Year]float64 // as printed, with two decimals
}

// How far the totals may be from the printed ones: what is printed is rounded
// to a million of currency, a thousand households and a hundredth of a point.
const (
	MoneyRounding     = 1e6
	HouseholdRounding = 1e3
	PercentRounding   = 0.01
)

//go:embed moz_ess41_table45.csv
var mozambiqueCSV string

// Mozambique is scenario C.1 of the ILO's costing of a social protection
// floor in Mozambique, 2012 to 2022.
func Mozambique() Table {
	t := Table{
		ID: "MOZ-ESS41", Country: "MOZ", Currency: "MZN",
		Description: abnd.T("Scenario C.1: costs of the programmes added up, by unit costs derived from the table",
			"Cenário C.1: soma dos custos dos programas, por custos unitários deduzidos do quadro"),
		Source: abnd.T("Cunha, Pellerano, Mueller, Lledo, Xiao, Gitton (2013), ILO ESS Paper 41, Table 4.5, scenario C.1",
			"Cunha, Pellerano, Mueller, Lledo, Xiao, Gitton (2013), ILO ESS Paper 41, quadro 4.5, cenário C.1"),
	}
	if err := t.read(mozambiqueCSV); err != nil {
		panic("published: moz_ess41_table45.csv: " + err.Error())
	}
	return t
}

// read fills the table from CSV: a measure and a programme a row, then the
// years. Households are in thousands there, costs in millions.
func (t *Table) read(text string) error {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return err
	}
	var years []abnd.Year
	for _, cell := range records[0][2:] {
		year, err := strconv.Atoi(cell)
		if err != nil {
			return err
		}
		years = append(years, abnd.Year(year))
	}
	t.Years = abnd.Years{First: years[0], Last: years[len(years)-1]}
	for _, record := range records[1:] {
		values := map[abnd.Year]float64{}
		for i, cell := range record[2:] {
			if cell == "" {
				continue
			}
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				return err
			}
			values[years[i]] = x
		}
		p := t.programme(strings.ReplaceAll(strings.ToLower(record[1]), " ", "-"))
		switch record[0] {
		case "households_thousand":
			p.Households = inUnits(values, 1e3)
		case "cost_mt_million":
			p.Cost = inUnits(values, 1e6)
		case "percent_gdp":
			p.PercentGDP = values
		default:
			return fmt.Errorf("there is no measure %q", record[0])
		}
	}
	return nil
}

// programme finds the programme with the ID, or adds it.
func (t *Table) programme(id string) *Programme {
	if id == "total" {
		t.Total.ID = id
		return &t.Total
	}
	i := slices.IndexFunc(t.Programmes, func(p Programme) bool { return p.ID == id })
	if i < 0 {
		i = len(t.Programmes)
		t.Programmes = append(t.Programmes, Programme{ID: id})
	}
	return &t.Programmes[i]
}

func inUnits(values map[abnd.Year]float64, unit float64) map[abnd.Year]float64 {
	for year, x := range values {
		values[year] = x * unit
	}
	return values
}

// largest is the most households that the programme ever has.
func (p Programme) largest() float64 {
	most := 0.0
	for _, n := range p.Households {
		most = max(most, n)
	}
	return most
}

// BenefitID is the ID of a programme's benefit in a year.
func (p Programme) BenefitID(year abnd.Year) string { return fmt.Sprintf("%s-%d", p.ID, year) }

// Study makes a study of the table.
//
// Each programme has a target group of its own, the largest number of
// households that it ever has: an age of the population stands for it.
// Households by year are the take-up of that group, a table by year. The
// table has costs and households but no unit costs, and these do not move
// with one index, nor does a history of amounts hold eleven: so there is one
// benefit for each programme and year, paid in that year only, whose amount a
// year is cost ÷ households.
//
// GDP is what the printed totals imply, cost ÷ percent: its level in the
// first year, then growth. All growth is put into volume.
//
// So the cost of a programme is put in; its totals over programmes, their
// share of GDP and the years in which each is paid come out.
func (t Table) Study() *abnd.Study {
	s := emptyStudy(t.Country, t.Currency, t.Years, t.Source)
	gdp := t.impliedGDP()
	derived := from(sourceID)
	derived.Note = abnd.T("derived: cost ÷ percent of GDP", "derivado: custo ÷ percentagem do PIB")
	s.Economy.GDP = abnd.Level{Figure: abnd.Known(gdp[t.Years.First], t.Years.First), Provenance: derived}
	s.Economy.RealGrowth = abnd.Series{Provenance: derived, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{}}
	for year := t.Years.First + 1; year <= t.Years.Last; year++ {
		s.Economy.RealGrowth.Values[year] = gdp[year]/gdp[year-1] - 1
	}
	derived.Note = abnd.T("derived: cost ÷ households", "derivado: custo ÷ agregados")
	for age, p := range t.Programmes {
		setPeople(s, age, abnd.Persons(p.largest()))
		s.Tables = append(s.Tables, p.takeUp(t.Years))
		for _, year := range t.Years.All() {
			n, ok := p.Households[year]
			if !ok {
				continue
			}
			// The guarantee does not matter: totals are compared.
			s.Benefits = append(s.Benefits, costing.NewBenefit(p.BenefitID(year), abnd.ActiveAge, abnd.Same(p.BenefitID(year)), derived,
				costing.Paid{From: year, To: year}, costing.Ages{Min: age, Max: age, Sex: abnd.Both, Share: 1},
				costing.TakeUpTable(p.ID), costing.FlatAmount{Amount: abnd.Money(p.Cost[year] / n), Year: year},
				costing.Delivery{PaymentsPerYear: 1, SharePaid: 1}))
		}
	}
	return s
}

// takeUp is the table of households by year as a share of the largest
// number; 0 in years without the programme.
func (p Programme) takeUp(years abnd.Years) abnd.Table {
	values := map[abnd.Year]float64{}
	for _, year := range years.All() {
		values[year] = p.Households[year] / p.largest()
	}
	return abnd.Table{
		ID: p.ID, Name: abnd.Same(p.ID),
		Series: abnd.Series{Provenance: from(sourceID), Extension: abnd.HoldLast, Values: values},
	}
}

// impliedGDP is the GDP that the printed totals imply.
func (t Table) impliedGDP() map[abnd.Year]float64 {
	gdp := map[abnd.Year]float64{}
	for _, year := range t.Years.All() {
		gdp[year] = t.Total.Cost[year] / (t.Total.PercentGDP[year] / 100)
	}
	return gdp
}

// Run costs the table: an outcome a year, the sum of the programmes beside
// the printed total, with the rounding of the table as its tolerance. It is
// calibrated: the unit costs are solved from the costs of the table.
func (t Table) Run() ([]Outcome, abnd.Diagnostics) {
	result, found := scenarios.Run(t.Study())
	found = slices.DeleteFunc(found, scenarios.IsQuestion) // the population and the accounts around the table are invented
	if result == nil {
		return nil, found
	}
	var outcomes []Outcome
	for _, year := range t.Years.All() {
		model, found := result.At(scenarios.Figure{Scenario: abnd.StatusQuo, Measure: scenarios.TotalCost, Year: year})
		if found != nil {
			panic("published: " + found.Error()) // every study has this figure
		}
		printed := t.Total.Cost[year]
		outcomes = append(outcomes, Outcome{
			ID: fmt.Sprintf("%s-%d", t.ID, year), Country: t.Country, Description: t.Description,
			Model: abnd.Money(model.Value), Published: abnd.Money(printed), Currency: t.Currency,
			Tolerance: abnd.Share(MoneyRounding / printed), Source: t.Source, Calibrated: amountColumn,
		})
	}
	return outcomes, found
}
