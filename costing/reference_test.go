package costing

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

var update = flag.Bool("update", false, "rewrite the reference of the rules in docs")

// The reference of the rules is made from their declarations: what a user
// reads is what the reader of workbooks checks.
func TestReferenceOfTheRules(t *testing.T) {
	for file, lang := range map[string]abnd.Lang{"rules.md": abnd.English, "regras.md": abnd.Portuguese} {
		path := filepath.Join("..", "docs", file)
		want := reference(lang)
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

var referenceAbout = abnd.T(`Every parameter of BENEFITS, made from the declarations that the program checks a workbook against.

Every benefit has the core rules. The others are optional: a benefit has the rule whose parameters it fills in,
in the base or in a scenario, and any of them combine unless a diagnostic says otherwise. To use one, add its
rows to the benefit's block in BENEFITS and fill them in. The formula of a rule and its source stand in the
file of its name in costing.

The example of a rule is a small study with its results worked by hand, which `+"`abnd cost`"+` computes too:
[README](../testdata/examples/README.md).`,
	`Todos os parâmetros de BENEFITS, feitos das declarações com que o programa verifica um livro.

Todas as prestações têm as regras de base. As outras são facultativas: uma prestação tem a regra cujos
parâmetros preenche, na base ou num cenário, e todas se combinam salvo se um diagnóstico disser o contrário.
Para usar uma, acrescente as suas linhas ao bloco da prestação em BENEFITS e preencha-as. A fórmula de uma
regra e a sua fonte estão no ficheiro do seu nome em costing.

O exemplo de uma regra é um pequeno estudo com os seus resultados calculados à mão, que `+"`abnd cost`"+` também calcula:
[LEIA-ME](../testdata/examples/LEIA-ME.md).`)

func reference(lang abnd.Lang) string {
	var b strings.Builder
	line := func(t abnd.Text) { fmt.Fprintf(&b, "%s\n\n", t.In(lang)) }
	line(abnd.T("# %s", "# %s").Fill(referenceTitle))
	line(referenceAbout)
	line(abnd.T("## Core", "## Base"))
	heading := abnd.T("## Optional", "## Facultativas")
	for _, g := range RuleGroups() {
		if g.Optional && heading != (abnd.Text{}) {
			line(heading)
			heading = abnd.Text{}
		}
		referenceOf(&b, g, lang)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func referenceOf(b *strings.Builder, g RuleGroup, lang abnd.Lang) {
	fmt.Fprintf(b, "### %s\n\n%s\n|---|---|---|---|\n", g.Title.In(lang),
		abnd.T("| parameter | what it is | values | needed |", "| parâmetro | o que é | valores | necessário |").In(lang))
	for _, s := range g.Specs {
		what := s.Label.In(lang)
		if help := s.Help.In(lang); help != "" {
			what += ". " + help
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", s.Code, strings.ReplaceAll(what, "|", "\\|"), valuesOf(s, lang), neededOf(s, lang))
	}
	folder := "../testdata/examples/" + g.Name()
	b.WriteString("\n" + abnd.T("Example: %s, its parameters in %s.", "Exemplo: %s, com os parâmetros em %s.").
		Fill("[expected.csv]("+folder+"/expected.csv)", "[BENEFITS.csv]("+folder+"/BENEFITS.csv)").In(lang) + "\n\n")
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
	if s.High >= maxMoney {
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
		return abnd.T("where %s is %s", "se %s for %s").Fill("`"+s.NeededIf+"`", "`"+strings.Join(s.NeededFor, "`, `")+"`").In(lang)
	case len(s.ReplacedBy) > 0:
		return abnd.T("yes, unless %s is used", "sim, salvo se se usar %s").Fill("`" + strings.Join(s.ReplacedBy, "`, `") + "`").In(lang)
	}
	return abnd.T("yes", "sim").In(lang)
}
