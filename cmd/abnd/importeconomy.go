package main

import (
	"bufio"
	"context"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing/economy/weo"
)

func (a *app) importEconomyCommand() *cobra.Command {
	var o importOptions
	var currency string
	cmd := &cobra.Command{
		Use:   a.t("weo FILE", "weo FICHEIRO"),
		Short: a.t("Economy and government accounts, from the IMF's file", "Economia e contas públicas, do ficheiro do FMI"),
		Long: a.t(`import weo reads the World Economic Outlook database by countries: the text file of editions up to April 2025, whose name ends in .xls, or the workbook of October 2025 and later. GDP, its growth and deflator, consumer prices and purchasing power parity go to ECO; revenue and expenditure of general government, in % of the same GDP, to GGO. Wages, the poverty line and the minimum wage are not in the file.

The file does not contain the currency code: specify it with --currency, or enter it later.`,
			`import weo lê a base de dados World Economic Outlook por países: o texto até Abril de 2025, cujo nome acaba em .xls, ou o livro de Outubro de 2025 em diante. O PIB, o seu crescimento e deflator, os preços no consumidor e a paridade de poder de compra vão para ECO; a receita pública e a despesa pública, em percentagem do mesmo PIB, para GGO. Salários, linha de pobreza e salário mínimo não estão no ficheiro.

O ficheiro não contém o código da moeda: indique-o com --currency ou preencha-o depois.`),
		Example: `  abnd import weo WEOApr2025all.xls --country LAO --currency LAK -o lao.xlsx
  abnd import weo WEOOct2025all.xlsx --into population.xlsx -o study.xlsx`,
		Args: arguments(1, 1, abnd.T("FILE (a file of the World Economic Outlook database)", "FICHEIRO (um ficheiro da base de dados World Economic Outlook)")), DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importEconomy(cmd.Context(), args[0], currency, o)
		},
	}
	a.importFlags(cmd, &o)
	a.currencyFlag(cmd, &currency)
	return cmd
}

func (a *app) importEconomy(ctx context.Context, path, currency string, o importOptions) error {
	into, err := a.importTarget(&o)
	if err != nil {
		return err
	}
	var data weo.Country
	var found abnd.Diagnostics
	if err := a.readWatched(ctx, path, o, func(name string, r io.Reader) {
		in := bufio.NewReader(r)
		w := weo.Wanted{Name: name, Country: o.country}
		if isPacked(in) {
			data, found = readEconomyWorkbook(path, w)
		} else {
			data, found = weo.ReadText(in, w)
		}
	}); err != nil {
		return err
	}
	if found.HasErrors() {
		return problems(found)
	}
	study := into.study
	if into.fresh {
		country.ProjectAfter(study, data.Series["NGDP"].LastActual)
	}
	frames, more := data.Frames(study.FirstYear)
	found = append(append(found, more...), frames.Ends(study)...)
	country.Identify(study, o.country, data.Name)
	if currency != "" {
		study.Country.Currency = currency
	}
	if study.Country.CurrencyName.IsZero() {
		study.Country.CurrencyName.EN = data.Currency
	}
	frames.PutInto(study)
	if data.Vintage == (weo.Vintage{}) {
		found.AddWarning("sources/weo/year", "edition-unknown", abnd.T("neither the file nor its name shows its month", "nem o ficheiro nem o seu nome dizem de que mês é"),
			abnd.T("enter its year and month in SOURCES, e.g. October 2025", "escreva o ano e o mês em SOURCES, por exemplo Outubro de 2025"))
	}
	return a.writeImported(ctx, into, o, found)
}

// isPacked tells the workbook form by its first bytes: the text form has the
// ending of a workbook too.
func isPacked(in *bufio.Reader) bool {
	head, _ := in.Peek(4)
	return string(head) == "PK\x03\x04"
}

// economySheet is the sheet of the IMF's workbook that has the countries.
const economySheet = "Countries"

func readEconomyWorkbook(path string, w weo.Wanted) (weo.Country, abnd.Diagnostics) {
	rows, found := readForeignRows(path, economySheet)
	if found.HasErrors() {
		return weo.Country{}, found
	}
	w.Name = filepath.Base(path)
	return weo.ReadRows(func(yield func(int, []string) bool) {
		for _, row := range rows {
			if !yield(row.Number, row.Cells) {
				return
			}
		}
	}, w)
}
