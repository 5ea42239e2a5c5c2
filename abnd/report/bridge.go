package report

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// Bridge shows the figure of another institution, what each factor adds to it,
// and the study's own: a waterfall, with the factors on both sides.
func Bridge(x scenarios.Bridge, study *abnd.Study) Document {
	all := []float64{x.TheirTotal, x.StudyTotal, x.Difference()}
	for _, step := range x.Steps {
		all = append(all, step.Effect)
	}
	s := chooseScale(moneyScales, moneyLimit, partRoom, all)
	var b builder
	b.say(abnd.T("%s, %s, %d: from the other institution’s total to the study’s", "%s, %s, %d: do total da outra instituição ao do estudo").
		Fill(benefitTitle(study, x.Benefit), runTitle(study, x.At.Scenario), int(x.At.Year)))
	b.say(abnd.T("Totals and effects in %s, current prices; the amount in %s.", "Totais e efeitos em %s, preços correntes; o montante em %s.").
		Fill(s.Name.Fill(study.Country.Currency), study.Country.Currency))
	table := &Table{Name: "bridge", Columns: append([]Column{{}}, heads(abnd.T("theirs|study|study ÷ theirs|effect",
		"outra inst.|estudo|estudo ÷ outra|efeito"))...)}
	effect := func(x float64) Cell {
		cell := figure(Money, x, abnd.KnownAll, s)
		cell.Signed = true
		return cell
	}
	var blank Cell
	_, oneSided := x.Step(scenarios.StartOrEnd) // and the factors have no effects
	table.row(words(abnd.T("Their total", "Total da outra instituição")), blank, blank, blank, figure(Money, x.TheirTotal, abnd.KnownAll, s))
	for _, step := range x.Steps {
		if step.Said == "" {
			if step.Effect != 0 {
				table.row(words(abnd.T(" %s", " %s").Fill(step.Factor.Label())), blank, blank, blank, effect(step.Effect))
			}
			continue
		}
		cells := []Cell{
			words(abnd.T(" %s", " %s").Fill(x.StepLabel(step.Factor))), stepCell(step.Factor, step.Theirs), stepCell(step.Factor, step.Study), blank, effect(step.Effect),
		}
		if step.Theirs.Known && step.Study.Known && step.Theirs.Value != 0 {
			cells[3] = numberCell(step.Study.Value/step.Theirs.Value, ratioDecimals)
		}
		if step.Said == scenarios.SaidNothing || oneSided {
			cells[4] = blank
		}
		table.row(cells...)
	}
	table.row(words(abnd.T("The study’s total", "Total do estudo")), blank, blank, blank, figure(Money, x.StudyTotal, abnd.KnownAll, s))
	difference := []Cell{words(abnd.T("Difference", "Diferença")), blank, blank, blank, effect(x.Difference())}
	if x.TheirTotal != 0 {
		difference[3] = numberCell(x.StudyTotal/x.TheirTotal, ratioDecimals)
	}
	table.row(difference...)
	b.section(abnd.Text{}, table)
	b.section(abnd.Text{})
	for _, note := range x.Notes(study.Country.Currency) {
		b.note(note)
	}
	if !oneSided {
		b.note(shapleyNote)
	}
	return b.Document
}

// benefitTitle is the name of a benefit with its ID.
func benefitTitle(study *abnd.Study, id string) abnd.Text {
	b, _ := study.FindBenefit(id)
	return oneLine(named(b.Name, id))
}

// stepCell is the figure of a factor on one side.
func stepCell(f scenarios.Factor, x abnd.Figure) Cell {
	const twoDecimals = 2
	if !x.Known {
		return unknownCell
	}
	switch f {
	case scenarios.PeopleFactor:
		return figure(Persons, x.Value, abnd.KnownAll, decimals(0))
	case scenarios.AmountFactor:
		return figure(Money, x.Value, abnd.KnownAll, decimals(twoDecimals))
	case scenarios.SharePaidFactor, scenarios.AdministrationFactor:
		return figure(Share, x.Value, abnd.KnownAll, decimals(decimalsOf(math.Round(x.Value*percent*percent)/percent)))
	}
	return figure(Number, x.Value, abnd.KnownAll, decimals(min(twoDecimals, decimalsOf(x.Value))))
}

// bridgeHeader is a public format: its names do not change.
var bridgeHeader = []string{"factor", "unit", "theirs", "study", "said", "effect"}

// bridgeTotal is the record of [BridgeRecords] that is no factor.
const bridgeTotal = "total"

// BridgeRecords are a bridge with one factor a row, with every digit: their
// figure, the study's, where theirs comes from, and what the factor adds to
// their total in the study's currency. Administration is a share of the
// benefits. What is not known is blank. The first row is the total, whose
// effect is the whole difference; the effects of the others add up to it.
func BridgeRecords(x scenarios.Bridge, study *abnd.Study) Records {
	return Records{bridgeHeader, func(yield func(...Field)) {
		optional := func(f abnd.Figure) Field {
			if !f.Known {
				return blankCell
			}
			return figureCell(f.Value)
		}
		currency := study.Country.Currency
		yield(textCell(bridgeTotal), textCell(currency), figureCell(x.TheirTotal), figureCell(x.StudyTotal), blankCell, figureCell(x.Difference()))
		for _, step := range x.Steps {
			yield(codeCell(step.Factor), textCell(bridgeUnit(x, step, currency)), optional(step.Theirs), optional(step.Study), codeCell(step.Said),
				figureCell(step.Effect))
		}
	}}
}

// bridgeUnit is the unit of a factor, for programs; that of an effect where it
// is no factor.
func bridgeUnit(x scenarios.Bridge, step scenarios.BridgeStep, currency string) string {
	switch step.Factor {
	case scenarios.PeopleFactor:
		if x.Recipients == abnd.CountHouseholds {
			return "households"
		}
		return "persons"
	case scenarios.PaymentsFactor:
		return "payments"
	case scenarios.SharePaidFactor, scenarios.AdministrationFactor:
		return "share"
	}
	return currency
}

// BridgeTree is the records of [BridgeRecords] as an object, with the manifest,
// what is compared, the method and the notes.
func BridgeTree(manifest Manifest, x scenarios.Bridge, study *abnd.Study) Tree {
	head := struct {
		Manifest
		Method     string         `json:"method"`
		Scenario   string         `json:"scenario"`
		Benefit    string         `json:"benefit"`
		Year       int            `json:"year"`
		MeanAmount bool           `json:"mean_amount"`
		Notes      []ManifestText `json:"notes"`
	}{
		Manifest: manifest, Method: scenarios.ShapleyMethod, Scenario: x.At.Scenario, Benefit: x.Benefit, Year: int(x.At.Year),
		MeanAmount: x.Mean, Notes: []ManifestText{},
	}
	for _, note := range x.Notes(study.Country.Currency) {
		head.Notes = append(head.Notes, manifestText(note, study.Country.ISO3))
	}
	return treeOf(head, recordsIn("parts", BridgeRecords(x, study)))
}
