package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/costing/survey"
)

// surveyOptions are the options of the verb survey.
type surveyOptions struct {
	columns       string
	schemes       []string
	line          float64
	annual        bool
	perHead       bool
	country, year string
}

func (a *app) survey(c *command) {
	var o surveyOptions
	c.takes(a.t("HOUSEHOLDS.csv [PERSONS.csv]", "AGREGADOS.csv [PESSOAS.csv]"), arguments(1, 2, abnd.T("HOUSEHOLDS.csv (one row for each household)", "AGREGADOS.csv (uma linha por agregado)")), filesEndingIn("csv"))
	codes := strings.Join(survey.ColumnCodes(), ", ")
	c.Short = a.t("Estimate coverage, incidence and poverty from a household survey", "Estima a cobertura, a incidência e a pobreza a partir de um inquérito aos agregados")
	c.Long = abnd.T(`survey reads a household survey, one row for each household, and estimates who receives each recorded scheme, who has its money, what it is worth to them, whom it misses, and poverty and inequality with and without it: by fifth, area and sex of the head, with standard errors that take strata and clusters into account. With a file of persons it shows where children, older persons and others live, by fifth of consumption.

The columns are looked for under these names: %s; --columns gives others. stratum, cluster, area and head_sex may be missing. weight is that of the household, size its members, %s that of the household and month. A scheme is named with --scheme: whether or how many of the household receive it, the amount of the household and, in the file of persons, who receives it.

A figure of fewer than %d households or %d clusters, or of fewer than %d receiving households, is not shown, nor one that would reveal it by subtraction. The files are only read: nothing of a household is written anywhere.`,
		`survey lê um inquérito aos agregados, uma linha por agregado, e estima quem recebe cada regime registado, quem fica com o dinheiro, o que vale para quem o recebe, quem fica de fora, e a pobreza e a desigualdade com e sem ele: por quinto, área e sexo do chefe, com erros-padrão que têm em conta os estratos e os conglomerados. Com um ficheiro de pessoas mostra onde vivem as crianças, os idosos e outros grupos, por quinto de consumo.

As colunas procuram-se com estes nomes: %s; --columns dá outros. stratum, cluster, area e head_sex podem faltar. weight é o ponderador do agregado, size os seus membros, %s o consumo do agregado por mês. Um regime indica-se com --scheme: se o agregado o recebe, ou quantos o recebem, o montante do agregado e, no ficheiro de pessoas, quem o recebe.

Não se mostra um valor de menos de %d agregados ou %d conglomerados, ou de menos de %d agregados beneficiários, nem um que o revelasse por subtracção. Os ficheiros são apenas lidos: nada de um agregado se escreve em lado nenhum.`).
		Fill(codes, "consumption", survey.LeastHouseholds, survey.LeastClusters, survey.LeastRecipients).In(a.lang)
	c.Example = `  abnd survey households.csv --line 800 --scheme grant=receives:benefit --columns household=hhid,cluster=psu,size=hsize,consumption=cons
  abnd survey households.csv persons.csv --line 800 --columns household=hhid,cluster=psu,size=hsize,consumption=cons,area=urban --format csv > survey.csv`
	f := c.Flags()
	f.Float64Var(&o.line, "line", 0, a.t("poverty `LINE`, in money per head and month", "`LINHA` de pobreza, em dinheiro por pessoa e mês"))
	f.StringArrayVar(&o.schemes, "scheme", nil, a.t("columns of a scheme: `NAME=RECEIVES:AMOUNT`, or NAME=RECEIVES:AMOUNT:MEMBER; repeatable", "colunas de um regime: `NOME=RECEBE:MONTANTE`, ou NOME=RECEBE:MONTANTE:MEMBRO; repetível"))
	f.StringVar(&o.columns, "columns", "", a.t("names of the columns: `WHAT=COLUMN,...`", "nomes das colunas: `O-QUÊ=COLUNA,...`"))
	f.BoolVar(&o.annual, "annual", false, a.t("consumption and amounts are of a year", "o consumo e os montantes são de um ano"))
	f.BoolVar(&o.perHead, "per-head", false, a.t("consumption is of one member, not of the household", "o consumo é de um membro, não do agregado"))
	f.StringVar(&o.country, "country", "", a.t("compare the weights with the population of the country `CODE`", "compara os ponderadores com a população do país de `CÓDIGO`"))
	f.StringVar(&o.year, "year", "", a.t("`YEAR` of the survey, for --country", "`ANO` do inquérito, para --country"))
	c.complete(cobra.NoFileCompletions, "line", "scheme", "columns", "year")
	c.complete(cobra.FixedCompletions(country.Codes(), cobra.ShellCompDirectiveNoFileComp), "country")
	c.check = func() error { return o.check() }
	c.answer = func(ctx context.Context, args []string) (answer, error) { return a.surveyed(ctx, args, o) }
}

func (o *surveyOptions) check() error {
	switch {
	case o.line <= 0:
		return usage(abnd.T("the poverty line is missing: add --line with an amount per head and month, e.g. --line 46.37", "falta a linha de pobreza: acrescente --line com um montante por pessoa e mês, por exemplo --line 46.37"))
	case (o.country == "") != (o.year == ""):
		return usage(abnd.T("--country and --year go together", "--country e --year vão juntos"))
	}
	return nil
}

// surveyed reads a survey and computes all that is shown of it.
func (a *app) surveyed(ctx context.Context, files []string, o surveyOptions) (answer, error) {
	columns, found := survey.ParseColumns(o.columns)
	for _, text := range o.schemes {
		s, more := survey.ParseScheme(text)
		columns.Schemes, found = append(columns.Schemes, s), append(found, more...)
	}
	if found.HasErrors() {
		return answer{}, problems(found)
	}
	money := survey.Money{Months: 1, PerHead: o.perHead}
	if o.annual {
		money.Months = 12
	}
	reader := survey.NewReader(columns, money)
	manifest := report.SurveyManifest{Tool: "abnd", ToolVersion: a.version, Line: o.line}
	for i, path := range files {
		data, err := readBytes(path)
		if err != nil {
			return answer{}, err
		}
		read := []func(string, io.Reader){reader.Households, reader.Persons}[i]
		read(filepath.Base(path), bytes.NewReader(data))
		sum := sha256.Sum256(data)
		manifest.Inputs = append(manifest.Inputs, report.ManifestInput{Name: filepath.Base(path), SHA256: hex.EncodeToString(sum[:])})
	}
	sample, found := reader.Sample()
	if sample == nil {
		return answer{}, problems(found)
	}
	population, err := o.population()
	if err != nil {
		return answer{}, err
	}
	found = append(found, sample.CompareWeights(population)...)
	terminal.Diagnostics(a.stderr, found, a.lang)
	results, where := sample.Analyse(o.line), sample.Compositions()
	return answer{
		text:    func() report.Document { return report.Survey(filepath.Base(files[0]), results, where) },
		records: func() report.Records { return report.SurveyRecords(results, where) },
		tree:    func() report.Tree { return report.SurveyTree(manifest, results, where) },
	}, interrupted(ctx)
}

// population is that of the country in the year of the survey; 0 where none is
// asked for.
func (o *surveyOptions) population() (float64, error) {
	if o.country == "" {
		return 0, nil
	}
	year, err := oneYear(o.year)
	if err != nil {
		return 0, err
	}
	study, found := country.Load(o.country)
	if study == nil {
		return 0, problems(found)
	}
	if years := study.Population.Years(); !years.Contains(year) {
		return 0, outsideYears(year, years)
	}
	return float64(study.Population.Between(year, abnd.Female, 0, abnd.MaxAge) + study.Population.Between(year, abnd.Male, 0, abnd.MaxAge)), nil
}
