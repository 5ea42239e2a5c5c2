package main

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) diff(c *command) {
	var only []string
	var logs bool
	c.Short = a.t("List the inputs that differ between two workbooks and the effect on cost", "Mostra o que mudou entre dois livros e o efeito nos custos")
	c.Long = a.t(`diff lists the inputs that differ between A and B, each with its cell, and the effect on the cost of every scenario and guarantee. A and B are each the code of a country profile or the path of a workbook, including an edited results workbook.

Cells are cells of B; an input that is missing in B is shown with its cell in A. Only scenarios and years in both are compared. CSV and JSON contain every changed input, with shares as fractions, and every result that differs. Exit status 0 whether they differ or not.

With --log, or with more than two copies of a study, diff joins the logs of their sheets TRY instead: the proposals that each table of a workshop has kept, in one list. It warns where two copies are not of one study, and where other inputs than those of TRY differ, so that their results are not to be compared.`,
		`diff mostra os dados de base que diferem entre A e B, cada um com a sua célula, e o efeito no custo de cada cenário e garantia. A e B são cada um o código de um perfil de país ou o caminho de um livro, incluindo um livro de resultados alterado.

As células são as de B; um dado que falta em B aparece com a sua célula em A. Só se comparam os cenários e anos que ambos têm. CSV e JSON contêm todos os dados alterados, com as proporções como fracções, e todos os resultados que diferem. Código de saída 0, haja ou não diferenças.

Com --log, ou com mais de duas cópias de um estudo, diff junta antes os registos das suas folhas TRY: as propostas que cada mesa do ateliê guardou, numa só lista. Avisa quando duas cópias não são do mesmo estudo, e quando diferem outros dados que não os de TRY, de modo que os seus resultados não se podem comparar.`)
	c.Example = `  abnd diff TLS timor.xlsx
  abnd diff before.xlsx after.xlsx --scenario high
  abnd diff before.xlsx after.xlsx --format csv > changes.csv
  abnd diff table-a.xlsx table-b.xlsx table-c.xlsx`
	c.takes("A B [C ...]", twoSources, a.completeCopies)
	f := c.Flags()
	f.BoolVar(&logs, "log", false, a.t("join the logs of TRY of two copies; with more than two, that is what diff does", "junta os registos de TRY de duas cópias; com mais de duas, é o que diff faz"))
	f.StringSliceVar(&only, "scenario", nil, a.t("only the results of the scenario `ID`; comma-separated, or repeat the option", "só os resultados do cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	c.takesYears()
	c.complete(a.completeScenarios, "scenario")
	c.answer = func(ctx context.Context, args []string) (answer, error) {
		years, _ := optionalYears(c.years) // which have been checked
		if logs || len(args) > 2 {
			if len(only) > 0 || years != (abnd.Years{}) {
				return answer{}, usage(abnd.T("--scenario and --years are for the results of two inputs; logs are joined as they stand", "--scenario e --years são para os resultados de duas origens; os registos juntam-se como estão"))
			}
			return a.joinLogs(ctx, args)
		}
		return a.differences(ctx, args[0], args[1], only, years)
	}
}

// completeCopies completes two inputs; more than two are copies of a workbook.
func (a *app) completeCopies(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) < 2 {
		return a.completeSources(2)(cmd, args, word)
	}
	return nil, cobra.ShellCompDirectiveDefault
}

func twoSources(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return usage(abnd.T("missing: A and B (country codes or workbooks)", "faltam A e B (códigos de países ou livros do Excel)"))
	case 1:
		return usage(abnd.T("missing: B, to be compared with %q", "em falta: B, para comparar com %q").Fill(args[0]))
	}
	return arguments(2, manySources, abnd.Text{})(cmd, args)
}

func (a *app) differences(ctx context.Context, argA, argB string, only []string, years abnd.Years) (answer, error) {
	from, err := a.load(argA)
	if err != nil {
		return answer{}, err
	}
	to, err := a.load(argB)
	if err != nil {
		return answer{}, err
	}
	// Two files of one name are told apart by their paths.
	if from.name == to.name && argA != argB {
		from.rename(argA)
		to.rename(argB)
	}
	found := func() abnd.Diagnostics { return append(inFile(from.name, from.found), inFile(to.name, to.found)...) }
	if from.study == nil || to.study == nil {
		return answer{}, problems(found())
	}
	chosen, err := chooseShared(from.study, to.study, from.name, to.name, only)
	if err != nil {
		return answer{}, err
	}
	// Inputs are compared as they stand, before the option moves any year.
	d := report.Diff{FromName: from.name, ToName: to.name, Inputs: changedInputs(from, to), Scenarios: chosen}
	if len(only) == 0 {
		d.Scenarios = append(d.Scenarios, sharedPackages(from.study, to.study)...)
	}
	if years != (abnd.Years{}) {
		for _, in := range []*source{from, to} {
			var f *failure
			if err := setYears(in.study, years); errors.As(err, &f) {
				return answer{}, usage(abnd.T("%s: %s", "%s: %s").Fill(in.name, f.text))
			}
		}
	}
	if err := interrupted(ctx); err != nil {
		return answer{}, err
	}
	d.From, d.To = from.run(), to.run()
	if d.From == nil || d.To == nil {
		return answer{}, problems(found())
	}
	if err := interrupted(ctx); err != nil {
		return answer{}, err
	}
	warnings := append(withoutUncertaintyWarnings(found()), scenarios.ComparabilityWarnings(from.study, to.study, from.name, to.name)...)
	if len(only) == 0 {
		warnings = append(warnings, unshared(from.study, to.study, from.name)...)
		warnings = append(warnings, unshared(to.study, from.study, to.name)...)
	}
	terminal.Diagnostics(a.stderr, warnings, a.lang)
	return answer{
		text:    func() report.Document { return report.Differences(d) },
		records: func() report.Records { return report.DiffRecords(d) },
		tree: func() report.Tree {
			return report.DiffTree(d, a.manifest(from, d.From), a.manifest(to, d.To))
		},
	}.about(from, to), nil
}

// rename calls a source something else than its file's name, also where a
// problem is the whole file's.
func (in *source) rename(name string) {
	for i := range in.found {
		if in.found[i].Place == in.name {
			in.found[i].Place = name
		}
	}
	in.name = name
}

// changedInputs lists the changes with their cells: in the new file, or in
// the old one where the new file has no such cell.
func changedInputs(from, to *source) []report.ChangedInput {
	var all []report.ChangedInput
	for _, c := range sheets.Diff(from.study, to.study) {
		place, ok := to.places.At(c.Path)
		if !ok {
			place, _ = from.places.At(c.Path)
		}
		all = append(all, report.ChangedInput{Change: c, Place: place, InOld: !ok && place != ""})
	}
	return all
}

// chooseShared finds the scenarios that are compared: those that both studies
// have, or the ones asked for, which both must have.
func chooseShared(from, to *abnd.Study, nameA, nameB string, ids []string) ([]abnd.Scenario, error) {
	_, unknownA := scenarios.Select(from, ids...)
	chosen, unknownB := scenarios.Select(to, ids...)
	if unknown := append(inFile(nameA, unknownA), inFile(nameB, unknownB)...); len(unknown) > 0 {
		return nil, &failure{status: statusUsage, found: unknown}
	}
	return slices.DeleteFunc(slices.Clone(chosen), func(s abnd.Scenario) bool {
		_, both := from.FindScenario(s.ID)
		return !both
	}), nil
}

// inFile says of each diagnostic which file it is about.
func inFile(name string, found abnd.Diagnostics) abnd.Diagnostics {
	var all abnd.Diagnostics
	for _, d := range found {
		place := d.Place
		if place == "" {
			place = string(d.Path)
		}
		switch {
		case place == "":
			place = name
		case place != name:
			place = name + ": " + place
		}
		d.Place = place
		all = append(all, d)
	}
	return all
}

// sharedPackages are the packages that both studies have: their sums are
// compared as those of a scenario.
func sharedPackages(from, to *abnd.Study) []abnd.Scenario {
	var shared []abnd.Scenario
	for _, p := range to.Packages {
		if slices.ContainsFunc(from.Packages, func(q abnd.Package) bool { return q.ID == p.ID }) {
			shared = append(shared, abnd.Scenario{ID: p.ID, Name: p.Name})
		}
	}
	return shared
}

// unshared warns of scenarios that the other study does not have.
func unshared(study, other *abnd.Study, name string) abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, s := range study.Scenarios {
		if _, both := other.FindScenario(s.ID); !both {
			found.AddWarning("", "unshared", abnd.T("the scenario %q is only in %s; its results are not compared", "o cenário %q só existe em %s; os seus resultados não são comparados").
				Fill(s.ID, name), abnd.Text{})
		}
	}
	return found
}
