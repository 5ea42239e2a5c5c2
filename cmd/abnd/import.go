package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// importOptions are what every import has.
type importOptions struct {
	country  string
	into     string
	output   string
	force    bool
	progress bool
}

func (a *app) imports(c *command) {
	c.Short = a.t("Make a study from files of the UN, IMF, World Bank and ILO", "Cria um estudo com ficheiros da ONU, FMI, Banco Mundial e OIT")
	c.Long = a.t(`import puts the population of a country, its economy and government accounts, or its labour market, into a workbook: a new one with three scenarios and no benefits, or a copy of the workbook given with --into, whose other sheets are kept. It reads the files published by the United Nations, the International Monetary Fund, the World Bank and the International Labour Organization, as downloaded; the program itself does not download anything. If the study has no scheme and no benefit, an example of each is added, as rows that begin with # and are read as notes.`,
		`import insere a população de um país, a sua economia e contas públicas, ou o seu mercado de trabalho, num livro: um novo, com três cenários e ainda sem prestações, ou uma cópia do indicado com --into, cujas outras folhas ficam como estão. Os ficheiros são os que as Nações Unidas, o Fundo Monetário Internacional, o Banco Mundial e a Organização Internacional do Trabalho publicam, tal como são obtidos; este programa não descarrega ficheiros. Um estudo que ainda não tem regime nem prestação recebe um exemplo de cada, em linhas que começam por # e se lêem como notas.`)
	c.Example = `  abnd import wpp WPP2024_Population*.csv.gz --country LAO -o population.xlsx
  abnd import weo WEOApr2025all.xls --into population.xlsx -o lao.xlsx`
	c.Args = func(cmd *cobra.Command, args []string) error {
		known := []string{"wpp", "weo", "wdi", "ilostat"}
		if len(args) == 0 {
			return usage(abnd.T("missing: what to import: wpp (population, United Nations), weo (economy, IMF), wdi (economy, World Bank) or ilostat (labour, ILO)", "em falta: o que importar: wpp (população, Nações Unidas), weo (economia, FMI), wdi (economia, Banco Mundial) ou ilostat (trabalho, OIT)"))
		}
		return usage(abnd.T("%q cannot be imported; %s", "não é possível importar %q; %s").Fill(args[0], abnd.Suggestion(args[0], known)))
	}
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(a.importPopulationCommand(), a.importEconomyCommand(), a.importIndicatorsCommand(), a.importLabourCommand())
}

func (a *app) importFlags(cmd *cobra.Command, o *importOptions) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.country, "country", "", a.t("the country, ISO 3166 `CODE` of three letters; with --into, default: country of the workbook", "o país, `CÓDIGO` ISO 3166 de três letras; com --into, o do livro se não for indicado"))
	f.StringVar(&o.into, "into", "", a.t("start from this workbook, `FILE.xlsx`; it is not changed itself", "parte deste livro, `FICHEIRO.xlsx`; ele próprio não é alterado"))
	f.StringVarP(&o.output, "output", "o", "", a.t("the workbook to write, `FILE.xlsx`", "o livro a guardar, `FICHEIRO.xlsx`"))
	f.BoolVar(&o.force, "force", false, a.t("replace the file if it exists", "substitui o ficheiro, se existir"))
	f.BoolVar(&o.progress, "progress", false, a.t("show the progress of reading, even if messages do not go to a terminal", "diz até onde chegou a leitura, mesmo se as mensagens não vão para um terminal"))
	must(cmd.MarkFlagFilename("output", "xlsx"))
	must(cmd.MarkFlagFilename("into", "xlsx"))
	must(cmd.RegisterFlagCompletionFunc("country", cobra.NoFileCompletions))
}

func (a *app) currencyFlag(cmd *cobra.Command, currency *string) {
	cmd.Flags().StringVar(currency, "currency", "", a.t("ISO 4217 `CODE` of the currency, e.g. LAK", "`CÓDIGO` ISO 4217 da moeda, como LAK"))
	must(cmd.RegisterFlagCompletionFunc("currency", cobra.NoFileCompletions))
}

// target is the study that figures are put into.
type target struct {
	*source
	fresh bool // made here, not read from a workbook
}

// importTarget checks the options and opens what is imported into. What could
// not be written is refused before anything long is read.
func (a *app) importTarget(o *importOptions) (*target, error) {
	if o.output == "" {
		return nil, usage(abnd.T("specify the output file with -o, e.g. -o study.xlsx", "indique com -o o ficheiro a guardar, por exemplo -o estudo.xlsx"))
	}
	if err := checkOutput(o.output, o.into); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(o.output); err == nil && !o.force {
		return nil, exists(o.output, errExists)
	}
	into := &target{source: &source{study: country.Empty(), name: "import"}, fresh: true}
	if o.into != "" {
		var err error
		if into, err = a.openTarget(o.into); err != nil {
			return nil, err
		}
	}
	has := into.study.Country.ISO3
	switch {
	case o.country == "" && has == "":
		return nil, usage(abnd.T("specify the country with --country, e.g. LAO", "indique com --country o país a ler, como LAO"))
	case o.country == "":
		o.country = has
	case has != "" && !strings.EqualFold(has, o.country):
		return nil, usage(abnd.T("%s is a study of %s, not of %s", "%s é um estudo de %s, não de %s").Fill(into.name, has, o.country))
	}
	o.country = strings.ToUpper(o.country)
	if len(o.country) != 3 || strings.Trim(o.country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return nil, usage(abnd.T("%q is not a valid ISO 3166 code of three letters, e.g. LAO", "%q não é um código ISO 3166 de três letras, como LAO").Fill(o.country))
	}
	return into, nil
}

// openTarget reads a workbook that may lack anything.
func (a *app) openTarget(path string) (*target, error) {
	if err := readable(path); err != nil {
		return nil, err
	}
	in, _ := workbook.Open(path)
	if in.Unread.HasErrors() {
		return nil, problems(in.Unread)
	}
	a.follow(in.Grids)
	study, found := in.Draft()
	if study == nil {
		return nil, problems(found)
	}
	return &target{source: &source{study: study, found: found, name: filepath.Base(path), path: path}}, nil
}

// readable refuses a path that is no file.
func readable(path string) error {
	info, err := os.Stat(path)
	switch {
	case isMissing(err):
		return usage(abnd.T("the file \"%s\" does not exist; check its name and folder", "não existe o ficheiro \"%s\"; verifique o nome e a pasta").Fill(path))
	case err == nil && info.IsDir():
		return usage(abnd.T("\"%s\" is a folder; name the file in it", "\"%s\" é uma pasta; indique o ficheiro que está nela").Fill(path))
	}
	return nil
}

// readWatched opens a file, lets it be read and closes it.
func (a *app) readWatched(ctx context.Context, path string, o importOptions, read func(name string, r io.Reader)) error {
	if err := readable(path); err != nil {
		return err
	}
	f, err := a.openWatched(ctx, path, o.progress)
	if err != nil {
		return failed(abnd.T("\"%s\" cannot be read: %s", "não é possível ler \"%s\": %s").Fill(path, err.Error()), err)
	}
	defer f.finish()
	read(filepath.Base(path), f)
	return interrupted(ctx)
}

// writeImported says what was found, writes the workbook, and says what to do
// with it.
func (a *app) writeImported(ctx context.Context, into *target, o importOptions, found abnd.Diagnostics) error {
	terminal.Diagnostics(a.stderr, append(into.found[:len(into.found):len(into.found)], found...), a.lang)
	data, err := a.importedWorkbook(into.source)
	if err != nil {
		return err
	}
	if err := a.save(ctx, o.output, data, o.force); err != nil {
		return err
	}
	a.say(abnd.T("\"abnd check %s\" lists what is still missing", "\"abnd check %s\" diz o que ainda falta").Fill(o.output))
	return nil
}
