package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios/published"
)

func (a *app) validateCommand() *cobra.Command {
	var format string
	columns := strings.Join(published.Columns(), ", ")
	cmd := &cobra.Command{
		Use:   "validate " + a.t("[FILE.csv]", "[FICHEIRO.csv]"),
		Short: a.t("Reproduce published costings and compare the results", "Reproduz custeios publicados e compara os resultados"),
		Long: abnd.T(`validate reproduces published costings with this program and shows the difference between each result and the published one, and whether it is within the tolerance of the case. Without FILE it uses the cases included in the program; with FILE the cases of the file, and lists all errors in it in one pass.

FILE is CSV in UTF-8 with a decimal point and the columns %s: one case per row, every cell filled in. counting_unit is person or household; shares and the tolerance are fractions, the amount is for one payment.

The result, the published cost and the tolerance in money are rounded to whole units of currency and then compared: a tolerance of 0 means equal to the unit. Exit status 4 if a case is outside its tolerance, 3 if FILE has errors.`,
			`validate reproduz custeios publicados com este programa e mostra a diferença entre cada resultado e o publicado, e se está dentro da tolerância do caso. Sem FICHEIRO usa os casos incluídos no programa; com FICHEIRO, os do ficheiro, do qual mostra de uma só vez todos os erros.

FICHEIRO é CSV em UTF-8 com ponto decimal e as colunas %s: um caso por linha, com todas as células preenchidas. counting_unit é person (pessoa) ou household (agregado familiar); as proporções e a tolerância são fracções, e o montante é o de um pagamento.

O resultado, o custo publicado e a tolerância em dinheiro são arredondados à unidade da moeda e depois comparados: uma tolerância de 0 é exacta à unidade. Código de saída 4 se um caso está fora da tolerância, 3 se FICHEIRO tem erros.`).Fill(columns).In(a.lang),
		Example: `  abnd validate
  abnd validate cases.csv --format csv`,
		Args: arguments(0, 1, abnd.Text{}), DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := knownFormat(format); err != nil {
				return err
			}
			manifest := report.ValidationManifest{Tool: "abnd", ToolVersion: a.version}
			if len(args) == 0 {
				outcomes, found := published.BuiltIn()
				return a.validate(manifest, outcomes, found, format)
			}
			data, err := readBytes(args[0])
			if err != nil {
				return err
			}
			sum := sha256.Sum256(data)
			manifest.Input = &report.ManifestInput{Name: filepath.Base(args[0]), SHA256: hex.EncodeToString(sum[:])}
			cases, found := published.Read(args[0], bytes.NewReader(data))
			outcomes, more := published.Run(cases)
			return a.validate(manifest, outcomes, append(found, more...), format)
		},
	}
	a.addFormatFlag(cmd, &format)
	return cmd
}

func readBytes(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	switch {
	case isMissing(err):
		return nil, usage(abnd.T("the file \"%s\" does not exist; check its name and folder", "não existe o ficheiro \"%s\"; verifique o nome e a pasta").Fill(path))
	case err != nil:
		return nil, usage(abnd.T("\"%s\" cannot be read: %s", "não é possível ler \"%s\": %s").Fill(path, err.Error()))
	}
	return data, nil
}

// validate prints the outcomes, all or none: a list without the cases that
// are wrong would pass for the whole.
func (a *app) validate(manifest report.ValidationManifest, outcomes []published.Outcome, found abnd.Diagnostics, format string) error {
	if found.HasErrors() {
		return problems(found)
	}
	report.Diagnostics(a.stderr, found, a.lang) // warnings
	if err := a.printOutcomes(manifest, outcomes, format); err != nil {
		return err
	}
	var outside []string
	for _, o := range outcomes {
		if !o.Within() {
			outside = append(outside, o.ID)
		}
	}
	if outside != nil {
		return &failure{status: statusOutside, text: abnd.T("outside their tolerance: %s", "fora da tolerância: %s").Fill(strings.Join(outside, ", "))}
	}
	return nil
}

func (a *app) printOutcomes(manifest report.ValidationManifest, outcomes []published.Outcome, format string) error {
	switch format {
	case "csv":
		return report.ValidationCSV(a.csv(), outcomes)
	case "json":
		return report.ValidationJSON(a.stdout, manifest, outcomes)
	}
	return report.ValidationTable(a.stdout, outcomes, a.lang)
}
