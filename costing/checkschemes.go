package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

func (c *checker) schemes() {
	seen := map[string]bool{}
	for _, s := range c.study.Schemes {
		path := abnd.JoinPath("schemes", s.ID)
		c.id(abnd.T("scheme", "o regime"), path+"/id", s.ID, seen)
		if len(s.Guarantees) == 0 {
			c.fail(path+"/guarantees", "needed", abnd.T("the scheme %q is not assigned to a guarantee", "o regime %q não está atribuído a nenhuma garantia").Fill(s.ID),
				abnd.T("name one or more of health; children; active-age; older", "indique uma ou mais de health (saúde); children (crianças); active-age (idade activa); older (velhice)"))
		}
		for _, g := range s.Guarantees {
			c.guarantee(path+"/guarantees", g)
		}
		if !slices.Contains(abnd.SchemeStatuses(), s.Status) {
			c.reference(path+"/status", abnd.T("status", "a situação"), string(s.Status), stringsOf(abnd.SchemeStatuses()))
		}
		if s.Sex != "" {
			c.choice(path+"/sex", model.SexList, string(s.Sex))
		}
		if s.Recipients.Known && !slices.Contains(abnd.CountingUnits(), s.CountingUnit) {
			c.reference(path+"/recipients_unit", abnd.T("counting unit", "a unidade de contagem"), string(s.CountingUnit), stringsOf(abnd.CountingUnits()))
		}
		if s.Form != "" && !slices.Contains(abnd.BenefitForms(), s.Form) {
			c.reference(path+"/form", abnd.T("form of the benefit", "a forma da prestação"), string(s.Form), stringsOf(abnd.BenefitForms()))
		}
		if s.Law != "" && !slices.Contains(abnd.LegalStatuses(), s.Law) {
			c.reference(path+"/legal_status", abnd.T("status of the legal basis", "a situação da base legal"), string(s.Law), stringsOf(abnd.LegalStatuses()))
		}
		c.schemeFigures(path, s)
		c.schemePayers(path, s)
		c.schemeSplit(path, s)
		c.covers(path, s)
		c.provenance(path, s.Provenance)
	}
}

func (c *checker) schemeFigures(path abnd.Path, s abnd.Scheme) {
	for _, f := range []struct {
		code   string
		label  abnd.Text
		figure abnd.Figure
	}{
		{"age_min", abnd.T("the youngest age", "a idade mínima"), s.AgeMin},
		{"age_max", abnd.T("the oldest age", "a idade máxima"), s.AgeMax},
		{"benefit", abnd.T("the benefit", "a prestação"), s.Benefit},
		{"payments", abnd.T("Payments per year", "Pagamentos por ano"), s.Payments},
		{"recipients_amount", abnd.T("Payment amount in the year of the count", "Montante do pagamento no ano da contagem"), s.RecipientsAmount},
		{"recipients", abnd.T("the number of recipients", "o número de beneficiários"), s.Recipients},
		{"recipients_paid", abnd.T("Recipients paid in the year", "Beneficiários pagos no ano"), s.RecipientsPaid},
		{"benefit_for", abnd.T("Persons per payment", "Pessoas por pagamento"), s.BenefitFor},
		{"expenditure", abnd.T("the expenditure", "a despesa"), s.Expenditure},
	} {
		if f.figure.Known {
			c.within(path+"/"+abnd.Path(f.code), f.label, f.figure.Value, schemeBounds[f.code])
		}
	}
	if s.AgeMin.Known && s.AgeMax.Known && s.AgeMin.Value > s.AgeMax.Value {
		c.fail(path+"/age_max", "age-order", abnd.T("the maximum age %v is below the minimum age %v", "a idade máxima, %v, é inferior à mínima, %v").Fill(s.AgeMax.Value, s.AgeMin.Value),
			abnd.T("swap the two values, or correct one of them", "troque os dois valores ou corrija um deles"))
	}
	if paid := s.RecipientsPaid; paid.Known && (!s.Recipients.Known || paid.Value > s.Recipients.Value) {
		c.fail(path+"/recipients_paid", "paid-of-recipients", abnd.T("more recipients were paid than there are in recipients", "pagou-se a mais beneficiários do que os que há em recipients"),
			abnd.T("enter in recipients those who are enrolled, and in recipients_paid those of them who were paid", "indique em recipients os inscritos e em recipients_paid aqueles a quem se pagou"))
	}
	if s.Projection == "" {
		return
	}
	c.choice(path+"/projection", SchemeIndexList, s.Projection)
	if !s.Expenditure.Known {
		c.fail(path+"/expenditure", "needed", abnd.T("the scheme is projected forward, but its expenditure is missing", "o regime é projectado, mas falta a sua despesa"),
			abnd.T("enter the expenditure and its year, or leave projection blank", "indique a despesa e o seu ano ou deixe projection em branco"))
	} else if !c.study.Frame().Contains(s.Expenditure.Year) {
		c.fail(path+"/expenditure_year", "year-outside", abnd.T("the year of the expenditure, %d, is outside the data years %s", "o ano da despesa, %d, está fora dos anos dos dados, %s").Fill(int(s.Expenditure.Year), c.study.Frame()),
			abnd.T("enter one of these years", "indique um desses anos"))
	}
}

// maxMoney is far above any national figure: beyond it a number is a slip.
const maxMoney = 1e18

func stringsOf[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = string(x)
	}
	return out
}

func (c *checker) guarantee(path abnd.Path, g abnd.Guarantee) {
	if !g.Valid() {
		c.reference(path, abnd.T("guarantee", "a garantia"), string(g), stringsOf(abnd.Guarantees()))
	}
}

func (c *checker) recommendations() {
	seen := map[string]bool{}
	for _, r := range c.study.Recommended {
		path := abnd.JoinPath("recommendations", r.ID)
		c.id(abnd.T("recommendation", "a recomendação"), path+"/id", r.ID, seen)
		c.guarantee(path+"/guarantee", r.Guarantee)
		for _, g := range r.Gaps {
			c.gapRef(path+"/gaps", r, g)
		}
	}
}

// reservedIDs cannot name a scenario: they begin the keys of other lines, or
// head other columns of BENEFITS.
var reservedIDs = []string{
	"frame", "general", "economy", "government", "vital", "tables", "benefits", "schemes", "population", "scenarios",
	"package", "packages", "groups", "provisions", "coverage", "indicators", "lifecycle", "matrix", "reconciliation", "outturn", "outturns",
	"levers", "try", "benefit", "parameter", "label", "unit", "base", "year", "source", "confidence", "note", "validated_by", "nature",
}

func (c *checker) scenarios() {
	seen := map[string]bool{}
	for _, s := range c.study.Scenarios {
		c.id(abnd.T("scenario", "o cenário"), abnd.JoinPath("scenario-list", s.ID, "id"), s.ID, seen)
		if slices.Contains(reservedIDs, s.ID) || s.ID == abnd.Tried && !s.Proposed {
			c.fail(abnd.JoinPath("scenario-list", s.ID, "id"), "id", abnd.T("%q is a reserved word and cannot be the id of a scenario", "%q é uma palavra reservada do programa e não pode designar um cenário").Fill(s.ID),
				abnd.T("choose another id, e.g. child-grant", "escolha outro código, por exemplo subsidio"))
		}
		c.basedOn(s)
		for _, id := range sortedCodes(s.Changes) {
			if _, ok := c.study.FindBenefit(id); !ok {
				c.reference(abnd.JoinPath("scenarios", s.ID, id), abnd.T("benefit", "a prestação"), id, c.benefitIDs())
			}
		}
	}
	if _, ok := c.study.FindScenario(abnd.StatusQuo); !ok {
		c.fail("scenario-list", "needed", abnd.T("the scenario %q is missing", "falta o cenário %q").Fill(abnd.StatusQuo),
			abnd.T("add a row with this id to SCENARIOS: all other scenarios are compared with it", "acrescente a SCENARIOS uma linha com este código: todos os outros cenários se comparam com ele"))
	}
}

// basedOn checks that a scenario builds on another one that exists, and not in
// the end on itself.
func (c *checker) basedOn(s abnd.Scenario) {
	if s.BasedOn == "" {
		return
	}
	path := abnd.JoinPath("scenario-list", s.ID, "based_on")
	if _, ok := c.study.FindScenario(s.BasedOn); !ok {
		c.reference(path, abnd.T("scenario", "o cenário"), s.BasedOn, ScenarioList(c.study).Names())
		return
	}
	line := c.study.InheritanceChain(s)
	if line[len(line)-1].BasedOn != s.ID {
		return
	}
	ring := ""
	for _, x := range line {
		ring += x.ID + " → "
	}
	c.fail(path, "based-on-cycle", abnd.T("these scenarios are based on one another in a cycle: %s", "estes cenários baseiam-se uns nos outros em ciclo: %s").Fill(ring+s.ID),
		abnd.T("leave based_on blank in one of them", "deixe based_on em branco num deles"))
}

// packages checks that each takes one known scenario for every guarantee. The
// ids of packages and scenarios share the results' first column.
func (c *checker) packages() {
	var scenarios []string
	seen := map[string]bool{}
	for _, s := range c.study.Scenarios {
		scenarios = append(scenarios, s.ID)
		seen[s.ID] = true
	}
	for _, p := range c.study.Packages {
		c.id(abnd.T("package", "o pacote"), abnd.JoinPath("packages", p.ID, "id"), p.ID, seen)
		for _, g := range abnd.Guarantees() {
			c.reference(PackageScenarioPath(p.ID, g), abnd.T("scenario", "o cenário"), p.Scenarios[g], scenarios)
		}
	}
}

func (c *checker) benefitIDs() []string {
	ids := make([]string, len(c.study.Benefits))
	for i, b := range c.study.Benefits {
		ids[i] = b.ID
	}
	return ids
}
