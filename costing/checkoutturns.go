package costing

import (
	"fmt"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// componentsApart is how far a whole may be from the sum of its components before
// there is a warning, as a share of it: published figures are rounded.
const componentsApart = 0.005

// outturns checks what was due, paid and appropriated: each row by itself, then
// those of one year of a scheme against one another.
func (c *checker) outturns() {
	var schemes []string
	for _, s := range c.study.Schemes {
		schemes = append(schemes, s.ID)
	}
	for _, o := range c.study.Outturns {
		c.outturn(o, schemes)
	}
	for _, y := range OutturnYears(c.study) {
		c.outturnCovers(y)
		c.outturnYear(y)
	}
}

func (c *checker) outturn(o abnd.Outturn, schemes []string) {
	path := OutturnPath(o)
	c.reference(path+"/scheme", abnd.T("scheme", "o regime"), o.Scheme, schemes)
	if o.Year == 0 {
		c.fail(path+"/year", "needed", abnd.T("the year of the figure is missing", "falta o ano do valor"),
			abnd.T("enter the budget year, e.g. 2024", "indique o ano orçamental, por exemplo 2024"))
	}
	if !slices.Contains(abnd.OutturnMeasures(), o.Measure) {
		c.reference(path+"/measure", abnd.T("measure", "a medida"), string(o.Measure), stringsOf(abnd.OutturnMeasures()))
	}
	if !slices.Contains(abnd.Components(), o.Whole()) {
		c.reference(path+"/component", abnd.T("component", "a componente"), string(o.Component), stringsOf(abnd.Components()))
	} else if !o.Measure.IsMoney() && o.Whole() != abnd.WholeComponent {
		c.fail(path+"/component", "not-money", abnd.T("recipients have no internal or external component", "os beneficiários não têm componente interna nem externa"),
			abnd.T("leave the cell blank", "deixe a célula em branco"))
	}
	if o.Value.Known {
		c.bounds(path+"/value", measureName(o.Measure, abnd.WholeComponent), o.Value.Value, 0, maxMoney, false)
	}
	c.partOfYear(path, o)
	c.provenance(path, o.Provenance)
}

// partOfYear warns of payments that were counted before their year was over: what
// is due in the year less these is no arrears.
func (c *checker) partOfYear(path abnd.Path, o abnd.Outturn) {
	end := fmt.Sprintf("%04d-12-31", int(o.Year))
	paid := o.Measure == abnd.PaidOut || o.Measure == abnd.RecipientsPaid
	if !paid || !o.Value.Known || o.Date == "" || o.Year == 0 || o.Date >= end {
		return
	}
	c.warn(path+"/date", "part-of-year", abnd.T("the payments of %d are counted only up to %s, so that what is in arrears is overstated", "os pagamentos de %d só se contam até %s, pelo que o valor em atraso fica sobrestimado").Fill(int(o.Year), o.Date),
		abnd.T("enter the payments of the whole year, or leave the value blank and write the part in the note", "indique os pagamentos do ano inteiro, ou deixe o valor em branco e escreva a parte na nota"))
}

// outturnCovers checks which other schemes the figures of a year include: known
// ones, each once, and the same in every row that says it.
func (c *checker) outturnCovers(y OutturnYear) {
	var known []string
	for _, s := range c.study.Schemes {
		if s.ID != y.Scheme.ID {
			known = append(known, s.ID)
		}
	}
	covers := sortedIDs(y.covers())
	for _, row := range y.Rows {
		path := OutturnPath(row) + "/covers"
		seen := map[string]bool{}
		for _, id := range row.Covers {
			if seen[id] {
				c.fail(path, "covers-twice", abnd.T("%q is listed twice", "%q é indicado duas vezes").Fill(id), abnd.T("enter it once", "indique-o uma só vez"))
				continue
			}
			seen[id] = true
			c.reference(path, abnd.T("other scheme", "outro regime"), id, known)
		}
		if !slices.Equal(sortedIDs(coversOf(row, y.Scheme)), covers) {
			c.fail(path, "covers-differ", abnd.T("the figures of %d of %q do not include the same schemes", "os valores de %d de %q não incluem os mesmos regimes").Fill(int(y.Year), y.Scheme.ID),
				abnd.T("enter the same ids in every row of the year, or enter the wider figure under another of the schemes", "indique os mesmos códigos em todas as linhas do ano, ou indique o valor mais amplo noutro dos regimes"))
		}
	}
}

func sortedIDs(ids []string) []string { return slices.Sorted(slices.Values(ids)) }

// coversOf lists the other schemes that a row includes.
func coversOf(row abnd.Outturn, s abnd.Scheme) []string {
	if len(row.Covers) > 0 {
		return row.Covers
	}
	return s.ExpenditureCovers
}

// outturnYear warns of figures of one year that do not fit one another.
func (c *checker) outturnYear(y OutturnYear) {
	for _, component := range abnd.Components() {
		paid, isPaid := y.given(abnd.PaidOut, component)
		if !isPaid {
			continue
		}
		at := OutturnPath(abnd.Outturn{Scheme: y.Scheme.ID, Year: y.Year, Measure: abnd.PaidOut, Component: component}) + "/value"
		if due, ok := y.given(abnd.Due, component); ok && paid > due {
			c.warn(at, "paid-over-due", abnd.T("more was paid in %d than was due: %v over %v", "pagou-se em %d mais do que era devido: %v contra %v").Fill(int(y.Year), paid, due),
				abnd.T("correct one of the two, or say in the note which arrears of earlier years are in the payments", "corrija um dos dois, ou diga na nota que atrasados de anos anteriores estão nos pagamentos"))
		}
		if budget, ok := y.given(abnd.Appropriated, component); ok && paid > budget {
			c.warn(at, "paid-over-appropriated", abnd.T("more was paid in %d than the budget appropriated: %v over %v", "pagou-se em %d mais do que a dotação: %v contra %v").Fill(int(y.Year), paid, budget),
				abnd.T("correct one of the two, or enter the budget as it was changed in the year", "corrija um dos dois, ou indique a dotação como foi alterada durante o ano"))
		}
	}
	enrolled, isEnrolled := y.given(abnd.RecipientsDue, abnd.WholeComponent)
	if paid, ok := y.given(abnd.RecipientsPaid, abnd.WholeComponent); ok && isEnrolled && paid > enrolled {
		c.warn(OutturnPath(abnd.Outturn{Scheme: y.Scheme.ID, Year: y.Year, Measure: abnd.RecipientsPaid})+"/value", "paid-of-recipients",
			abnd.T("more recipients were paid in %d than are enrolled: %v over %v", "pagou-se em %d a mais beneficiários do que os inscritos: %v contra %v").Fill(int(y.Year), paid, enrolled),
			abnd.T("correct one of the two", "corrija um dos dois"))
	}
	c.outturnCounts(y)
	for _, m := range []abnd.OutturnMeasure{abnd.Due, abnd.PaidOut, abnd.Appropriated} {
		whole, ok := y.given(m, abnd.WholeComponent)
		internal, isInternal := y.given(m, abnd.Internal)
		external, isExternal := y.given(m, abnd.External)
		if ok && isInternal && isExternal && math.Abs(internal+external-whole) > componentsApart*whole {
			c.warn(OutturnPath(abnd.Outturn{Scheme: y.Scheme.ID, Year: y.Year, Measure: m})+"/value", "components-sum",
				abnd.T("the two components of %d add up to %v, not to %v", "as duas componentes de %d somam %v, e não %v").Fill(int(y.Year), internal+external, whole),
				abnd.T("correct one of the three, or leave the whole blank", "corrija um dos três, ou deixe o total em branco"))
		}
	}
}

// outturnCounts warns where SCHEMES has another count of the same year.
func (c *checker) outturnCounts(y OutturnYear) {
	s := y.Scheme
	if s.Recipients.Year != y.Year || len(y.Members) > 1 && len(s.RecipientsCover) == 0 {
		return
	}
	for _, of := range []struct {
		measure abnd.OutturnMeasure
		counted abnd.Figure
	}{{abnd.RecipientsDue, s.Recipients}, {abnd.RecipientsPaid, s.RecipientsPaid}} {
		if x, ok := y.given(of.measure, abnd.WholeComponent); ok && of.counted.Known && x != of.counted.Value {
			c.warn(OutturnPath(abnd.Outturn{Scheme: s.ID, Year: y.Year, Measure: of.measure})+"/value", "counts-differ",
				abnd.T("%v in %d, but SCHEMES has %v", "%v em %d, mas SCHEMES tem %v").Fill(x, int(y.Year), of.counted.Value),
				abnd.T("correct one of the two", "corrija um dos dois"))
		}
	}
}

// given is what is entered of a measure for a component.
func (y OutturnYear) given(m abnd.OutturnMeasure, component abnd.Component) (float64, bool) {
	row, ok := y.row(m, component)
	return row.Value.Value, ok && row.Value.Known
}
