package costing

import (
	"slices"
	"sort"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// reservedForSums is what results call the sum over benefits.
const reservedForSums = "all"

func (c *checker) benefits() {
	if len(c.study.Benefits) == 0 {
		c.warn("benefits", "no-benefits", abnd.T("there is no benefit to cost", "não há nenhuma prestação cujo custo estimar"),
			abnd.T("add a benefit to BENEFITS; without one, every scenario has a cost of zero", "acrescente uma a BENEFITS; até lá, nenhum cenário custa nada"))
	}
	seen := map[string]bool{}
	for _, b := range c.study.Benefits {
		path := abnd.JoinPath("benefits", b.ID)
		c.id(abnd.T("benefit", "a prestação"), path+"/id", b.ID, seen)
		c.guarantee(path+"/guarantee", b.Guarantee)
		if b.ID == reservedForSums {
			c.fail(path+"/id", "id", abnd.T("%q is a reserved word and cannot be the id of a benefit", "%q é uma palavra reservada do programa e não pode designar uma prestação").Fill(b.ID),
				abnd.T("choose another id, e.g. child-grant", "escolha outro código, por exemplo subsidio"))
		}
		if _, taken := c.study.FindScheme(b.ID); taken {
			c.fail(path+"/id", "id-twice", abnd.T("a scheme has the id %q already", "um regime já tem o código %q").Fill(b.ID),
				abnd.T("change the id of the benefit", "mude o código da prestação"))
		}
		c.links(path, b)
		c.requires(b)
		c.splitPackages(b)
		for _, code := range sortedCodes(b.Parameters) {
			c.parameterName(path+"/"+abnd.Path(code), code)
		}
		for _, s := range c.study.Scenarios {
			for _, code := range sortedCodes(s.Changes[b.ID]) {
				c.parameterName(ScenarioParameterPath(s.ID, b.ID, code), code)
			}
		}
		c.parameters(b)
	}
	c.succession()
}

func sortedCodes[V any](m map[string]V) []string {
	codes := make([]string, 0, len(m))
	for code := range m {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	return codes
}

func (c *checker) parameterName(path abnd.Path, code string) {
	if _, ok := FindSpec(code); ok {
		return
	}
	var known []string
	for _, s := range specs() {
		known = append(known, s.Code)
	}
	c.reference(path, abnd.T("parameter", "o parâmetro"), code, known)
}

// links checks what a benefit says of schemes and recommendations.
func (c *checker) links(path abnd.Path, b abnd.Benefit) {
	var schemes, recommendations []string
	for _, s := range c.study.Schemes {
		schemes = append(schemes, s.ID)
	}
	for _, r := range c.study.Recommended {
		recommendations = append(recommendations, r.ID)
	}
	if b.Scheme != "" {
		c.reference(path+"/scheme", abnd.T("scheme", "o regime"), b.Scheme, schemes)
	}
	for _, r := range b.Recommendations {
		c.reference(path+"/recommendations", abnd.T("recommendation", "a recomendação"), r, recommendations)
	}
	for i, id := range b.Replaces {
		c.reference(path+"/replaces", abnd.T("scheme", "o regime"), id, schemes)
		scheme, ok := c.study.FindScheme(id)
		switch {
		case !ok:
		case slices.Contains(b.Replaces[:i], id):
			c.fail(path+"/replaces", "replaces-twice", abnd.T("the scheme %q is replaced twice", "o regime %q é substituído duas vezes").Fill(id),
				abnd.T("enter it once", "indique-o uma só vez"))
		case id == b.Scheme:
			c.fail(path+"/replaces", "replaces-itself", abnd.T("the benefit replaces the scheme that it models", "a prestação substitui o regime que representa"),
				abnd.T("leave scheme or replaces blank", "deixe em branco scheme ou replaces"))
		case !c.hasProjectedCost(scheme):
			c.fail(path+"/replaces", "replaced-cost-unknown",
				abnd.T("the cost of the replaced scheme %q is missing, so the incremental cost cannot be calculated", "falta o custo do regime substituído %q, pelo que não se pode calcular a despesa adicional").Fill(id),
				abnd.T("enter its expenditure and projection in SCHEMES, or add a benefit that models it, or leave replaces blank", "indique a despesa e projection em SCHEMES, acrescente uma prestação que o represente, ou deixe replaces em branco"))
		}
	}
}

// succession finds benefits that stop one another: each is paid only while
// its successor is not, so none of a ring could be computed.
func (c *checker) succession() {
	// A benefit that replaces its own scheme is told apart in links.
	after := func(id string) []string {
		b, _ := c.study.FindBenefit(id)
		return slices.DeleteFunc(successorsOf(c.study, b), func(other string) bool { return other == id })
	}
	for _, b := range c.study.Benefits {
		seen := map[string]bool{}
		for next := after(b.ID); len(next) > 0; {
			id := next[0]
			if next = next[1:]; id == b.ID {
				c.fail(abnd.JoinPath("benefits", b.ID, "replaces"), "replaces-cycle",
					abnd.T("the benefit %q replaces a scheme whose benefit, directly or through others, replaces its own", "a prestação %q substitui um regime cuja prestação, directa ou indirectamente, substitui o seu").Fill(b.ID),
					abnd.T("leave replaces blank in one of them", "deixe replaces em branco numa delas"))
				break
			}
			if !seen[id] {
				seen[id] = true
				next = append(next, after(id)...)
			}
		}
	}
}

func (c *checker) hasProjectedCost(s abnd.Scheme) bool {
	return s.Expenditure.Known && s.Projection != "" || len(standing(c.study, s.ID)) > 0
}

// parameters checks the values of every rule in every scenario. What is
// inherited is looked at once.
func (c *checker) parameters(b abnd.Benefit) {
	told := map[abnd.Path]bool{}
	changes := make([]map[string]abnd.Value, len(c.study.Scenarios))
	for i, s := range c.study.Scenarios {
		changes[i] = s.Changes[b.ID]
	}
	for _, spec := range specs() {
		p := b.Parameters[spec.Code]
		c.nature(b, spec, p)
		if !p.Value.IsBlank() {
			path := ParameterPath(b.ID, spec.Code)
			c.value(path, spec, p.Value)
			c.questionedNumber(path, spec, p.Value)
			c.provenance(path, p.Provenance)
		}
		for i, s := range c.study.Scenarios {
			if v := changes[i][spec.Code]; !v.IsBlank() && !s.Proposed { // LEVERS has been checked
				own := ScenarioParameterPath(s.ID, b.ID, spec.Code)
				c.value(own, spec, v)
				c.questionedNumber(own, spec, v)
			}
		}
	}
	families := familiesOf(c.study, b)
	for _, s := range c.study.Scenarios {
		check := &benefitCheck{checker: c, scenario: c.study.Inherited(s), benefit: b, told: told}
		if check.code("on") != model.Yes {
			// A benefit that no scenario pays may be half filled in.
			if check.code("on") == "" {
				check.need("on")
			}
			continue
		}
		for _, f := range families {
			for _, spec := range f.specs {
				if check.isNeeded(spec) {
					check.need(spec.Code)
				}
				check.replaced(spec)
			}
			if f.check != nil {
				f.check(check)
			}
		}
		if s.ID == abnd.StatusQuo && len(b.Replaces) > 0 {
			check.fail("on", "replaces-in-status-quo",
				abnd.T("a benefit that replaces a scheme cannot be part of the status quo", "uma prestação que substitui um regime não pode fazer parte da situação actual"),
				abnd.T("remove it from the status quo, or leave replaces blank", "retire-a da situação actual ou deixe replaces em branco"))
		}
	}
}

// nature checks that a row says one of the natures, if any.
func (c *checker) nature(b abnd.Benefit, spec Spec, p abnd.Parameter) {
	if p.Nature != "" && !p.Nature.Valid() {
		c.fail(ParameterPath(b.ID, spec.Code)+"/nature", "choice",
			abnd.T("%q is not a kind of input", "%q não é uma natureza de dados").Fill(string(p.Nature)),
			abnd.T("choose fact, decision or expectation, or leave it blank", "escolha fact (facto), decision (decisão do diálogo) ou expectation (previsão), ou deixe em branco"))
	}
}

// value checks the type and the bounds of a value.
func (c *checker) value(path abnd.Path, spec Spec, v abnd.Value) {
	if spec.IsChoice() {
		code, ok := v.Code()
		if !ok {
			c.fail(path, "type", abnd.T("%s: expected a code, found the number %s", "%s: esperava-se um código; a célula tem o número %s").Fill(spec.Label, v.String()),
				abnd.T("choose a code from the list", "escolha um código da lista"))
			return
		}
		list := spec.ListIn(c.study)
		if list.Index(code) < 0 {
			c.reference(path, abnd.T(spec.Code, "o valor de "+spec.Code), code, list.Names())
		}
		return
	}
	x, ok := v.Number()
	if !ok {
		c.fail(path, "type", abnd.T("%s: expected a number, found %q", "%s: esperava-se um número; a célula tem %q").Fill(spec.Label, v.String()),
			abnd.T("enter digits with a decimal point and without thousands separators, e.g. 1234.5", "escreva algarismos, sem separadores de milhares"))
		return
	}
	c.bounds(path, spec.Label, x, spec.Low, spec.High, spec.Whole)
}

// benefitCheck looks at one benefit in one scenario.
type benefitCheck struct {
	*checker
	scenario abnd.Scenario
	benefit  abnd.Benefit
	told     map[abnd.Path]bool
}

// path is where the value in force was written: the cell of the scenario or
// of one that it is based on, or the base where they inherit.
func (c *benefitCheck) path(code string) abnd.Path {
	own, _ := c.study.FindScenario(c.scenario.ID)
	if own.Proposed {
		if path, moved := TriedPath(c.study, c.benefit.ID, code); moved {
			return path
		}
	}
	for _, s := range c.study.InheritanceChain(own) {
		if v := s.Changes[c.benefit.ID][code]; !v.IsBlank() {
			return ScenarioParameterPath(s.ID, c.benefit.ID, code)
		}
	}
	return ParameterPath(c.benefit.ID, code)
}

func (c *benefitCheck) number(code string) (float64, bool) {
	return c.scenario.Value(c.benefit, code).Number()
}

func (c *benefitCheck) code(code string) string {
	value, _ := c.scenario.Value(c.benefit, code).Code()
	return value
}

// fail reports once for each cell: scenarios that inherit share it.
func (c *benefitCheck) fail(code, name string, problem, remedy abnd.Text) {
	if path := c.path(code); c.first(path, name) {
		c.checker.fail(path, name, problem, remedy)
	}
}

// doubt warns once of each cell, as fail reports.
func (c *benefitCheck) doubt(code, name string, problem, remedy abnd.Text) {
	if path := c.path(code); c.first(path, name) {
		c.checker.warn(path, name, problem, remedy)
	}
}

// first reports whether a fault of a cell has not been reported yet.
func (c *benefitCheck) first(path abnd.Path, name string) bool {
	key := path + "#" + abnd.Path(name)
	told := c.told[key]
	c.told[key] = true
	return !told
}

func (c *benefitCheck) isNeeded(spec Spec) bool {
	if spec.Optional || len(c.filled(spec.ReplacedBy)) > 0 {
		return false
	}
	return spec.NeededIf == "" || slices.Contains(spec.NeededFor, c.code(spec.NeededIf))
}

// filled lists those of the parameters that are filled in.
func (c *benefitCheck) filled(codes []string) []string {
	var all []string
	for _, code := range codes {
		if !c.scenario.Value(c.benefit, code).IsBlank() {
			all = append(all, code)
		}
	}
	return all
}

// replaced checks that a parameter whose place others take is blank, and that
// no two take it: nothing that is filled in is passed over.
func (c *benefitCheck) replaced(spec Spec) {
	by := c.filled(spec.ReplacedBy)
	if len(by) > 0 && !c.scenario.Value(c.benefit, spec.Code).IsBlank() {
		c.fail(spec.Code, "replaced", abnd.T("%s has a value, but %s replaces it", "%s tem valor, mas %s substitui-o").Fill(spec.Code, by[0]),
			abnd.T("clear one of the two cells", "apague uma das duas células"))
	}
	for _, other := range by[min(1, len(by)):] {
		c.fail(other, "replaced-twice", abnd.T("%s and %s both replace %s", "%s e %s substituem ambos %s").Fill(by[0], other, spec.Code),
			abnd.T("clear one of the two cells", "apague uma das duas células"))
	}
}

func (c *benefitCheck) need(code string) {
	if !c.scenario.Value(c.benefit, code).IsBlank() {
		return
	}
	spec, _ := FindSpec(code)
	remedy := abnd.T("enter the default, or the value of the scenario %s", "indique o valor por omissão ou o do cenário %s").Fill(c.scenario.ID)
	if spec.NeededIf != "" {
		remedy = abnd.T("enter a value, or choose in %s another option than %s", "indique um valor ou escolha em %s outra opção que não %s").Fill(spec.NeededIf, c.code(spec.NeededIf))
	}
	c.fail(code, "needed", abnd.T("%s is missing (%s)", "em falta: %s (%s)").Fill(spec.Label, code), remedy)
}

// checkBenchmark checks that the benchmark which a choice names is known.
func (c *benefitCheck) checkBenchmark(code string) {
	name := c.code(code)
	for _, f := range AllFrameLevels() {
		if f.Index == nil || strings.ReplaceAll(f.Code, "_", "-") != name || f.Of(c.study).Known {
			continue
		}
		c.fail(code, "benchmark-unknown", abnd.T("%s: no level is entered for it", "%s: não está indicado nenhum nível").Fill(f.Label),
			abnd.T("enter its level in ECO, or choose another reference", "indique o nível em ECO ou escolha outra referência"))
	}
}
