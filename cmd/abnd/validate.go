package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/scenarios/published"
)

func (a *app) validate(c *command) {
	columns, optional, inputs := strings.Join(published.Columns(), ", "), strings.Join(published.OptionalColumns(), ", "), strings.Join(published.Inputs(), ", ")
	c.Short = a.t("Reproduce published costings and compare the results", "Reproduz custeios publicados e compara os resultados")
	c.Long = abnd.T(`validate reproduces published costings with this program and shows the difference between each result and the published one, and whether it is within the tolerance of the case. Without FILE it uses the cases included in the program; with FILE the cases of the file, and lists all errors in it in one pass.

FILE is CSV in UTF-8 with a decimal point and the columns %s: one case per row, every cell filled in. counting_unit is person or household; shares and the tolerance are fractions, the amount is for one payment. Optional columns, whose cells may be blank: %s. calibrated names an input that was solved from the published cost (%s): such a case shows that the arithmetic closes, it does not test a prediction, and is counted apart. reason_en and reason_pt state why a result is outside the tolerance.

The result, the published cost and the tolerance in money are rounded to whole units of currency and then compared: a tolerance of 0 means equal to the unit. Exit status 4 if a case is outside its tolerance without a stated reason, 3 if FILE has errors.`,
		`validate reproduz custeios publicados com este programa e mostra a diferença entre cada resultado e o publicado, e se está dentro da tolerância do caso. Sem FICHEIRO usa os casos incluídos no programa; com FICHEIRO, os do ficheiro, do qual mostra de uma só vez todos os erros.

FICHEIRO é CSV em UTF-8 com ponto decimal e as colunas %s: um caso por linha, com todas as células preenchidas. counting_unit é person (pessoa) ou household (agregado familiar); as proporções e a tolerância são fracções, e o montante é o de um pagamento. Colunas facultativas, cujas células podem ficar em branco: %s. calibrated diz que dado se deduziu do custo publicado (%s): um caso assim mostra que as contas fecham, não põe à prova uma previsão, e conta-se à parte. reason_en e reason_pt dizem porque um resultado está fora da tolerância.

O resultado, o custo publicado e a tolerância em dinheiro são arredondados à unidade da moeda e depois comparados: uma tolerância de 0 é exacta à unidade. Código de saída 4 se um caso está fora da tolerância sem motivo indicado, 3 se FICHEIRO tem erros.`).Fill(columns, optional, inputs).In(a.lang)
	c.Example = `  abnd validate
  abnd validate cases.csv --format csv`
	c.takes(a.t("[FILE.csv]", "[FICHEIRO.csv]"), arguments(0, 1, abnd.Text{}), filesEndingIn("csv"))
	c.answer = func(_ context.Context, args []string) (answer, error) {
		manifest := report.ValidationManifest{Tool: "abnd", ToolVersion: a.version}
		if len(args) == 0 {
			outcomes, found := published.BuiltIn()
			return a.outcomes(manifest, outcomes, found)
		}
		data, err := readBytes(args[0])
		if err != nil {
			return answer{}, err
		}
		sum := sha256.Sum256(data)
		manifest.Input = &report.ManifestInput{Name: filepath.Base(args[0]), SHA256: hex.EncodeToString(sum[:])}
		cases, found := published.Read(args[0], bytes.NewReader(data))
		outcomes, more := published.Run(cases)
		return a.outcomes(manifest, outcomes, append(found, more...))
	}
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

// outcomes are printed all or none: a list without the cases that are wrong
// would pass for the whole.
func (a *app) outcomes(manifest report.ValidationManifest, outcomes []published.Outcome, found abnd.Diagnostics) (answer, error) {
	if found.HasErrors() {
		return answer{}, problems(found)
	}
	terminal.Diagnostics(a.stderr, found, a.lang) // warnings
	return answer{
		text:    func() report.Document { return report.Validation(outcomes) },
		records: func() report.Records { return report.ValidationRecords(outcomes) },
		tree:    func() report.Tree { return report.ValidationTree(manifest, outcomes) },
		after: func() error {
			var outside []string
			for _, o := range outcomes {
				if o.Verdict() == published.Outside {
					outside = append(outside, o.ID)
				}
			}
			if outside != nil {
				return &failure{status: statusOutside, text: abnd.T("outside their tolerance: %s", "fora da tolerância: %s").Fill(strings.Join(outside, ", "))}
			}
			return nil
		},
	}, nil
}
