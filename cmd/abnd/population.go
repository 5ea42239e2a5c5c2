package main

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

// populationOptions are the options of the verb population.
type populationOptions struct {
	method, variant string
	to              string
	groups          string
}

func (a *app) population(c *command) {
	var o populationOptions
	c.takesSource()
	c.Short = a.t("Show the population, published or projected by cohorts", "Mostra a população, publicada ou projectada por coortes")
	c.Long = a.t(`population shows the population of a study by broad age groups, with births, deaths and life expectancy, compared with the United Nations' data if both are available. With --method un it is the published population of the sheet POP; with --method cohort it is projected from the base year by single age and sex, with the death rates, fertility and migration of the study or, if it has none, of the United Nations.

With --from-groups it divides a census by age groups into the single ages of POP: a CSV file with the columns sex, group (0-4, 5-9 … 80+) and years; the result is written as CSV. The open group is divided like the population of INPUT, which may still be incomplete.`,
		`population mostra a população de um estudo por grandes grupos de idades, com nascimentos, óbitos e esperança de vida, em comparação com os valores das Nações Unidas quando ambos se conhecem. Com --method un é a publicada, da folha POP; com --method cohort é projectada a partir do ano-base por idade simples e sexo, com as taxas de mortalidade, a fecundidade e as migrações do estudo ou, se este não as tiver, com as das Nações Unidas.

Com --from-groups obtém as idades simples de POP a partir de um censo por grupos de idades, um ficheiro CSV com as colunas sexo, grupo (0-4, 5-9 … 80+) e anos, e escreve-as em CSV. O grupo aberto divide-se como a população da ORIGEM, que pode estar ainda incompleta.`)
	c.Example = `  abnd population TLS --method cohort --to 2060
  abnd population timor.xlsx --method cohort --variant low --format csv
  abnd population TLS --from-groups census.csv > POP.csv`
	f := c.Flags()
	f.StringVar(&o.method, "method", "", a.t("`METHOD`: un or cohort; default: as in the study", "`MÉTODO`: un ou cohort; por omissão, o do estudo"))
	f.StringVar(&o.to, "to", "", a.t("last `YEAR`; default: as in the study", "último `ANO`; por omissão, o do estudo"))
	f.StringVar(&o.variant, "variant", "", a.t("`VARIANT` of fertility: low, medium or high", "`VARIANTE` da fecundidade: low, medium ou high"))
	f.StringVar(&o.groups, "from-groups", "", a.t("make single ages of the groups in `FILE.csv`", "obtém idades simples dos grupos de `FICHEIRO.csv`"))
	must(c.MarkFlagFilename("from-groups", "csv"))
	for flag, values := range map[string][]string{
		"method": costing.PopulationMethodList.Names(), "variant": variantNames(),
	} {
		c.complete(cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp), flag)
	}
	c.complete(cobra.NoFileCompletions, "to")
	c.check = func() error { return o.check() }
	c.answer = func(ctx context.Context, args []string) (answer, error) {
		if o.groups != "" {
			study, err := a.loadDraft(args[0])
			if err != nil {
				return answer{}, err
			}
			return a.singleAges(study, o.groups)
		}
		in, err := a.loadStudy(args[0])
		if err != nil {
			return answer{}, err
		}
		own, err := a.populationOf(in, o)
		if err != nil {
			return answer{}, err
		}
		var other *report.People
		if country.HasDemography(in.study.Country.ISO3) {
			other = unitedNations(in.study.Country.ISO3)
		}
		return answer{
			text: func() report.Document {
				return report.Population(own.title, &own.people, other, report.PopulationYears(own.first, own.years.Last))
			},
			records: func() report.Records { return report.PopulationRecords(own.people.Population, own.years) },
		}.about(in), interrupted(ctx)
	}
}

func variantNames() []string {
	var names []string
	for _, v := range demography.Variants() {
		names = append(names, string(v))
	}
	return names
}

// oneOf refuses a value of an option that is not among those known.
func oneOf(value string, known []string, problem abnd.Text) error {
	if value == "" || slices.Contains(known, value) {
		return nil
	}
	return usage(abnd.T("%s; %s", "%s; %s").Fill(problem.Fill(value), abnd.Suggestion(value, known)))
}

func (o *populationOptions) check() error {
	if err := oneOf(o.method, costing.PopulationMethodList.Names(), abnd.T("unknown method %q", "não existe o método %q")); err != nil {
		return err
	}
	return oneOf(o.variant, variantNames(), abnd.T("unknown variant %q", "não existe a variante %q"))
}

// shownPopulation is the population that the verb shows.
type shownPopulation struct {
	people report.People
	title  abnd.Text
	years  abnd.Years // all that there are, to the last that is shown
	first  abnd.Year  // that a table shows
}

// populationOf takes the population of a study, or projects it.
func (a *app) populationOf(in *source, o populationOptions) (*shownPopulation, error) {
	study := in.study
	_, projected := study.PopulationBase()
	if o.method != "" {
		projected = costing.PopulationMethodOf(o.method) == abnd.CohortPopulation
	}
	last := study.Frame().Last
	if o.to != "" {
		var err error
		if last, err = oneYear(o.to); err != nil {
			return nil, err
		}
	}
	name := abnd.T("%s (%s)", "%s (%s)").Fill(study.Country.Name, study.Country.ISO3)
	if projected {
		return a.projectedPopulation(in, o, last, name)
	}
	if o.variant != "" {
		return nil, usage(abnd.T("a published population has no variants: add --method cohort", "uma população publicada não tem variantes: acrescente --method cohort"))
	}
	if _, isProjected := study.PopulationBase(); isProjected {
		return nil, usage(abnd.T("the study has no published population after %d; later years are projected", "o estudo não tem população publicada depois de %d: a sua população é projectada").Fill(int(study.Demography.Span.First)))
	}
	years := study.Population.Years()
	if !years.Contains(last) {
		return nil, outsideYears(last, years)
	}
	years.Last = last
	first := max(study.Population.LastEstimate+1, years.First)
	if study.Population.LastEstimate == 0 {
		first = study.Projection.First
	}
	return &shownPopulation{
		people: report.People{Name: abnd.T("study", "estudo"), Population: &study.Population, Births: study.Vital.Births.Values},
		title:  abnd.T("%s: published population, %s", "%s: população publicada, %s").Fill(name, years), years: years, first: min(first, last),
	}, nil
}

func outsideYears(year abnd.Year, within abnd.Years) error {
	return usage(abnd.T("the population is available for %s, not for %d", "a população está disponível em %s, não em %d").Fill(within, int(year)))
}

func (a *app) projectedPopulation(in *source, o populationOptions, last abnd.Year, name abnd.Text) (*shownPopulation, error) {
	study := in.study
	variant := demography.Variant(o.variant)
	if study.Demography.IsBlank() {
		code := study.Country.ISO3
		if !country.HasDemography(code) {
			return nil, problems(costing.CheckDemography(study))
		}
		if span := country.LoadUnitedNations(code).Assumptions.Span; !span.Contains(last) {
			return nil, outsideYears(last, span)
		}
		if err := country.ProjectByCohorts(study, variant, last).Err(); err != nil {
			return nil, failed(abnd.T("the population could not be projected: %s", "não foi possível projectar a população: %s").Fill(err.Error()), err)
		}
	} else {
		study.PopulationMethod = abnd.CohortPopulation
		demography.SetVariant(study, variant)
	}
	if !study.Demography.Span.Contains(last) {
		return nil, outsideYears(last, study.Demography.Span)
	}
	if o.method != "" || o.variant != "" {
		study.Status = study.Status.Changed()
	}
	computed, found := costing.ProjectPopulation(study)
	found = append(country.CheckBase(study), found...)
	for i := range found {
		if found[i].Place == "" {
			found[i].Place = in.places.Find(found[i].Path)
		}
	}
	if computed == nil || found.HasErrors() {
		return nil, problems(found)
	}
	terminal.Diagnostics(a.stderr, found, a.lang)
	if variant == "" {
		variant = demography.Medium
	}
	base := study.Demography.Span.First
	title := abnd.T("%s: population projected by cohorts from %d", "%s: população projectada por coortes a partir de %d").Fill(name, int(base))
	if o.variant != "" {
		title = abnd.T("%s, variant: %s", "%s, variante: %s").Fill(title, variant.Name())
	}
	return &shownPopulation{
		people: report.People{
			Name: abnd.T("projected", "projectada"), Population: &computed.Population, Births: computed.Births, Deaths: computed.Deaths,
			LifeExpectancy: computed.LifeExpectancy(),
		},
		title: title, years: abnd.Years{First: base, Last: last}, first: base,
	}, nil
}

// unitedNations is what the UN publishes of a country, to stand beside.
func unitedNations(code string) *report.People {
	un := country.LoadUnitedNations(code)
	return &report.People{
		Name: abnd.T("UN, medium", "ONU, variante média"), Population: &un.Population, Births: un.Births, Deaths: un.Deaths,
		LifeExpectancy: un.Assumptions.LifeExpectancy,
	}
}

// singleAges writes the single ages of a census by five-year groups.
func (a *app) singleAges(study *abnd.Study, path string) (answer, error) {
	data, err := readBytes(path)
	if err != nil {
		return answer{}, err
	}
	name := filepath.Base(path)
	grid, form := sheets.ReadCSV("POP", name, bytes.NewReader(data))
	if form.HasErrors() {
		return answer{}, problems(form)
	}
	population, found := sheets.ReadAgeGroups(grid, func(year abnd.Year, sex abnd.Sex) []float64 {
		years := study.Population.Years()
		if years.Len() == 0 {
			return nil
		}
		return study.Population.Ages(min(max(year, years.First), years.Last), sex)
	})
	if population == nil {
		return answer{}, problems(append(form, found...))
	}
	terminal.Diagnostics(a.stderr, append(form, found...), a.lang)
	// It goes back into a study, whatever is asked for.
	return answer{records: func() report.Records { return report.PopulationSheet(population) }, onlyRFC: true}, nil
}
