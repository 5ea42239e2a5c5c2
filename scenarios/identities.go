package scenarios

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Identity is something that holds between the figures of any result, whatever
// the inputs: parts add to their total, a balance is what is left.
type Identity struct {
	Code    string // stable, for scripts: "guarantees"
	Name    abnd.Text
	Checked int // instances: one per year, scenario and sum
	// Faults are the instances in which it does not hold.
	Faults []IdentityFault
}

// IdentityFault is one instance in which an identity does not hold.
type IdentityFault struct {
	Key   model.Key
	Year  abnd.Year
	Value float64 // of the figure
	Other float64 // what it should be
}

// identityTolerance is relative to the largest figure that goes in: another
// order of adding changes the last digits.
const identityTolerance = 1e-9

// Identities checks what must hold between the figures of the result, worked
// out here from the figures themselves and not from the formulas that made
// them. An instance of which a figure is not known is passed over.
func (r *Result) Identities() []Identity {
	return []Identity{
		r.guaranteesAdd(), r.benefitsAdd(), r.administrationAdds(), r.increments(), r.balances(), r.sexesAdd(), r.populationAdds(), r.growth(), r.payersAdd(),
	}
}

// holds adds an instance: figure is the sum of parts.
func (r *Result) holds(id *Identity, years abnd.Years, figure model.Key, parts func(abnd.Year) ([]float64, bool)) {
	for _, year := range years.All() {
		value, known := r.Projection.Value(figure, year)
		terms, all := parts(year)
		if !known || !all {
			continue
		}
		sum, size := 0.0, math.Abs(value)
		for _, x := range terms {
			sum += x
			size = max(size, math.Abs(x))
		}
		id.Checked++
		if !(math.Abs(value-sum) <= identityTolerance*size) {
			id.Faults = append(id.Faults, IdentityFault{figure, year, value, sum})
		}
	}
}

// of gives the values of some figures in a year.
func (r *Result) of(keys ...model.Key) func(abnd.Year) ([]float64, bool) {
	return func(year abnd.Year) ([]float64, bool) {
		var values []float64
		for _, key := range keys {
			x, known := r.Projection.Value(key, year)
			if !known {
				return nil, false
			}
			values = append(values, x)
		}
		return values, true
	}
}

// knownPart is what is known of a sum: nothing of one that is not known.
func (r *Result) knownPart(sum model.Key, year abnd.Year) float64 {
	x, _ := r.Projection.Value(sum, year)
	return x
}

func (r *Result) guaranteesAdd() Identity {
	id := Identity{Code: "guarantees", Name: abnd.T("the four guarantees add up to the total", "a soma das quatro garantias é igual ao total")}
	for _, s := range r.Study.Scenarios {
		for _, code := range []string{"total_cost", "benefit_cost", "admin_cost", "incremental_cost", "law_incremental_cost", "kept_incremental_cost"} {
			for _, sum := range []struct {
				key  model.Key
				over []abnd.Guarantee
			}{
				{costing.IncomeSecurityKey(s.ID, code), abnd.IncomeSecurityGuarantees()},
				{costing.TotalKey(s.ID, code), abnd.Guarantees()},
			} {
				r.holds(&id, r.Study.Projection, sum.key, func(year abnd.Year) ([]float64, bool) {
					var parts []float64
					for _, g := range sum.over {
						parts = append(parts, r.knownPart(costing.GuaranteeKey(s.ID, g, code), year))
					}
					return parts, true
				})
			}
		}
	}
	return id
}

func (r *Result) benefitsAdd() Identity {
	id := Identity{Code: "benefits", Name: abnd.T("benefits and schemes add to the total", "a soma de prestações e regimes é igual ao total")}
	for _, s := range r.Study.Scenarios {
		var parts []model.Key
		for _, b := range r.Study.Benefits {
			parts = append(parts, costing.BenefitKey(s.ID, b.ID, "total_cost"))
		}
		for _, x := range costing.ProjectedSchemes(r.Study) {
			parts = append(parts, costing.SchemeKey(s.ID, x.ID, "total_cost"))
		}
		r.holds(&id, r.Study.Projection, costing.TotalKey(s.ID, "total_cost"), r.of(parts...))
	}
	return id
}

// payersAdd finds that what each payer pays, what the Treasury takes over and what
// has no known payer are the cost. Nothing where the study says nothing of who pays.
func (r *Result) payersAdd() Identity {
	id := Identity{Code: "payers", Name: abnd.T("what the payers pay, what is taken over and what has no known payer add up to the total", "o que cada um paga, o que passa para o Tesouro e o que não se sabe quem paga somam o total")}
	if !costing.HasPayers(r.Study) {
		return id
	}
	adds := func(key func(line string) model.Key) {
		r.holds(&id, r.Study.Projection, key("total_cost"), func(year abnd.Year) ([]float64, bool) {
			var parts []float64
			for _, line := range costing.PayerLines() {
				parts = append(parts, r.knownPart(key(line), year))
			}
			return parts, true
		})
	}
	for _, s := range r.Study.Scenarios {
		adds(func(line string) model.Key { return costing.TotalKey(s.ID, line) })
		for _, b := range r.Study.Benefits {
			adds(func(line string) model.Key { return costing.BenefitKey(s.ID, b.ID, line) })
		}
	}
	for _, p := range r.Study.Packages {
		adds(func(line string) model.Key { return costing.PackageKey(p.ID, line) })
	}
	return id
}

// administrationAdds finds that benefits and administration are the cost, or
// no more than it where those of some existing scheme are not known.
func (r *Result) administrationAdds() Identity {
	id := Identity{Code: "administration", Name: abnd.T("benefit expenditure and administrative cost add up to total cost", "a soma de prestações e administração é igual ao custo")}
	for _, s := range r.Study.Scenarios {
		total, benefits := costing.TotalKey(s.ID, "total_cost"), costing.TotalKey(s.ID, "benefit_cost")
		parts := r.of(benefits, costing.TotalKey(s.ID, "admin_cost"))
		r.holds(&id, r.Study.Projection, total, func(year abnd.Year) ([]float64, bool) {
			x, known := parts(year)
			if known && r.Projection.Knowledge(benefits, year) == abnd.KnownPart {
				whole, _ := r.Projection.Value(total, year)
				x = append(x, max(0, whole-x[0]-x[1])) // what is not told apart
			}
			return x, known
		})
	}
	return id
}

func (r *Result) increments() Identity {
	id := Identity{Code: "increments", Name: abnd.T("total cost = status quo cost + incremental cost", "custo total = custo da situação actual + despesa adicional")}
	for _, s := range r.Study.Scenarios {
		r.holds(&id, r.Study.Projection, costing.TotalKey(s.ID, "total_cost"), func(year abnd.Year) ([]float64, bool) {
			more, known := r.Projection.Value(costing.TotalKey(s.ID, "incremental_cost"), year)
			return []float64{r.knownPart(costing.TotalKey(abnd.StatusQuo, "total_cost"), year), more}, known
		})
	}
	return id
}

func (r *Result) balances() Identity {
	id := Identity{Code: "balance", Name: abnd.T("the government balance falls by the incremental cost", "o saldo orçamental desce no valor da despesa adicional")}
	for _, s := range r.Study.Scenarios {
		r.holds(&id, r.Study.Projection, costing.TotalKey(s.ID, "new_balance"), func(year abnd.Year) ([]float64, bool) {
			x, known := r.of("frame/revenue_amount", "frame/expenditure_amount", costing.TotalKey(s.ID, "incremental_cost"), costing.AboveLawKey)(year)
			if !known {
				return nil, false
			}
			return []float64{x[0], -x[1], -x[2], -x[3]}, true
		})
	}
	return id
}

func (r *Result) sexesAdd() Identity {
	id := Identity{Code: "sexes", Name: abnd.T("female and male recipients add to all", "a soma de beneficiárias e beneficiários é igual ao total")}
	for _, s := range r.Study.Scenarios {
		var keys []model.Key
		for _, g := range abnd.Guarantees() {
			keys = append(keys, costing.GuaranteeKey(s.ID, g, "beneficiaries"))
		}
		for _, key := range keys {
			r.holds(&id, r.Study.Projection, key, r.of(key+"/female", key+"/male"))
		}
	}
	return id
}

func (r *Result) populationAdds() Identity {
	id := Identity{Code: "population", Name: abnd.T("single ages of both sexes add to the population", "a soma das idades de ambos os sexos é igual à população")}
	people := r.Projection.Model().Population()
	r.holds(&id, r.Study.Projection, "frame/population", func(year abnd.Year) ([]float64, bool) {
		var all []float64
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				n, known := people.Get(year, sex, age)
				if !known {
					return nil, false
				}
				all = append(all, float64(n))
			}
		}
		return all, true
	})
	return id
}

func (r *Result) growth() Identity {
	id := Identity{Code: "growth", Name: abnd.T("GDP grows by real growth and the deflator", "o PIB cresce com o crescimento real e o deflator")}
	r.holds(&id, r.Study.Projection, "frame/gdp", func(year abnd.Year) ([]float64, bool) {
		before, known := r.Projection.Value("frame/gdp", year-1)
		rates, given := r.of("frame/real_growth", "frame/deflator_growth")(year)
		if !known || !given {
			return nil, false
		}
		return []float64{before * (1 + rates[0]) * (1 + rates[1])}, true
	})
	return id
}
