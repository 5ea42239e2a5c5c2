package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

func (a *app) newWorkbook(c *command) {
	var output, method, variant string
	var blank, force bool
	c.Short = a.t("Create an input workbook from a country profile", "Cria um livro de trabalho a partir do perfil de um país")
	c.Long = a.t(`new creates an Excel workbook with all inputs of a costing: blue cells to fill in or change, each with unit, source and confidence. It is filled from a country profile; with --blank it is empty except for a few examples.

With --population cohort the population after the base year is not an input but projected by cohorts: the workbook has the sheets DEMO, MORT, FERT and MIG, filled with the assumptions of the United Nations for a --variant of fertility.`,
		`new cria um livro do Excel com todos os dados de base de uma estimativa de custos: células azuis para preencher ou alterar, cada uma com unidade, fonte e grau de confiança. É preenchido com o perfil de um país; com --blank fica vazio, salvo alguns exemplos.

Com --population cohort a população depois do ano-base não é dada, mas projectada por coortes: o livro tem para isso as folhas DEMO, MORT, FERT e MIG, preenchidas com os pressupostos das Nações Unidas numa --variant da fecundidade.`)
	c.Example = `  abnd new TLS -o timor.xlsx
  abnd new --blank -o my-country.xlsx
  abnd new TLS --choice 4MKD-T8KC-2AK -o table-a.xlsx
  abnd new TLS --population cohort --variant low -o timor-low.xlsx`
	c.takes(a.t("[CODE]", "[CÓDIGO]"), arguments(0, 1, abnd.Text{}), func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.countryCompletions(), cobra.ShellCompDirectiveNoFileComp
	})
	c.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case blank && len(args) > 0:
			return usage(abnd.T("enter either a country code or --blank, not both", "indique um código de país ou --blank, não ambos"))
		case !blank && len(args) == 0:
			return usage(abnd.T("the country code is missing, e.g. TLS; --blank creates an empty workbook", "falta o código do país, por exemplo TLS; --blank cria um livro vazio"))
		case blank && c.choice != "":
			return usage(abnd.T("a blank workbook has no levers to choose: enter a country code with --choice", "um livro vazio não tem alavancas para escolher: indique um código de país com --choice"))
		case output == "":
			return usage(abnd.T("specify the output file with -o, e.g. -o study.xlsx", "indique com -o o ficheiro a guardar, por exemplo -o estudo.xlsx"))
		}
		if err := checkPopulationOptions(method, variant); err != nil {
			return err
		}
		in := &source{study: country.Blank(), name: "blank"}
		if !blank {
			if !country.Has(args[0]) {
				return noProfile(abnd.T("unknown country profile %q", "perfil de país desconhecido: %q"), args[0])
			}
			var err error
			if in, err = a.load(args[0]); err != nil {
				return err
			}
		}
		if err := a.choose(in, c.choice); err != nil {
			return err
		}
		if method == string(abnd.CohortPopulation) {
			if err := projectByCohorts(in.study, variant); err != nil {
				return err
			}
		}
		if err := checkOutput(output, ""); err != nil {
			return err
		}
		data, err := a.templateWorkbook(in)
		if err != nil {
			return err
		}
		return a.save(cmd.Context(), output, data, force)
	}
	f := c.Flags()
	f.StringVarP(&output, "output", "o", "", a.t("the workbook to write, `FILE.xlsx`", "o livro a guardar, `FICHEIRO.xlsx`"))
	f.BoolVar(&blank, "blank", false, a.t("an empty workbook with examples", "um livro vazio com exemplos"))
	f.StringVar(&method, "population", "", a.t("`METHOD` of the population: un, as published, or cohort", "`MÉTODO` da população: un, publicada, ou cohort"))
	f.StringVar(&variant, "variant", "", a.t("`VARIANT` of fertility with cohort: low, medium or high", "`VARIANTE` da fecundidade com cohort: low, medium ou high"))
	c.takesChoice()
	f.BoolVar(&force, "force", false, a.t("replace the file if it exists", "substitui o ficheiro, se existir"))
	must(c.MarkFlagFilename("output", "xlsx"))
	for flag, values := range map[string][]string{"population": costing.PopulationMethodList.Names(), "variant": variantNames()} {
		c.complete(cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp), flag)
	}
}

func checkPopulationOptions(method, variant string) error {
	o := populationOptions{method: method, variant: variant}
	if err := o.check(); err != nil {
		return err
	}
	if variant != "" && method != string(abnd.CohortPopulation) {
		return usage(abnd.T("a published population has no variants: add --population cohort", "uma população publicada não tem variantes: acrescente --population cohort"))
	}
	return nil
}

// projectByCohorts makes the study of a new workbook project its population to
// the end of its frame: with the UN's assumptions, or, where the country is
// not chosen yet, with blank ones.
func projectByCohorts(study *abnd.Study, variant string) error {
	last := study.Frame().Last
	if study.Country.ISO3 == "" {
		study.PopulationMethod = abnd.CohortPopulation
		study.Demography.Span = abnd.Years{First: study.Projection.First - 1, Last: last}
		return nil
	}
	if err := country.ProjectByCohorts(study, demography.Variant(variant), last).Err(); err != nil {
		return failed(abnd.T("the population could not be projected: %s", "não foi possível projectar a população: %s").Fill(err.Error()), err)
	}
	return nil
}
