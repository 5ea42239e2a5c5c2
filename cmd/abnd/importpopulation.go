package main

import (
	"context"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing/demography/wpp"
)

func (a *app) importPopulationCommand() *cobra.Command {
	var o importOptions
	var indicators, variant, location string
	cmd := &cobra.Command{
		Use:   a.t("wpp FILE...", "wpp FICHEIRO..."),
		Short: a.t("Population by age and sex, from the UN's files", "População por idade e sexo, dos ficheiros da ONU"),
		Long: a.t(`import wpp reads the population by single age and sex on 1 July from the CSV files of the World Population Prospects, and writes it to POP. FILE is WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz, and with it, for the years before, ..._1950-2023.csv.gz; packed or not, of this revision or an older one. With --indicators, births go to VITAL.

The CSV of the UN Data Portal is read too: the indicator Population by 1-year age groups and sex.

The years of the study are cut to those of the files. Population is read from the first year of the study's frames on: 2010 in a new study.`,
			`import wpp lê a população por idade simples e sexo em 1 de Julho dos ficheiros CSV das World Population Prospects e escreve-a em POP. FICHEIRO é WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz e, com ele, para os anos anteriores, ..._1950-2023.csv.gz; comprimido ou não, desta revisão ou de uma anterior. Com --indicators, os nascimentos vão para VITAL.

Também se lê o CSV do UN Data Portal: o indicador Population by 1-year age groups and sex.

Os anos do estudo são limitados aos dos ficheiros. A população é lida a partir do primeiro ano das séries do estudo: 2010 num estudo novo.`),
		Example: `  abnd import wpp WPP2024_PopulationBySingle*.csv.gz --country LAO -o lao.xlsx
  abnd import wpp a.csv.gz --indicators b.csv.gz --into lao.xlsx -o lao2.xlsx`,
		Args: arguments(1, 100, abnd.T("FILE (a CSV file of the World Population Prospects)", "FICHEIRO (um ficheiro CSV das World Population Prospects)")), DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importPopulation(cmd.Context(), args, indicators, wpp.Selection{Variant: variant, Location: location}, o)
		},
	}
	a.importFlags(cmd, &o)
	f := cmd.Flags()
	f.StringVar(&indicators, "indicators", "", a.t("the `FILE` of demographic indicators, for births", "o `FICHEIRO` dos indicadores demográficos, para os nascimentos"))
	f.StringVar(&variant, "variant", wpp.Medium, a.t("`VARIANT` of the projection, e.g. High or Low", "`VARIANTE` da projecção, como High ou Low"))
	f.StringVar(&location, "location", "", a.t("`NAME` or number of the country in files of before 2022, which have no ISO codes", "`NOME` ou número do país nos ficheiros anteriores a 2022, que não têm códigos ISO"))
	must(cmd.RegisterFlagCompletionFunc("variant", cobra.FixedCompletions([]string{"Medium", "High", "Low"}, cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("location", cobra.NoFileCompletions))
	return cmd
}

func (a *app) importPopulation(ctx context.Context, files []string, indicators string, w wpp.Selection, o importOptions) error {
	into, err := a.importTarget(&o)
	if err != nil {
		return err
	}
	study := into.study
	w.Country, w.From = o.country, study.FirstYear
	if w.Location == "" && country.Has(w.Country) {
		if profile, _ := country.Load(w.Country); profile != nil {
			w.Location = profile.Country.Name.EN
		}
	}
	edition, err := editionOf(append(files[:len(files):len(files)], indicators))
	if err != nil {
		return err
	}
	people := wpp.NewPeople(w)
	for _, path := range files {
		if err := a.readWatched(ctx, path, o, people.Read); err != nil {
			return err
		}
	}
	frame, found := people.Frame()
	var vital wpp.Indicators
	if indicators != "" {
		if err := a.readWatched(ctx, indicators, o, func(name string, r io.Reader) {
			var more abnd.Diagnostics
			vital, more = wpp.ReadIndicators(name, r, w)
			found = append(found, more...)
		}); err != nil {
			return err
		}
	}
	if found.HasErrors() {
		return problems(found)
	}
	if edition.Year == 0 {
		edition = people.Edition()
	}
	if into.fresh {
		country.ProjectAfter(study, edition.LastEstimate)
	}
	country.Identify(study, w.Country, frame.Location)
	found = append(found, frame.PutInto(study, edition)...)
	if indicators != "" && !found.HasErrors() {
		found = append(found, vital.PutInto(study, edition)...)
	}
	if found.HasErrors() {
		return problems(found)
	}
	if edition.Year == 0 {
		found.AddWarning("sources/wpp/year", "edition-unknown", abnd.T("the file name does not show the revision", "o nome do ficheiro não diz de que revisão é"),
			abnd.T("enter its year in SOURCES, and the last year of estimates in GENERAL", "escreva o seu ano em SOURCES e o último ano de estimativas em GENERAL"))
	}
	return a.writeImported(ctx, into, o, found)
}

// editionOf is the revision that all files are of.
func editionOf(files []string) (wpp.Revision, error) {
	var all wpp.Revision
	for _, path := range files {
		e := wpp.EditionOf(filepath.Base(path))
		if e.Year != 0 && all.Year != 0 && e != all {
			return wpp.Revision{}, usage(abnd.T("the files are from two revisions, %d and %d; give the files of one revision", "os ficheiros são de duas revisões, %d e %d; indique os de uma só").Fill(all.Year, e.Year))
		}
		if e.Year != 0 {
			all = e
		}
	}
	return all, nil
}
