package workbook

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// DecompositionAnswer is the sheet of a decomposition: what each factor adds
// to the cost, by guarantee and by benefit, with a waterfall.
func DecompositionAnswer(d scenarios.Decomposition) Answer { return decompositionAnswer{d} }

type decompositionAnswer struct{ scenarios.Decomposition }

func (decompositionAnswer) sheet() string { return DecomposeSheet }

func (decompositionAnswer) about() abnd.Text {
	return abnd.T("Breakdown of the change in cost by factor, with a waterfall chart", "Decomposição da variação do custo por factor, com um gráfico em cascata")
}

func (d decompositionAnswer) facts() []Fact {
	state := func(s scenarios.State) abnd.Text { return abnd.T("%s, %d", "%s, %d").Fill(s.Scenario, int(s.Year)) }
	return []Fact{
		{abnd.T("from", "de"), state(d.From)},
		{abnd.T("to", "para"), state(d.To)},
		{abnd.T("method", "método"), abnd.Same(scenarios.ShapleyMethod)},
	}
}

// partsOfCost are the guarantees and their sum.
func partsOfCost() []abnd.Guarantee { return append(abnd.Guarantees(), scenarios.AllOf) }

// decompositionPage writes a decomposition.
type decompositionPage struct {
	waterfall
	scenarios.Decomposition
	factors []scenarios.Factor // those that add something
}

func (d decompositionAnswer) write(a *answerPage) {
	p := &decompositionPage{waterfall: waterfall{answerPage: a, value: 1 + len(partsOfCost())}, Decomposition: d.Decomposition}
	from, to := p.Cost(scenarios.AllOf)
	p.size = max(from.Value, to.Value)
	for _, f := range scenarios.Factors() {
		if slices.ContainsFunc(d.Contributions, func(c scenarios.Contribution) bool { return c.Factor == f }) {
			p.factors = append(p.factors, f)
		}
	}
	a.begin(abnd.T("DECOMPOSE  ·  Breakdown of the change in cost", "DECOMPOSE  ·  Decomposição da variação do custo"),
		abnd.T("From %s, %d, to %s, %d: total cost in %s million, current prices. The parts are Shapley values, each factor’s average contribution over all orders of change; they add up to the change.",
			"%s, %d → %s, %d: custo total em milhões de %s, preços correntes. As partes são valores de Shapley, a contribuição média de cada factor em todas as ordens de variação; a sua soma é igual à variação.").
			Fill(runName(a.study, d.From.Scenario), int(d.From.Year), runName(a.study, d.To.Scenario), int(d.To.Year), a.study.Country.Currency), waterfallWidths()...)
	a.madeFrom(slices.Concat(a.totalsOf(d.From.Scenario, d.From.Year), a.totalsOf(d.To.Scenario, d.To.Year)))
	p.below(abnd.T("%s, %d, to %s, %d: total cost (%s million)", "%s, %d, a %s, %d: custo total (milhões de %s)").
		Fill(runName(p.study, p.From.Scenario), int(p.From.Year), runName(p.study, p.To.Scenario), int(p.To.Year), p.study.Country.Currency),
		func() {
			p.table()
			p.benefits()
		})
	a.Page.PrintCols = max(len(p.factors)+4, chartColumns(a.Page)) // the workings are not printed
}

// table writes the parts by guarantee, and the checks that they add up.
func (p *decompositionPage) table() {
	p.heading(abnd.T("Parts by guarantee", "Partes por garantia"))
	heads := []abnd.Text{abnd.T("Factor", "Factor")}
	for _, g := range abnd.Guarantees() {
		heads = append(heads, g.ShortName())
	}
	heads = append(heads, allGuarantees)
	p.heads(heads)
	p.first = p.next
	p.costs(abnd.T("Initial cost", "Custo inicial"), p.From)
	for _, f := range p.factors {
		p.Put(p.next, 1, p.textCell(f.Label(), paper.FixedLook))
		for i, g := range abnd.Guarantees() {
			p.given(2+i, p.Sum(g, f), millionsFormat)
		}
		last := 1 + len(abnd.Guarantees())
		p.worked(last+1, p.Sum(scenarios.AllOf, f), fmt.Sprintf("SUM(%s:%s)", address.At(p.next, 2), address.At(p.next, last)), millionsFormat, paper.FixedLook, p.size)
		p.step(p.Sum(scenarios.AllOf, f))
		p.next++
	}
	p.after = p.next
	p.costs(abnd.T("Final cost", "Custo final"), p.To)
	p.Put(p.next, 1, p.textCell(abnd.T("Change", "Variação"), paper.TotalLook))
	for i, g := range partsOfCost() {
		from, to := p.Cost(g)
		after, before := address.At(p.after, 2+i), address.At(p.first, 2+i)
		var change any = to.Value - from.Value
		if !from.Known.Known() && !to.Known.Known() {
			change = ""
		}
		p.worked(2+i, change, fmt.Sprintf(`IF(AND(%[1]s="",%[2]s=""),"",SUM(%[1]s)-SUM(%[2]s))`, after, before), millionsFormat, paper.TotalLook, max(from.Value, to.Value))
	}
	change := p.next
	p.next++
	p.Put(p.next, 1, p.textCell(abnd.T("Sum of the parts", "Soma das partes"), paper.FixedLook))
	for i, g := range partsOfCost() {
		sum, formula := 0.0, "0"
		for _, f := range p.factors {
			sum += p.Sum(g, f)
		}
		if len(p.factors) > 0 {
			formula = fmt.Sprintf("SUM(%s:%s)", address.At(p.first+1, 2+i), address.At(p.after-1, 2+i))
		}
		p.worked(2+i, sum, formula, millionsFormat, paper.FixedLook, p.size)
	}
	p.next++
	p.Put(p.next, 1, p.textCell(abnd.T("The parts add up to the change", "A soma das partes é igual à variação"), paper.FixedLook))
	for i := range partsOfCost() {
		p.agrees(2+i, millionsFormat, address.At(change, 2+i), address.At(change+1, 2+i), address.At(p.first, 2+i), address.At(p.after, 2+i))
	}
	p.next++
}

// costs writes the cost by guarantee on one side, and the column of the chart.
func (p *decompositionPage) costs(label abnd.Text, s scenarios.State) {
	p.Put(p.next, 1, p.textCell(label, paper.TotalLook))
	total := 0.0
	for i, g := range partsOfCost() {
		total = p.figure(2+i, p.key(s.Scenario, g, scenarios.AllOf, scenarios.TotalCost), s.Year, paper.TotalLook)
	}
	p.total(total)
	p.next++
}

// benefits writes the parts by benefit and existing scheme, those that have a
// cost on either side.
func (p *decompositionPage) benefits() {
	p.heading(abnd.T("Parts by benefit and existing scheme", "Partes por prestação e regime existente"))
	heads := []abnd.Text{abnd.T("Benefit or scheme", "Prestação ou regime"), abnd.T("Initial cost", "Custo inicial")}
	for _, f := range p.factors {
		heads = append(heads, f.Label())
	}
	p.head(append(heads, abnd.T("Final cost", "Custo final"), abnd.T("They add up", "Soma"))...)
	const before = 2
	after := before + len(p.factors) + 1
	for _, c := range p.Costs {
		if c.From == 0 && c.To == 0 {
			continue
		}
		p.Put(p.next, 1, p.textCell(p.costedName(c.Benefit), paper.FixedLook))
		p.cost(before, c, p.From, c.From)
		for i, f := range p.factors {
			p.given(before+1+i, p.contribution(c, f), millionsFormat)
		}
		p.cost(after, c, p.To, c.To)
		p.agrees(after+1, millionsFormat, address.At(p.next, after), fmt.Sprintf("SUM(%s:%s)", address.At(p.next, before), address.At(p.next, after-1)), address.At(p.next, before))
		p.next++
	}
}

// cost writes what a benefit or scheme costs on one side: of one that is split, the
// part of the guarantee.
func (p *decompositionPage) cost(col int, c scenarios.CostChange, s scenarios.State, value float64) {
	key := p.key(s.Scenario, c.Guarantee, c.Benefit, scenarios.TotalCost)
	part, parted := p.partOf(c, s)
	if !parted {
		p.figure(col, key, s.Year, paper.FixedLook)
		return
	}
	cell := func(key model.Key) string {
		at := p.spots[key]
		return address.Absolute(at.sheet, at.row, at.column(s.Year))
	}
	p.worked(col, value, cell(part)+"*"+cell(key), p.numberOf(p.model.Line(key)), paper.FixedLook, 0)
}

// partOf is the line of the part that a guarantee has; false for all.
func (p *decompositionPage) partOf(c scenarios.CostChange, s scenarios.State) (model.Key, bool) {
	if b, ok := p.study.FindBenefit(c.Benefit); ok {
		return costing.PartKey(p.scenarioIn(s.Scenario, c.Guarantee), b, c.Guarantee)
	}
	scheme, _ := p.study.FindScheme(c.Benefit)
	return costing.SchemePartKey(scheme, c.Guarantee)
}

// contribution is what a factor adds to one benefit; nil where it adds nothing.
func (p *decompositionPage) contribution(of scenarios.CostChange, f scenarios.Factor) any {
	for _, c := range p.Contributions {
		if c.Guarantee == of.Guarantee && c.Benefit == of.Benefit && c.Factor == f {
			return c.Value
		}
	}
	return nil
}

// costedName is the name of a benefit or existing scheme.
func (w *resultWriter) costedName(id string) abnd.Text {
	name := abnd.Text{}
	if b, ok := w.study.FindBenefit(id); ok {
		name = b.Name
	}
	if s, ok := w.study.FindScheme(id); ok && name.IsZero() {
		name = s.Name
	}
	if name.IsZero() {
		return abnd.Same(id)
	}
	return name
}
