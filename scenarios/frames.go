package scenarios

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// What the frames give is compared with what was published, and parts with
// their totals, once they are computed.
const (
	// Published accounts are rounded to a tenth of a percent of GDP.
	itemsTolerance = 0.005
	// A labour force is modelled from participation and population, which
	// come from different sources than the published one.
	labourForceTolerance = 0.1
)

// frames finds what does not fit in the frames: items that do not add up,
// more insured than employed, a labour force that is not the published one, a
// debt that is not known in the years of the projection.
func (r *Result) frames() abnd.Diagnostics {
	var found abnd.Diagnostics
	r.items(&found, "revenue", costing.RevenueItems(), "frame/revenue_amount")
	r.items(&found, "expenditure", costing.ExpenditureItems(), "frame/expenditure_amount")
	r.insured(&found)
	r.labourForce(&found)
	r.debt(&found)
	return found
}

// firstYear is the first year of the frames for which a test holds.
func (r *Result) firstYear(years abnd.Years, holds func(abnd.Year) bool) (abnd.Year, bool) {
	for _, year := range years.All() {
		if holds(year) {
			return year, true
		}
	}
	return 0, false
}

// frame is a line's value in a year; unknown where there is no such line.
func (r *Result) frame(key model.Key, year abnd.Year) (float64, bool) {
	if !r.Projection.Model().Has(key) {
		return 0, false
	}
	return r.Projection.Value(key, year)
}

func yearPath(path string, year abnd.Year) abnd.Path {
	return abnd.Path(fmt.Sprintf("%s/%d", path, year))
}

func (r *Result) items(found *abnd.Diagnostics, side string, items []costing.Account, total model.Key) {
	complete := costing.ItemsGiven(r.Study, items)
	parts := abnd.JoinPath("frame", side+"_items_amount")
	excess := func(year abnd.Year) float64 {
		sum, known := r.frame(parts, year)
		whole, ok := r.frame(total, year)
		if !known || !ok {
			return 0
		}
		return (sum - whole) / whole
	}
	year, bad := r.firstYear(r.Study.Frame(), func(y abnd.Year) bool {
		return excess(y) > itemsTolerance || complete && excess(y) < -itemsTolerance
	})
	if bad {
		found.AddError(yearPath("government/"+side, year), "items-do-not-add-up",
			abnd.T("the items add up to %v%% of the total in %d", "a soma das rubricas é %v %% do total em %d").Fill(math.Round(1000*(1+excess(year)))/10, int(year)),
			abnd.T("correct the items or the total; amounts that belong to none of the items go into the item other", "corrija as rubricas ou o total; o que não pertence a nenhuma vai para a rubrica outra"))
	}
}

func (r *Result) insured(found *abnd.Diagnostics) {
	year, bad := r.firstYear(r.Study.Frame(), func(y abnd.Year) bool {
		rate, ok := r.frame("frame/insured_rate", y)
		return ok && rate > 1
	})
	if bad {
		rate, _ := r.frame("frame/insured_rate", year)
		found.AddError(yearPath("labour/insured_persons", year), "insured-exceed-employed",
			abnd.T("the insured are %v%% of the employed in %d", "os segurados são %v %% da população empregada em %d").Fill(math.Round(1000*rate)/10, int(year)),
			abnd.T("enter persons, not thousands, and active contributors, not all persons ever registered", "indique pessoas e não milhares, e contribuintes activos e não todos os que alguma vez se inscreveram"))
	}
}

func (r *Result) labourForce(found *abnd.Diagnostics) {
	year, bad := r.firstYear(r.Study.Frame(), func(y abnd.Year) bool {
		_, published := r.Study.Labour.LabourForce.Values[y]
		ratio, ok := r.frame("frame/labour_force_ratio", y)
		return published && ok && math.Abs(ratio-1) > labourForceTolerance
	})
	if bad {
		ratio, _ := r.frame("frame/labour_force_ratio", year)
		found.AddWarning(yearPath("labour/labour_force_published", year), "labour-force-differs",
			abnd.T("labour force participation times population is %v times the published labour force in %d", "a taxa de actividade vezes a população é %v vezes a população activa publicada em %d").Fill(math.Round(100*ratio)/100, int(year)),
			abnd.T("check whether both have the same ages and definition, and are in persons", "veja se ambas são das mesmas idades e definição, e em pessoas"))
	}
}

func (r *Result) debt(found *abnd.Diagnostics) {
	if m := r.Projection.Model(); !m.Has("frame/debt_amount") || m.Line("frame/debt_amount").Lacks {
		return // or it rests on a series that is not given, which is said
	}
	year, bad := r.firstYear(r.Study.Projection, func(y abnd.Year) bool {
		_, ok := r.frame("frame/debt_amount", y)
		return !ok
	})
	if bad {
		found.AddError("government/debt", "debt-unknown", abnd.T("the debt of %d cannot be calculated", "não se pode calcular a dívida de %d").Fill(int(year)),
			abnd.T("enter the debt of a year after which the balance is available, e.g. the last actual year, and choose its extension", "indique a dívida de um ano a partir do qual haja saldo, por exemplo o último observado, e escolha a sua extensão"))
	}
}
