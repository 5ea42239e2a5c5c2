package scenarios_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// measureYield recomputes the yield of a measure from the fields of the study, in
// plain arithmetic.
func (o *oracle) measureYield(f abnd.Financing, t abnd.Year) float64 {
	if t < f.Start || f.End != 0 && t > f.End {
		return 0
	}
	risen := 1.0
	if f.RampYears.Known {
		risen = math.Min(1, float64(t-f.Start+1)/f.RampYears.Value)
	}
	x := func(code string) float64 {
		v, ok := f.Parameters[code].Number()
		if !ok {
			return math.NaN()
		}
		return v
	}
	base := o.measureBase(f, t)
	switch f.Rule {
	case "":
		if f.Share.Known {
			return risen * f.Share.Value * o.gdp[t]
		}
		return risen * f.Amount.Value * o.moved(f.Index, f.Amount.Year, t, 0)
	case "consumption-tax":
		revenue := base // what the tax yields today
		if e := x("efficiency"); !math.IsNaN(e) {
			revenue = base * e * x("rate_today")
		}
		price := x("rate") / (1 + x("rate_today"))
		return risen * revenue / x("rate_today") * x("rate") * (1 + x("elasticity")*price)
	case "excise":
		units := base / x("tax_today")
		if e := x("efficiency"); !math.IsNaN(e) {
			units = base * e / x("unit_price")
		}
		price := x("unit_price") + x("pass_through")*(x("tax_new")-x("tax_today"))
		after := units * (1 + x("elasticity")*(price/x("unit_price")-1))
		return risen * (after*x("tax_new") - units*x("tax_today"))
	case "contribution-rate":
		return risen * x("rate") * base * x("efficiency")
	case "exemption-removed":
		gained := x("rate") * base
		return risen * (gained - gained*x("compensation"))
	case "reallocated-share", "rate-of-base":
		return risen * x("rate") * base
	}
	panic("oracle: no rule " + f.Rule)
}

// measureBase carries an entered base on year by year, and takes others from the
// study's own series.
func (o *oracle) measureBase(f abnd.Financing, t abnd.Year) float64 {
	g := o.study.Government
	if code, ok := f.Parameters["base"].Code(); ok {
		switch code {
		case "wage-bill":
			return o.rate(o.study.Labour.Insured, t) * o.averageWage[t] * 12
		case "expenditure":
			return o.expenditure[t]
		case "taxes":
			return o.rate(g.Taxes.Share, t) * o.gdp[t]
		}
		panic("oracle: no base " + code)
	}
	number := func(code string) (float64, bool) { return f.Parameters[code].Number() }
	year, dated := number("base_year")
	at := t
	if dated {
		at = abnd.Year(year)
	}
	base, isAmount := number("base_amount")
	if !isAmount {
		share, _ := number("base_share")
		base = share * o.gdp[at]
	}
	buoyancy, ok := number("buoyancy")
	if !ok {
		buoyancy = 1
	}
	for y := at; y < t; y++ {
		base += base * buoyancy * (o.gdp[y+1] - o.gdp[y]) / o.gdp[y]
	}
	return base
}

// Measures of every rule, with drawn figures and both forms of each, yield what
// plain arithmetic gives in every year.
func TestFinancingAgreesWithAnIndependentRecomputation(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 6))
	draw := func(low, high float64) float64 { return low + (high-low)*random.Float64() }
	share := func(low, high float64) abnd.Share { return abnd.Share(draw(low, high)) }
	s := studies.Load(t, "MOZ")
	assumed := func(from abnd.Year, value float64) abnd.Series {
		return abnd.Series{Provenance: abnd.Provenance{Confidence: abnd.Assumption}, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{from: value}}
	}
	s.Labour.Insured, s.Labour.Compliance = assumed(s.FirstYear, 400_000), abnd.Series{}
	s.Economy.AverageWage = abnd.Benchmark{Level: abnd.Level{Figure: abnd.Known(12_000, 2024), Provenance: abnd.Provenance{Confidence: abnd.Assumption}}, Index: costing.IndexWages}
	s.Government.Taxes.Share = assumed(s.FirstYear, 0.15)
	for i := range 40 {
		bases := []costing.Base{
			costing.BaseShare(share(0, 1)), costing.BaseAmount(abnd.Money(draw(1e9, 1e12)), abnd.Year(2018+i%6)),
			costing.BaseAmount(abnd.Money(draw(1e9, 1e12)), 2021).Buoyant(draw(0, 2), 2021), costing.BaseShare(share(0, 1)).Buoyant(draw(0, 2), 2019),
			costing.BaseOf("expenditure"), costing.BaseOf("taxes"), costing.BaseOf(costing.WageBill),
		}
		base := bases[i%len(bases)]
		today := draw(0.01, 5)
		rules := []costing.FinancingRule{
			costing.ConsumptionTax{Of: base, Points: share(0, 0.1), Today: share(0.01, 0.3), Elasticity: -draw(0, 2)},
			costing.ConsumptionTax{Of: base, Points: share(0, 0.1), Today: share(0.01, 0.3), Elasticity: -draw(0, 2), Efficiency: share(0.1, 1.2)},
			costing.Excise{Of: base, Today: abnd.Money(today), New: abnd.Money(today + draw(0, 2)), Price: abnd.Money(today * draw(4, 6)), Elasticity: -draw(0, 0.3), PassThrough: share(0, 1.5)},
			costing.Excise{Of: base, New: abnd.Money(draw(0, 2)), Price: abnd.Money(draw(8, 20)), Elasticity: -draw(0, 1), PassThrough: share(0, 1.5), PaidBy: share(0.1, 1)},
			costing.WageContributions{Of: base, Points: share(0, 0.2), Compliance: share(0, 1)},
			costing.ExemptionRemoved{Of: base, Removed: share(0, 1), Compensation: share(0, 1)},
			costing.ReallocatedShare{Of: base, Share: share(0, 1)},
			costing.RateOfBase{Of: base, Rate: share(0, 1)},
		}
		for j, rule := range rules {
			f := costing.NewFinancing(fmt.Sprintf("m-%d-%d", i, j), abnd.NewTax, abnd.Same("M"), abnd.Same("base"), abnd.Year(2025+i%4), abnd.Provenance{Confidence: abnd.Assumption}, rule)
			if i%3 == 1 {
				f.RampYears = abnd.Known(float64(1+i%5), 0)
			}
			if i%4 == 2 {
				f.End = f.Start + 5
			}
			s.Financing = append(s.Financing, f)
		}
	}
	result, o, figures := studies.Run(t, s), newOracle(s), 0
	for _, f := range s.Financing {
		for _, year := range s.Projection.All() {
			got, ok := result.Yield(f.ID, year)
			want := o.measureYield(f, year)
			if figures++; !ok || !proofs.Alike(proofs.Recomputed, got, want, o.measureBaseOrNothing(f, year)) {
				t.Errorf("%s (%s) in %d: %v (known %v), recomputed %v", f.ID, f.Rule, year, got, ok, want)
			}
		}
	}
	proofs.Tell(t, "%d yields of %d measures", figures, len(s.Financing))
}

// measureBaseOrNothing is what the yield of an excise is a difference of.
func (o *oracle) measureBaseOrNothing(f abnd.Financing, t abnd.Year) float64 {
	if f.Rule == "" || t < f.Start {
		return 0
	}
	return math.Abs(o.measureBase(f, t))
}
