package sheets

import (
	"strings"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// optionRow is the row that carries the provenance of the option itself.
const optionRow = "guarantee"

// attribute is a row of BENEFITS that belongs to the benefit itself rather
// than to a rule: it has no scenario columns, and one provenance for all.
type attribute struct {
	code   string
	label  abnd.Text
	format Format
	list   func(*abnd.Study) *model.List
	get    func(*abnd.Benefit) string
	set    func(*abnd.Benefit, row, string, abnd.Path)
}

var attributes = sync.OnceValue(func() []attribute {
	text := func(of func(*abnd.Benefit) *string) (func(*abnd.Benefit) string, func(*abnd.Benefit, row, string, abnd.Path)) {
		return func(b *abnd.Benefit) string { return *of(b) },
			func(b *abnd.Benefit, w row, key string, path abnd.Path) { *of(b) = w.text(key, path) }
	}
	ids := func(of func(*abnd.Benefit) *[]string) (func(*abnd.Benefit) string, func(*abnd.Benefit, row, string, abnd.Path)) {
		return func(b *abnd.Benefit) string { return joined(*of(b)) },
			func(b *abnd.Benefit, w row, key string, path abnd.Path) { *of(b) = w.list(key, path) }
	}
	guarantee := attribute{
		code: optionRow, label: abnd.T("Guarantee", "Garantia"), format: Code,
		list: func(*abnd.Study) *model.List { return costing.GuaranteeList },
		get:  func(b *abnd.Benefit) string { return string(b.Guarantee) },
		set: func(b *abnd.Benefit, w row, key string, path abnd.Path) {
			b.Guarantee = abnd.Guarantee(w.choice(key, path, costing.GuaranteeList))
		},
	}
	nameEN := attribute{code: "name_en", label: abnd.T("Name, English", "Nome, inglês")}
	nameEN.get, nameEN.set = text(func(b *abnd.Benefit) *string { return &b.Name.EN })
	namePT := attribute{code: "name_pt", label: abnd.T("Name, Portuguese", "Nome, português")}
	namePT.get, namePT.set = text(func(b *abnd.Benefit) *string { return &b.Name.PT })
	scheme := attribute{code: "scheme", label: abnd.T("Models the existing scheme", "Representa o regime existente"), format: Code, list: schemeList}
	scheme.get, scheme.set = text(func(b *abnd.Benefit) *string { return &b.Scheme })
	replaced := attribute{code: "replaces", label: abnd.T("Replaces the existing schemes", "Substitui os regimes existentes"), format: Codes}
	replaced.get, replaced.set = ids(func(b *abnd.Benefit) *[]string { return &b.Replaces })
	required := attribute{code: "requires", label: abnd.T("Only together with the benefits", "Só em conjunto com as prestações"), format: Codes}
	required.get, required.set = ids(func(b *abnd.Benefit) *[]string { return &b.Requires })
	recommended := attribute{code: "recommendations", label: abnd.T("Recommendations costed by this benefit", "Recomendações a que dá resposta"), format: Codes}
	recommended.get, recommended.set = ids(func(b *abnd.Benefit) *[]string { return &b.Recommendations })
	return []attribute{guarantee, nameEN, namePT, scheme, replaced, required, recommended}
})

func schemeList(study *abnd.Study) *model.List {
	list := &model.List{Name: "schemes"}
	for _, s := range study.Schemes {
		list.Codes = append(list.Codes, model.ListCode{Code: s.ID, Label: s.Name})
	}
	return list
}

func benefitColumns(scenarios []abnd.Scenario) []Column {
	columns := []Column{
		{Key: "benefit", Label: abnd.T("Benefit", "Prestação")},
		{Key: "parameter", Label: abnd.T("Parameter", "Parâmetro")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
		{Key: "base", Label: abnd.T("Default (all scenarios)", "Por omissão (todos os cenários)"), Help: abnd.T("Applies to every scenario that has no value of its own.", "O que todos os cenários usam, salvo indicação em contrário.")},
	}
	for _, s := range scenarios {
		columns = append(columns, Column{Key: s.ID, Label: s.Name, Help: abnd.T("Blank: the default applies.", "Em branco: vale o valor por omissão.")})
	}
	return append(append(columns, provenanceColumns(true)...), Column{
		Key: natureColumn, Label: abnd.T("Kind of input", "Natureza do dado"), Format: Code, List: NatureList, Optional: true,
		Help: abnd.T("fact, decision or expectation, for all cells of the row. Blank: by rule. What is paid today is a fact, what a scenario changes a decision, take-up to come an expectation.",
			"fact (facto), decision (decisão do diálogo) ou expectation (previsão), para todas as células da linha. Em branco: segundo a regra. O que se paga hoje é um facto, o que um cenário altera uma decisão, a adesão futura uma previsão."),
	})
}

// natureColumn is where a row of BENEFITS says what its figures are.
const natureColumn = "nature"

// NatureList is the list of the natures of inputs.
var NatureList = func() *model.List {
	list := &model.List{Name: "nature"}
	for _, n := range abnd.Natures() {
		list.Codes = append(list.Codes, model.ListCode{Code: string(n), Label: n.Name()})
	}
	return list
}()

func writeBenefits(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Benefits, Title: abnd.T("Benefits and their parameters by scenario", "Prestações e seus parâmetros por cenário"), Columns: benefitColumns(study.Decided()), Frozen: 5,
		Help: abnd.T("One block per benefit. If a cell under a scenario is blank, the default applies.", "Um bloco por prestação. Se a célula de um cenário está em branco, vale o valor por omissão."),
	}
	for i := range study.Benefits {
		b := &study.Benefits[i]
		for _, a := range attributes() {
			w := s.newRow()
			w.fixed("benefit", b.ID)
			if a.code == optionRow {
				w.cell("benefit").Path = abnd.JoinPath("benefits", b.ID, "id")
			}
			w.fixed("parameter", a.code)
			w.label("label", a.label)
			c := w.text("base", costing.ParameterPath(b.ID, a.code), a.get(b))
			c.Format = a.format
			if a.list != nil {
				c.List = a.list(study)
			}
			for _, scenario := range study.Decided() {
				w.closed(scenario.ID)
			}
			if a.code == optionRow {
				w.provenance(costing.ParameterPath(b.ID, a.code), b.Provenance)
			} else {
				w.closed("year")
				w.closedProvenance()
			}
			w.closed(natureColumn)
			w.end()
		}
		for _, spec := range costing.SpecsOf(study, *b) {
			s.writeParameter(study, b, spec)
		}
	}
	return s
}

func (s *Sheet) writeParameter(study *abnd.Study, b *abnd.Benefit, spec costing.Spec) {
	w := s.newRow()
	path := costing.ParameterPath(b.ID, spec.Code)
	p := b.Parameters[spec.Code]
	w.fixed("benefit", b.ID)
	w.fixed("parameter", spec.Code)
	w.label("label", spec.Label)
	w.label("unit", unitLabel(spec.Unit, study))
	list := spec.ListIn(study)
	dress := func(c *Cell) { c.Format, c.List, c.Help = FormatOf(spec), list, spec.Help }
	dress(w.put("base", path, p.Value))
	for _, scenario := range study.Decided() {
		dress(w.put(scenario.ID, costing.ScenarioParameterPath(scenario.ID, b.ID, spec.Code), scenario.Changes[b.ID][spec.Code]))
	}
	w.provenance(path, p.Provenance)
	w.text(natureColumn, path+"/"+natureColumn, string(p.Nature))
	w.end()
}

// FormatOf is how the cells of a parameter are shown.
func FormatOf(spec costing.Spec) Format {
	switch {
	case spec.IsChoice():
		return Code
	case spec.Unit == abnd.CalendarYear:
		return YearNo
	case spec.Unit == abnd.AgeInYears:
		return Whole
	case spec.Unit == abnd.MoneyPerPayment, spec.Unit == abnd.MoneyPerHead, spec.Unit == abnd.CurrentMoney:
		return Money
	case spec.Unit == abnd.PersonUnit: // a count, as of a register by bands
		return Persons
	case spec.Whole:
		return Whole
	case spec.Unit == abnd.PureNumber && spec.Low > 1: // a factor is no percentage
		return Number
	case spec.Unit == abnd.PureNumber:
		return Share
	}
	return Number
}

func readBenefits(r *reader) {
	r.places["benefits"], r.places["scenarios"] = r.grids[Benefits].Place, r.grids[Benefits].Place
	r.parameters = newParameterCells(r.study.Scenarios)
	columns := benefitColumns(r.study.Scenarios)
	var codes []string
	for _, a := range attributes() {
		codes = append(codes, a.code)
	}
	for _, s := range costing.Specs() {
		codes = append(codes, s.Code)
	}
	seen := map[string]map[string]bool{}
	places := map[string]int{} // in the study
	for _, w := range r.table(Benefits, columns, nil) {
		id := w.text("benefit", "")
		if id == "" {
			r.fail(w.place(), "needed", abnd.T("the row has no benefit id", "a linha não tem o código de nenhuma prestação"), abnd.T("enter the benefit's id in the first column, e.g. child-grant", "escreva o código da prestação na primeira coluna, por exemplo subsidio"))
			continue
		}
		at, known := places[id]
		if !known {
			id = foldBenefit(id, r.study.Benefits)
			at, known = places[id]
		}
		if !known {
			at = len(r.study.Benefits)
			places[id], seen[id] = at, map[string]bool{}
			r.study.Benefits = append(r.study.Benefits, abnd.Benefit{ID: id, Parameters: map[string]abnd.Parameter{}})
			path := abnd.JoinPath("benefits", id)
			r.places[path], r.places[path+"/id"] = w.place(), w.raw("benefit").Place
		}
		if !r.claim(&w, "parameter", seen[id], codes) {
			continue
		}
		w.benefitRow(&r.study.Benefits[at])
	}
	r.strayBenefits(seen)
}

// foldBenefit is [fold] among the benefits read so far, of which no two differ
// in case alone.
func foldBenefit(id string, known []abnd.Benefit) string {
	id = strings.TrimSpace(id)
	for i := range known {
		if strings.EqualFold(known[i].ID, id) {
			return known[i].ID
		}
	}
	return id
}

// benefitRow reads one parameter, or attribute, of a benefit.
func (w row) benefitRow(b *abnd.Benefit) {
	code := w.raw("parameter").Text
	path := costing.ParameterPath(b.ID, code)
	for _, a := range attributes() {
		if a.code != code {
			continue
		}
		a.set(b, w, "base", path)
		if code == optionRow {
			b.Provenance = w.provenance(path)
		} else {
			w.outOfPlace(append([]string{"year"}, provenanceKeys...)...)
		}
		for _, s := range w.study.Scenarios {
			w.outOfPlace(s.ID)
		}
		w.outOfPlace(natureColumn)
		return
	}
	spec, _ := costing.FindSpec(code)
	list := spec.List
	if list == nil && spec.IsChoice() {
		list = &model.List{} // ids of the study, which are not known yet
	}
	w.parameters.add(path, w)
	p := abnd.Parameter{Value: w.value("base", "", list), Nature: abnd.Nature(w.choice(natureColumn, "", NatureList)), Provenance: w.provenance("")}
	if p != (abnd.Parameter{}) {
		b.Parameters[code] = p
	}
	for i := range w.study.Scenarios {
		s := &w.study.Scenarios[i]
		if v := w.value(s.ID, "", list); !v.IsBlank() {
			s.Change(b.ID, code, v)
		}
	}
}
