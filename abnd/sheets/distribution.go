package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// The rows of DISTRIBUTION beside its figures and choices.
const (
	distributionSurvey = "survey"
	distributionYear   = "year"
	distributionRules  = "rules_year"
)

func distributionColumns() []Column {
	columns := append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
	}, nameColumns()...)
	columns = append(columns, Column{Key: "value", Label: abnd.T("Value", "Valor"), Format: Number, Help: abnd.T("Shares as fractions or percentages, money in whole units of the survey’s year.", "Proporções em fracção ou percentagem, dinheiro em unidades do ano do inquérito.")})
	return append(columns, provenanceColumns(false)...)
}

// writeDistribution lays out how consumption is distributed; a study without it has
// blank rows.
func writeDistribution(study *abnd.Study) Sheet {
	d := &study.Consumption
	s := Sheet{
		Code: Distribution, Title: abnd.T("Distribution of consumption", "Distribuição do consumo"), Columns: distributionColumns(), Frozen: 2,
		Help: abnd.T("How a household survey found consumption distributed, in its own year and money: the effect of benefits on poverty is computed from it. All shares come from one edition of one source; line and headcount belong together. Blank rows without “blank:” in their label leave the effect unknown.",
			"Como um inquérito às famílias encontrou distribuído o consumo, no seu ano e no seu dinheiro: daqui se calcula o efeito das prestações na pobreza. Todas as partes vêm de uma só edição de uma fonte; a linha e a incidência vão juntas. Uma linha em branco sem «em branco:» na designação deixa o efeito por conhecer."),
	}
	row := func(key string, label, unit abnd.Text) *rowWriter {
		w := s.newRow()
		w.fixed("key", key)
		w.label("label", label)
		w.label("unit", unit)
		return w
	}
	path := costing.DistributionPath

	w := row(distributionSurvey, abnd.T("Survey", "Inquérito"), abnd.Text{})
	w.closed("value")
	w.texts("name", path(), d.Survey)
	w.rowProvenance(path(distributionSurvey), d.Provenance)
	w.end()

	year := func(key string, label abnd.Text, of abnd.Year) {
		w := row(key, label, unitLabel(abnd.CalendarYear, study))
		w.closed("name_en", "name_pt")
		w.closedProvenance()
		w.year("value", path(key, "value"), of)
		w.format(YearNo, "value")
		w.end()
	}
	year(distributionYear, abnd.T("Year of the survey", "Ano do inquérito"), d.Year)
	for _, c := range costing.DistributionChoices() {
		w := row(c.Code, c.Label, unitLabel(abnd.ChoiceUnit, study))
		w.closed("name_en", "name_pt")
		w.closedProvenance()
		w.text("value", path(c.Code, "value"), c.Get(d))
		w.format(Code, "value")
		w.cell("value").List = c.List
		w.end()
	}
	year(distributionRules, abnd.T("Year of the scenarios whose benefits are looked at (blank: the last one)", "Ano dos cenários cujas prestações se observam (em branco: o último)"), d.RulesYear)
	for _, f := range costing.DistributionFigures() {
		unit := f.Unit
		if unit == abnd.PureNumber && !f.IsShare() {
			unit = abnd.PersonUnit // of a household
		}
		w := row(f.Code, f.FullLabel(), unitLabel(unit, study))
		w.closed("name_en", "name_pt")
		level := d.Figures[f.Code]
		w.figure("value", path(f.Code, "value"), level.Figure)
		if f.IsShare() {
			w.format(Share, "value")
		}
		w.rowProvenance(path(f.Code), level.Provenance)
		w.end()
	}
	return s
}

func readDistribution(r *reader) {
	if !r.begin(Distribution, costing.DistributionPath()) {
		return
	}
	d := &r.study.Consumption
	path := costing.DistributionPath
	needed, known := []string{distributionSurvey, distributionYear}, []string{distributionRules}
	choices, figures := map[string]costing.DistributionChoice{}, map[string]bool{}
	for _, c := range costing.DistributionChoices() {
		choices[c.Code] = c
		known = append(known, c.Code)
	}
	for _, f := range costing.DistributionFigures() {
		figures[f.Code] = true
		if f.Needed {
			needed = append(needed, f.Code)
		}
		known = append(known, f.Code)
	}
	seen := map[string]bool{}
	for _, w := range r.table(Distribution, distributionColumns(), nil) {
		if !r.claim(&w, "key", seen, append(known, needed...)) {
			continue
		}
		key := w.raw("key").Text
		w.places[path(key)] = w.place()
		if key == distributionSurvey {
			d.Survey = w.texts("name", path())
			d.Provenance = w.rowProvenance(path(key))
			w.outOfPlace("value")
			continue
		}
		w.outOfPlace("name_en", "name_pt")
		if figures[key] {
			level := abnd.Level{Figure: w.figure("value", path(key, "value")), Provenance: w.rowProvenance(path(key))}
			if level != (abnd.Level{}) {
				if d.Figures == nil {
					d.Figures = map[string]abnd.Level{}
				}
				d.Figures[key] = level
			}
			continue
		}
		w.outOfPlace(provenanceKeys...)
		switch key {
		case distributionYear:
			d.Year = w.year("value", path(key, "value"))
		case distributionRules:
			d.RulesYear = w.year("value", path(key, "value"))
		default:
			choice := choices[key]
			choice.Set(d, w.choice("value", path(key, "value"), choice.List))
		}
	}
	r.missing(Distribution, seen, needed)
}
