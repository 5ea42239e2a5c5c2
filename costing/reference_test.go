package costing_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets/ruleexamples"
	. "github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

var update = flag.Bool("update", false, "rewrite the reference of the rules in docs")

// The reference of the rules is made from their declarations: what a user
// reads is what the reader of workbooks checks, and what the engine computes.
func TestReferenceOfTheRules(t *testing.T) {
	proofs.NotShort(t)
	pairs, err := ruleexamples.Pairs(os.DirFS(filepath.Join("..", "testdata", "examples")))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs {
		if apart, told := p.Apart(); apart && !told {
			t.Errorf("%s and %s are refused, and no check says that they do not go together: %v", p.One.Name(), p.Other.Name(), p.Refused)
		}
	}
	for file, lang := range map[string]abnd.Lang{"rules.md": abnd.English, "regras.md": abnd.Portuguese} {
		path := filepath.Join("..", "docs", file)
		r := newReference(lang, pairs)
		want := r.write()
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the rules declare; run go test ./costing -run Reference -update", path)
		}
	}
}

var referenceTitle = abnd.T("Benefit rules", "Regras das prestações")

var referenceAbout = abnd.T(`Every parameter of BENEFITS and every formula that a rule adds, generated from the declarations by which the program checks a
workbook and calculates. Together with [the method](method.md), which has the macro-demographic data and the use of the results,
they are sufficient to recalculate a costing.

Every benefit has the core rules. The others are optional: a benefit has a rule if its parameters are filled in, as
default or in a scenario. To use a rule, add its rows to the benefit's block in BENEFITS and fill them in.

The example of a rule is a small study with results worked by hand, which `+"`abnd cost`"+` also calculates:
[README](../testdata/examples/README.md).`,
	`Todos os parâmetros de BENEFITS e todas as fórmulas que uma regra acrescenta, feitos das declarações com que o programa
verifica um livro e calcula. Com [o método](method.md), que tem as séries de base e o que se faz com os resultados, chegam
para recalcular um custeio.

Todas as prestações têm as regras de base. As outras são facultativas: uma prestação tem a regra cujos parâmetros
preenche, por omissão ou num cenário. Para usar uma, acrescente as suas linhas ao bloco da prestação em BENEFITS e preencha-as.

O exemplo de uma regra é um pequeno estudo com os seus resultados calculados à mão, que `+"`abnd cost`"+` também calcula:
[LEIA-ME](../testdata/examples/LEIA-ME.md).`)

var referenceReading = abnd.T(`## How to read the formulas

- `+"`code`"+` is a parameter: its value in the scenario or, if that is blank, the default. *Label* is a line, in the row of that name
  in the workbook; its key, after the unit, is used in the examples and in `+"`abnd explain`"+`.
- *t* is the calendar year of the result. A line means its value in *t*, *line*[x] its value in the year x, and
  *line*[s] its value for one sex, *s*. If a line has several formulas, the first one whose condition is met applies.
- P[s, a … b] are the people of sex *s* aged a to b, both included, in POP in *t*. SERIES[x] is the
  row x of SERIES in *t*, extrapolated as specified in SERIES. The *monthly reference* is the poverty line, minimum wage,
  average wage or GDP per head ÷ 12, of *t* if no year is given.
- clamp(x) is x, limited to the range from 0 to 1. Money is in units of national currency, shares are fractions.
- *0 while not paid*: the line is 0 in years in which *Benefit is paid* is 0.
- If an input of a formula is not available, its result is blank. A share of 0 times a blank is 0.`,
	`## Como ler as fórmulas

- `+"`código`"+` é um parâmetro: o seu valor no cenário ou, se estiver em branco, o valor por omissão. *Designação* é uma linha, com esse nome no
  livro; a sua chave, depois da unidade, é a que usam os exemplos e `+"`abnd explain`"+`.
- *t* é o ano civil do resultado. Uma linha representa o seu valor em *t*, *linha*[x] o do ano x, e *linha*[s] o de um
  sexo, *s*. Quando uma linha tem várias fórmulas, conta a primeira cuja condição se verifica.
- P[s, a … b] são as pessoas do sexo *s* com idades de a a b anos, ambas incluídas, na folha POP em *t*. SERIES[x] é a
  linha da folha SERIES que x indica, em *t*, prolongada como SERIES diz. A *referência mensal* é a linha de pobreza, o
  salário mínimo, o salário médio ou o PIB por habitante ÷ 12, de *t* quando não se dá o ano.
- clamp(x) é x, mas no mínimo 0 e no máximo 1. O dinheiro está em unidades da moeda nacional, as proporções são fracções.
- *0 enquanto não é paga*: a linha é 0 nos anos em que *Prestação paga* é 0.
- Se um dado de uma fórmula não está disponível, o resultado fica em branco. Uma proporção de 0 vezes um
  espaço em branco é 0.`)

var referenceOrder = abnd.T(`## The order of the rules

The rules are applied at these steps, from top to bottom. If several rules of a benefit change the same step, they apply
in the order of this list: each starts from the result of the one before it. Rules that reduce the *target group* are
included in `+"`target_population`"+` and therefore in everything after it; rules that reduce only the *beneficiaries* leave
`+"`target_population`"+` unchanged, and their shares are multiplied.`,
	`## A ordem das regras

O que se paga passa por estes lugares, de cima para baixo. Quando várias regras de uma prestação mudam um mesmo lugar,
aplicam-se pela ordem em que aqui estão: cada uma parte do que a anterior dá. O que reduz o *grupo-alvo* está em
`+"`target_population`"+` e portanto em tudo o que vem depois; o que reduz apenas os *beneficiários* deixa
`+"`target_population`"+` como está, e as suas proporções multiplicam-se.`)

// reference writes the reference of the rules in one language.
type reference struct {
	strings.Builder
	lang  abnd.Lang
	pairs []ruleexamples.Pair
	study *abnd.Study
	// core are the lines of a benefit without optional rules, and which core
	// rule adds which.
	core     formulas
	coreRule []AddedByRule
}

// formulas are the lines of a benefit as text, by their codes.
type formulas map[string]string

func newReference(lang abnd.Lang, pairs []ruleexamples.Pair) *reference {
	r := &reference{lang: lang, pairs: pairs, study: smallStudy()}
	r.core, r.coreRule = r.lines()
	return r
}

func (r *reference) t(en, pt string) string { return abnd.T(en, pt).In(r.lang) }

// lines writes those of a benefit that uses some optional rules. What its
// parameters hold does not matter: formulas name them.
func (r *reference) lines(rules ...RuleGroup) (formulas, []AddedByRule) {
	used := abnd.Benefit{ID: "x", Name: abnd.T("Benefit", "Prestação"), Parameters: map[string]abnd.Parameter{}}
	for _, g := range rules {
		filled := abnd.Num(1)
		if g.Specs[0].List == GuaranteeList {
			used.Guarantee, filled = abnd.Older, abnd.Code(string(abnd.ActiveAge))
		}
		used.Parameters[g.Specs[0].Code] = abnd.Parameter{Value: filled}
	}
	model, added := WithoutChecks(r.study, r.study.Scenarios[1], used)
	own := BenefitKey(r.study.Scenarios[1].ID, used.ID, "")
	all := formulas{}
	a := algebra{model: model, own: own, lang: r.lang}
	for _, rule := range added {
		for _, code := range rule.Codes {
			base, ok := strings.CutSuffix(code, "/female")
			if !ok {
				if !strings.HasSuffix(code, "/male") {
					all[code] = r.line(a, code, "", own)
				}
				continue
			}
			women, men := a, a
			women.sex, men.sex = abnd.Female, abnd.Male
			if all[code] = r.line(women, base, "s", own); all[code] != r.line(men, base, "s", own) {
				all[code], all[base+"/male"] = r.line(a, base, "female", own), r.line(a, base, "male", own)
			}
		}
	}
	return all, added
}

// line writes a line: its name, unit and key, then its formula. Of is the sex
// of the line, "s" for both alike, or blank.
func (r *reference) line(a algebra, one, of string, own model.Key) string {
	key, label := own+model.Key(one), a.label(own+model.Key(one))
	if of != "" {
		label, one = label+"["+of+"]", one+"/"+of
		if key += "/" + model.Key(of); of == "s" {
			key = own + model.Key(strings.TrimSuffix(one, "s")) + model.Key(a.sex)
		}
	}
	line := a.model.Line(key)
	cases, paid := a.formula(line.Formula)
	about := []string{abnd.UnitText(line.Unit, "").In(r.lang)}
	if line.Factor {
		about[0] = r.t("factor", "factor")
	}
	if !line.IsSeries() {
		about = append(about, r.t("the same in all years", "igual em todos os anos"))
	}
	about = append(about, "`"+one+"`")
	if paid {
		about = append(about, r.t("*0 while not paid*", "*0 enquanto não é paga*"))
	}
	text := fmt.Sprintf("- **%s** (%s)", label, strings.Join(about, "; "))
	if len(cases) == 1 {
		return text + " = " + cases[0] + "\n"
	}
	return text + " =\n  - " + strings.Join(cases, "\n  - ") + "\n"
}

func (r *reference) write() string {
	section := func(t abnd.Text) { fmt.Fprintf(r, "%s\n\n", t.In(r.lang)) }
	section(abnd.T("# %s", "# %s").Fill(referenceTitle))
	section(referenceAbout)
	section(referenceReading)
	section(referenceOrder)
	r.order()
	section(abnd.T("## Core", "## Base"))
	heading := abnd.T("## Optional", "## Facultativas")
	for _, g := range RuleGroups() {
		if g.Optional && heading != (abnd.Text{}) {
			section(heading)
			heading = abnd.Text{}
		}
		r.rule(g)
	}
	return strings.TrimRight(r.String(), "\n") + "\n"
}

// order is the table of the chain: its places, and who changes them.
func (r *reference) order() {
	fmt.Fprintf(r, "%s\n|---|---|---|\n", r.t("| step | core rule | optional rules, in their order |", "| lugar | regra de base | regras facultativas, pela sua ordem |"))
	core := map[string]string{
		"group": "Target group", "reach": "Take-up", "amount": "Amount", "index": "Indexation", "ceiling": "Indexation",
		"payments": "Payments", "entitlement": "Payments", "paid": "Payments", "administration": "Administration",
	}
	title := func(en string) string {
		i := slices.IndexFunc(RuleGroups(), func(g RuleGroup) bool { return g.Title.EN == en })
		return RuleGroups()[i].Title.In(r.lang)
	}
	for _, place := range PlacesOfTheChain {
		var changed []string
		for _, g := range RuleGroups() {
			if g.Optional && r.places(g)[place.Code] {
				changed = append(changed, g.Title.In(r.lang))
			}
		}
		fmt.Fprintf(r, "| %s | %s | %s |\n", place.Name.In(r.lang), title(core[place.Code]), strings.Join(changed, "; "))
	}
	r.WriteString("\n")
}

// alone are the lines with the rule, those without it, and what it changes. A
// rule that does nothing by itself is shown beside the first one with which it
// does.
func (r *reference) alone(g RuleGroup) (with, without formulas, added AddedByRule) {
	find := func(all []AddedByRule) AddedByRule {
		i := slices.IndexFunc(all, func(a AddedByRule) bool { return a.Group.Name() == g.Name() })
		return all[i]
	}
	with, all := r.lines(g)
	if added := find(all); len(added.Codes) > 0 || len(added.Places) > 0 {
		return with, r.core, added
	}
	for _, other := range RuleGroups() {
		if !other.Optional {
			continue
		}
		with, all := r.lines(g, other)
		if added := find(all); len(added.Codes) > 0 {
			without, _ := r.lines(other)
			return with, without, added
		}
	}
	panic("the rule does nothing: " + g.Name())
}

func (r *reference) places(g RuleGroup) map[string]bool {
	_, _, added := r.alone(g)
	return added.Places
}

func (r *reference) rule(g RuleGroup) {
	fmt.Fprintf(r, "### %s\n\n%s\n|---|---|---|---|\n", g.Title.In(r.lang),
		r.t("| parameter | label and help | values | required |", "| parâmetro | o que é | valores | necessário |"))
	for _, s := range g.Specs {
		what := s.Label.In(r.lang)
		if help := s.Help.In(r.lang); help != "" {
			what += ". " + help
		}
		fmt.Fprintf(r, "| `%s` | %s | %s | %s |\n", s.Code, strings.ReplaceAll(what, "|", "\\|"), valuesOf(s, r.lang), neededOf(s, r.lang))
	}
	r.WriteString("\n")
	if g.Note != (abnd.Text{}) {
		fmt.Fprintf(r, "%s\n\n", g.Note.In(r.lang))
	}
	if !g.Optional {
		i := slices.IndexFunc(r.coreRule, func(a AddedByRule) bool { return a.Group.Name() == g.Name() })
		for _, code := range r.coreRule[i].Codes {
			r.WriteString(r.core[code])
		}
	} else {
		r.optional(g)
	}
	folder := "../testdata/examples/" + g.Name()
	r.WriteString("\n" + abnd.T("Example: %s, its parameters in %s.", "Exemplo: %s, com os parâmetros em %s.").
		Fill("[expected.csv]("+folder+"/expected.csv)", "[BENEFITS.csv]("+folder+"/BENEFITS.csv)").In(r.lang) + "\n\n")
}

// optional writes what an optional rule adds and changes, where it stands in
// the chain, and what does not go with it.
func (r *reference) optional(g RuleGroup) {
	with, without, added := r.alone(g)
	for _, code := range added.Codes {
		r.WriteString(with[code])
	}
	var changed []string
	for _, a := range r.coreRule {
		for _, code := range a.Codes {
			if with[code] != without[code] {
				changed = append(changed, with[code])
			}
		}
	}
	if len(changed) > 0 {
		if len(added.Codes) > 0 {
			fmt.Fprintf(r, "\n%s\n\n", r.t("It changes these core rules:", "Das regras de base muda:"))
		}
		r.WriteString(strings.Join(changed, ""))
	}
	var places []string
	for _, p := range PlacesOfTheChain {
		if added.Places[p.Code] {
			places = append(places, p.Name.In(r.lang))
		}
	}
	if len(places) == 0 {
		places = []string{r.t("none; it adds results next to the cost", "nenhum; acrescenta valores ao lado do custo")}
	}
	fmt.Fprintf(r, "\n%s %s.", r.t("Steps in the chain:", "Lugares na cadeia:"), strings.Join(places, ", "))
	apart, parts := r.rejectCombination(g)
	if len(apart) > 0 {
		fmt.Fprintf(r, " %s %s.", r.t("Cannot be combined with:", "Não com:"), strings.Join(apart, "; "))
	}
	if len(parts) > 0 {
		fmt.Fprintf(r, " %s %s.", r.t("Partly not to be combined with:", "Em parte não com:"), strings.Join(parts, "; "))
	}
	r.WriteString("\n")
}

// rejectCombination lists the rules that a benefit cannot have beside this one, and those
// that it can have in part only, with the reason.
func (r *reference) rejectCombination(g RuleGroup) (apart, parts []string) {
	for _, p := range r.pairs {
		other := p.Other
		switch g.Name() {
		case p.One.Name():
		case p.Other.Name():
			other = p.One
		default:
			continue
		}
		reasons := p.Reasons()
		if no, _ := p.Apart(); no {
			apart = append(apart, other.Title.In(r.lang))
		} else if len(reasons) > 0 {
			parts = append(parts, fmt.Sprintf("%s (%s)", other.Title.In(r.lang), reasons[0].Problem.In(r.lang)))
		}
	}
	return apart, parts
}

func valuesOf(s Spec, lang abnd.Lang) string {
	switch {
	case s.List != nil:
		return "`" + strings.Join(s.List.Names(), "`, `") + "`"
	case s.OfTables:
		return abnd.T("an id of SERIES", "um id de SERIES").In(lang)
	case s.IsChoice():
		return abnd.T("an id of a benefit", "um id de uma prestação").In(lang)
	}
	text := abnd.T("%v to %v", "%v a %v").Fill(s.Low, s.High)
	if s.High >= LargestMoney {
		text = abnd.T("%v or more", "%v ou mais").Fill(s.Low)
	}
	if s.Whole {
		text = abnd.T("%s, whole", "%s, inteiro").Fill(text)
	}
	return text.In(lang)
}

func neededOf(s Spec, lang abnd.Lang) string {
	switch {
	case s.Optional:
		return abnd.T("no", "não").In(lang)
	case s.NeededIf != "":
		return abnd.T("if %s is %s", "se %s for %s").Fill("`"+s.NeededIf+"`", "`"+strings.Join(s.NeededFor, "`, `")+"`").In(lang)
	case len(s.ReplacedBy) > 0:
		return abnd.T("yes, unless %s is used", "sim, salvo se se usar %s").Fill("`" + strings.Join(s.ReplacedBy, "`, `") + "`").In(lang)
	}
	return abnd.T("yes", "sim").In(lang)
}
