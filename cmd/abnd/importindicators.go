package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing/economy/wdi"
)

func (a *app) importIndicatorsCommand() *cobra.Command {
	var o importOptions
	var currency string
	cmd := &cobra.Command{
		Use:   a.t("wdi FILE...", "wdi FICHEIRO..."),
		Short: a.t("Economy, from the World Bank's files", "Economia, dos ficheiros do Banco Mundial"),
		Long: a.t(`import wdi reads the CSV of the World Development Indicators: the download of an indicator or country page, unpacked (API_….csv), the whole database (WDICSV.csv), or an extract of the DataBank. Several files are read together. GDP, its growth and deflator, consumer prices, the exchange rate and purchasing power parity go to ECO.

The indicators are NY.GDP.MKTP.CN and .KN, NY.GDP.MKTP.KD.ZG, NY.GDP.DEFL.KD.ZG, FP.CPI.TOTL and .ZG, PA.NUS.FCRF and PA.NUS.PPP. The data end with the last completed year; the extrapolation of each series is in its row. Government revenue and expenditure are not read: the World Bank's data cover the central government; use the IMF's.`,
			`import wdi lê o CSV dos World Development Indicators: o que dá a página de um indicador ou de um país, descomprimido (API_….csv), toda a base (WDICSV.csv), ou o que o DataBank extrai. Lêem-se vários ficheiros em conjunto. O PIB, o seu crescimento e deflator, os preços no consumidor, a taxa de câmbio e a paridade de poder de compra vão para ECO.

Os indicadores são NY.GDP.MKTP.CN e .KN, NY.GDP.MKTP.KD.ZG, NY.GDP.DEFL.KD.ZG, FP.CPI.TOTL e .ZG, PA.NUS.FCRF e PA.NUS.PPP. Os valores acabam no último ano decorrido; como cada série continua está na sua linha. A receita e a despesa do Estado não se lêem: as do Banco Mundial são as da administração central; tome as do FMI.`),
		Example: `  abnd import wdi API_LAO_DS2_en_csv_v2_*.csv --country LAO --currency LAK -o lao.xlsx
  abnd import wdi API_LAO_DS2_en_csv_v2_*.csv --into population.xlsx -o study.xlsx`,
		Args: arguments(1, 100, abnd.T("FILE (a CSV of the World Development Indicators)", "FICHEIRO (um CSV dos World Development Indicators)")), DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importIndicators(cmd.Context(), args, currency, o)
		},
	}
	a.importFlags(cmd, &o)
	a.currencyFlag(cmd, &currency)
	return cmd
}

func (a *app) importIndicators(ctx context.Context, files []string, currency string, o importOptions) error {
	into, err := a.importTarget(&o)
	if err != nil {
		return err
	}
	reader := wdi.NewReader(o.country)
	for _, path := range files {
		if err := a.readWatched(ctx, path, o, reader.Read); err != nil {
			return err
		}
	}
	data, found := reader.Country()
	if found.HasErrors() {
		return problems(found)
	}
	study := into.study
	if into.fresh {
		country.ProjectAfter(study, 0)
	}
	frames, more := data.Frames(study.FirstYear)
	found = append(append(found, more...), frames.Ends(study)...)
	gdp := study.GDPName
	country.Identify(study, o.country, data.Name)
	if into.fresh {
		study.GDPName = gdp // the World Bank's is the whole, whatever the profile compares with
	} else if study.GDPName != country.Empty().GDPName {
		found.AddWarning("general/gdp_name_en", "other-gdp", abnd.T("the study compares its costs with %s, but the GDP of the World Bank is total GDP", "o estudo compara os custos com o %s e o PIB do Banco Mundial é o total").Fill(study.GDPName),
			abnd.T("enter its name in GENERAL, or use the GDP of another source", "dê-lhe o nome em GENERAL, ou tome o PIB de outra fonte"))
	}
	if currency != "" {
		study.Country.Currency = currency
	}
	if into.fresh {
		frames.Begin(study)
	}
	frames.PutInto(study)
	if data.Updated == "" {
		found.AddWarning("sources/wdi/year", "edition-unknown", abnd.T("the files do not show when they were updated", "os ficheiros não dizem quando foram actualizados"),
			abnd.T("enter their year in SOURCES, e.g. 2026", "escreva o seu ano em SOURCES, por exemplo 2026"))
	}
	return a.writeImported(ctx, into, o, found)
}
