package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

func (a *app) verify(c *command) {
	var input string
	c.Short = a.t("Compute a results workbook again and compare every stored figure", "Recalcula um livro de resultados e compara todos os valores guardados")
	c.Long = a.t(`verify reads the inputs inside a results workbook, computes them again and compares every figure and text that the file stores in a computed cell with what the engine gives. It lists those that differ: the cell, what is stored and what the engine has. The exit status is 4 where one differs.

So a figure that was typed over, and an input that was changed without the workbook being recalculated, are found. A file that Excel or LibreOffice has recalculated and saved agrees. CHECKS and CONTENTS are left out: there the file speaks of itself. Of the sheets of answers (COMPARE, DECOMPOSE, SENSITIVITY, SIMULATION, SOLVE) the figures that they were made from are compared; what a method gave, as percentiles, is not computed again.

MANIFEST is read too. Where its fingerprints and names are not those of the inputs in the file, these were changed after the results were written, and a warning says so; so it does where another version of the program wrote the file. With --input the checksum in MANIFEST is compared with that file.`,
		`verify lê os dados que estão dentro de um livro de resultados, recalcula-os e compara cada valor e texto que o ficheiro guarda numa célula calculada com o que o programa calcula. Mostra os que diferem: a célula, o que está guardado e o que o programa calcula. O código de saída é 4 se algum difere.

Assim se encontra um valor escrito por cima, e um dado que foi alterado sem que o livro fosse recalculado. Um ficheiro que o Excel ou o LibreOffice recalculou e guardou confere. CHECKS e CONTENTS ficam de fora: aí o ficheiro fala de si próprio. Das folhas de respostas (COMPARE, DECOMPOSE, SENSITIVITY, SIMULATION, SOLVE) comparam-se os valores a partir dos quais foram elaboradas; o que um método deu, como percentis, não é recalculado.

MANIFEST também é lido. Se os seus códigos de controlo e nomes não são os dos dados do ficheiro, estes foram alterados depois de guardados os resultados, e um aviso di-lo; também o diz se o ficheiro foi escrito por outra versão do programa. Com --input, a soma de controlo de MANIFEST é comparada com a desse ficheiro.`)
	c.Example = `  abnd verify results.xlsx
  abnd verify results.xlsx --input timor.xlsx
  abnd verify results.xlsx --format csv > differences.csv`
	c.takes(a.t("RESULTS.xlsx", "RESULTADOS.xlsx"), arguments(1, 1, abnd.T("RESULTS.xlsx, a results workbook", "RESULTADOS.xlsx, um livro de resultados")), filesEndingIn("xlsx"))
	f := c.Flags()
	f.StringVar(&input, "input", "", a.t("the workbook that the results were made from, `FILE.xlsx`", "o livro a partir do qual se elaboraram os resultados, `FICHEIRO.xlsx`"))
	must(c.MarkFlagFilename("input", "xlsx"))
	c.answer = func(ctx context.Context, args []string) (answer, error) { return a.verification(ctx, args[0], input) }
}

func (a *app) verification(ctx context.Context, path, input string) (answer, error) {
	if !strings.ContainsAny(path, `./\`) && country.Has(path) {
		return answer{}, usage(abnd.T("%s is a profile, which holds no results; give a workbook that abnd cost -o has written", "%s é um perfil, que não contém resultados; indique um livro escrito por abnd cost -o").Fill(strings.ToUpper(path)))
	}
	in, result, err := a.loadAndRun(ctx, path, nil)
	if err != nil {
		return answer{}, err
	}
	v, found := verifyWorkbook(path, result)
	if found.HasErrors() {
		return answer{}, problems(found)
	}
	origin, err := a.origin(in, v, input)
	if err != nil {
		return answer{}, err
	}
	terminal.Diagnostics(a.stderr, origin, a.lang)
	var figures []report.StoredFigure
	for _, d := range v.Differing {
		figures = append(figures, report.StoredFigure{Cell: d.Place, Key: string(d.Key), Year: int(d.Year), Stored: d.Stored, Engine: d.Engine})
	}
	return answer{
		text:    func() report.Document { return report.Verification(figures) },
		records: func() report.Records { return report.VerificationRecords(figures) },
		tree: func() report.Tree {
			return report.VerificationTree(a.manifest(in, result), v.Compared, figures)
		},
		after: func() error { return a.verdict(in, v) },
	}, nil
}

// verdict says in words what was compared and whether all of it agrees.
func (a *app) verdict(in *source, v workbook.Verification) error {
	for _, s := range v.Answers {
		if !s.Outdated {
			a.say(abnd.T("%s: made from the inputs in this file (%d figures compared); what its method gave was not computed again", "%s: elaborada a partir dos dados deste ficheiro (%d valores comparados); o que o seu método deu não foi recalculado").Fill(s.Sheet, s.Compared))
		}
	}
	if v.Uncompared > 0 {
		a.say(abnd.T("%d computed cells could not be compared: their sheet is gone, or was rearranged and they have no key", "%d células calculadas não puderam ser comparadas: a folha desapareceu, ou foi rearranjada e elas não têm chave").Fill(v.Uncompared))
	}
	if n := len(v.Differing); n > 0 {
		return &failure{status: statusOutside, text: abnd.T("%s: %d of %d stored figures are not the engine's", "%s: %d de %d valores guardados não são os do programa").Fill(in.name, n, v.Compared)}
	}
	a.say(abnd.T("%s: all %d stored figures are the engine's", "%s: todos os %d valores guardados são os do programa").Fill(in.name, v.Compared))
	return nil
}

// origin compares what MANIFEST says with what the file and the program are.
func (a *app) origin(in *source, v workbook.Verification, input string) (abnd.Diagnostics, error) {
	var found abnd.Diagnostics
	warn := func(code string, problem, remedy abnd.Text) {
		found = append(found, abnd.Diagnostic{Severity: abnd.Warning, Code: code, Place: workbook.ManifestSheet, Problem: problem, Remedy: remedy})
	}
	if v.Manifest == nil {
		warn("no-manifest", abnd.T("the sheet is missing: nothing says where the results come from", "falta a folha: nada diz de onde vêm os resultados"),
			abnd.T("write the results anew with abnd cost -o", "escreva os resultados de novo com abnd cost -o"))
	}
	if len(v.Origin) > 0 {
		d := v.Origin[0]
		warn("inputs-changed", abnd.T("%d of its lines do not describe the inputs in this file, which were changed after the results were written (%s: %q, now %q)",
			"%d das suas linhas não descrevem os dados deste ficheiro, que foram alterados depois de guardados os resultados (%s: %q, agora %q)").Fill(len(v.Origin), string(d.Key), d.Stored, d.Engine),
			abnd.T("write the results anew with abnd cost -o before you quote them", "escreva os resultados de novo com abnd cost -o antes de os citar"))
	}
	if wrote := v.Manifest["Program"]; wrote != "" && wrote != "abnd "+a.version {
		warn("other-version", abnd.T("the file was written by %s; this is abnd %s", "o ficheiro foi escrito por %s; este é o abnd %s").Fill(wrote, a.version),
			abnd.T("where figures differ, compare with the version that wrote it", "se houver valores diferentes, compare com a versão que o escreveu"))
	}
	sum := v.Manifest["SHA-256 of the input"]
	if name := v.Manifest["Input"]; input == "" && country.Has(name) && sum != "" && sum != country.SHA256(name) {
		warn("other-profile", abnd.T("the results were made from another edition of the profile %s than this program has", "os resultados foram elaborados a partir de outra edição do perfil %s que não a deste programa").Fill(name),
			abnd.T("compare the inputs with abnd diff", "compare os dados com abnd diff"))
	}
	for _, s := range v.Answers {
		if s.Outdated {
			found = append(found, abnd.Diagnostic{Severity: abnd.Warning, Code: "answer-outdated", Place: s.Sheet,
				Problem: abnd.T("the answer was made from other inputs than those in this file", "a resposta foi elaborada a partir de outros dados que não os deste ficheiro"),
				Remedy:  abnd.T("let the command that wrote it run again", "execute de novo o comando que a escreveu")})
		}
	}
	if input == "" {
		return found, nil
	}
	data, err := readBytes(input)
	if err != nil {
		return nil, err
	}
	if own := sha256.Sum256(data); hex.EncodeToString(own[:]) != sum {
		warn("other-input", abnd.T("the results were not made from %s as it is now: its checksum is another", "os resultados não foram elaborados a partir de %s tal como está: a soma de controlo é outra").Fill(filepath.Base(input)),
			abnd.T("compare the two with abnd diff", "compare os dois com abnd diff"))
	}
	return found, nil
}
