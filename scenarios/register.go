package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Remarks are what a reader of the inputs should know though nothing is wrong
// with them, so that [Run] does not tell it with every result. They say once for
// each benefit that a register counts more recipients in some age bands than the
// population has people: ages that people give differ between the two sources.
func (r *Result) Remarks() abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, b := range r.Study.Benefits {
		for _, s := range r.Study.Scenarios {
			if d, ok := r.registerAbove(b, s); ok {
				found = append(found, d)
				break
			}
		}
	}
	return found
}

// registerAbove is the remark on a benefit in a scenario.
func (r *Result) registerAbove(b abnd.Benefit, s abnd.Scenario) (abnd.Diagnostic, bool) {
	own := func(code string) abnd.Path { return costing.BenefitKey(s.ID, b.ID, code) }
	if r.Projection.Choice(own("parameter/take_up_rule")) != costing.RegisterTakeUp {
		return abnd.Diagnostic{}, false
	}
	above := abnd.Diagnostic{Severity: abnd.Remark, Code: "register-above-population"}
	bands := abnd.Text{}
	for _, band := range costing.RegisterBands() {
		ratio := r.estimate(own(band.Count + "_ratio"))
		if !ratio.Known || ratio.Value <= 1+slip {
			continue
		}
		text := abnd.T("%.0f%% from the age of %.0f", "%.0f %% a partir dos %.0f anos").Fill(ratio.Value*percent, r.estimate(own("parameter/"+band.Age)).Value)
		if above.Path != "" {
			bands = abnd.T("%s, %s", "%s, %s").Fill(bands, text)
			continue
		}
		_, above.Path = (&questions{Result: r}).inForce(s, b, band.Count)
		bands = text
	}
	above.Problem = abnd.T("%q: in %d the register has more recipients than there are people in some age bands: %s. Ages in a register and in a "+
		"projection differ: no band is capped, and coverage is that of the whole group",
		"%q: em %d, o registo tem mais beneficiários do que há pessoas em alguns escalões etários: %s. As idades de um registo e as de uma "+
			"projecção diferem: nenhum escalão é limitado, e a cobertura é a do grupo inteiro").
		Fill(b.ID, int(r.estimate(own("parameter/register_year")).Value), bands)
	return above, above.Path != ""
}
