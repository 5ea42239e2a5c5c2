package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/openabnd/engine/abnd"
)

// The reference of the commands is made from the tree of commands itself.
func TestReferenceOfTheCommands(t *testing.T) {
	for file, lang := range map[string]abnd.Lang{"commands.md": abnd.English, "comandos.md": abnd.Portuguese} {
		path := filepath.Join(projectTop, "docs", file)
		want := commandsPage(lang)
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
			t.Errorf("%s is not what the commands say; run go test ./cmd/abnd -run Reference -update", path)
		}
	}
}

var commandsTitle = abnd.T("# Commands\n\n[Em português](comandos.md)\n\nWhat `abnd help` says of each command, made from the same texts.\n\n",
	"# Comandos\n\n[In English](commands.md)\n\nO que `abnd --lang pt help` diz de cada comando, feito dos mesmos textos.\n\n")

// commandsPage is the reference in one language. The examples of its English
// page are run by TestDocuments, each command's in a folder of its own.
func commandsPage(lang abnd.Lang) string {
	a := &app{stdout: bufio.NewWriter(&bytes.Buffer{}), lang: lang}
	root := a.rootCommand()
	var b strings.Builder
	b.WriteString(commandsTitle.In(lang))
	fmt.Fprintf(&b, "%s\n\n", root.Long)
	writeOptions(&b, a, a.t("Options of every command:", "Opções de todos os comandos:"), root.PersistentFlags())
	for _, g := range root.Groups() {
		fmt.Fprintf(&b, "## %s\n\n", g.Title)
		for _, c := range inOrder(root.Commands()) {
			if c.GroupID == g.ID {
				writeCommand(&b, a, c)
			}
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func writeCommand(b *strings.Builder, a *app, c *cobra.Command) {
	if !c.IsAvailableCommand() {
		return
	}
	fmt.Fprintf(b, "### %s\n\n%s.\n\n", strings.TrimPrefix(c.CommandPath(), "abnd "), c.Short)
	if c.Long != "" {
		fmt.Fprintf(b, "%s\n\n", c.Long)
	}
	if !c.HasAvailableSubCommands() {
		fmt.Fprintf(b, "`%s %s`\n\n", c.UseLine(), a.t("[OPTIONS]", "[OPÇÕES]"))
	}
	if c.HasExample() {
		writeExamples(b, a, c)
	}
	writeOptions(b, a, a.t("Options:", "Opções:"), c.LocalFlags())
	for _, sub := range c.Commands() {
		writeCommand(b, a, sub)
	}
}

// exampleFiles says where the files that examples begin with are from.
var exampleFiles = []struct{ file, remark string }{
	{"timor.xlsx", "run abnd new TLS -o timor.xlsx"},
	{"study.xlsx", "run abnd new TLS -o study.xlsx"},
	{"before.xlsx", "run abnd new TLS -o before.xlsx"},
	{"after.xlsx", "run abnd cost TLS --set high/child-benefit.age_max=7 -o after.xlsx"},
	{"table-a.xlsx", "run abnd new TLS -o table-a.xlsx"},
	{"table-b.xlsx", "run abnd new TLS -o table-b.xlsx"},
	{"table-c.xlsx", "run abnd new TLS -o table-c.xlsx"},
	{"results.xlsx", "run abnd cost TLS -o results.xlsx"},
	{"cases.csv", "copy scenarios/published/cases.csv as cases.csv"},
	{"census.csv", "copy testdata/census.csv as census.csv"},
	{"households.csv", "copy testdata/survey/households.csv as households.csv"},
	{"persons.csv", "copy testdata/survey/persons.csv as persons.csv"},
	{"a.csv.gz", "copy WPP2024_PopulationBySingleAgeSex_Medium_1950-2023.csv.gz as a.csv.gz"},
	{"b.csv.gz", "copy WPP2024_Demographic_Indicators_Medium.csv.gz as b.csv.gz"},
	{"population.xlsx", "run abnd import wpp WPP2024_PopulationBySingleAgeSex_*.csv.gz --country LAO -o population.xlsx"},
}

func writeExamples(b *strings.Builder, a *app, c *cobra.Command) {
	if a.lang == abnd.English {
		b.WriteString("<!-- fresh folder -->\n")
		for _, f := range exampleFiles {
			first := strings.Index(c.Example, f.file)
			written := strings.Index(c.Example, "-o "+f.file)
			if first >= 0 && (written < 0 || first < written) {
				fmt.Fprintf(b, "<!-- %s -->\n", f.remark)
			}
		}
	} else {
		b.WriteString("<!-- as in commands.md -->\n")
	}
	var lines []string
	for line := range strings.Lines(c.Example) {
		lines = append(lines, strings.TrimSpace(line))
	}
	fmt.Fprintf(b, "```\n%s\n```\n\n", strings.Join(lines, "\n"))
}

func writeOptions(b *strings.Builder, a *app, heading string, flags *pflag.FlagSet) {
	var lines []string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, text := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		lines = append(lines, fmt.Sprintf("| `%s` | %s |\n", strings.TrimSpace(name+" "+value), strings.ReplaceAll(text, "|", "\\|")))
	})
	if len(lines) > 0 {
		fmt.Fprintf(b, "%s\n\n| | |\n|---|---|\n%s\n", heading, strings.Join(lines, ""))
	}
}
