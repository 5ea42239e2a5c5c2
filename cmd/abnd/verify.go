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
	c.Short = a.t("Recalculate a results workbook and compare every stored value", "Recalcula um livro de resultados e compara todos os valores guardados")
	c.Long = a.t(`verify reads the inputs in a results workbook, recalculates them and compares every value and text stored in a calculated cell with the program's result. It lists those that differ: the cell, the stored value and the program's result. Exit status 4 if one differs.

So it finds values that were typed over formulas, and inputs that were changed without recalculating the workbook. Files recalculated and saved by Excel or LibreOffice pass. CHECKS, CONTENTS and WRITTEN, which describe the file itself, are skipped, and SUMMARY is compared for what is picked there. On the answer sheets (COMPARE, DECOMPOSE, SENSITIVITY, SIMULATION, SOLVE) the inputs of the calculation are compared; results such as percentiles are not recalculated.

MANIFEST is also read. If its fingerprints and names do not match the inputs in the file, these were changed after the results were written, and there is a warning; also if another version of the program wrote the file. With --input the checksum in MANIFEST is compared with that file.`,
		`verify lê os dados de um livro de resultados, recalcula-os e compara cada valor e texto guardado numa célula calculada com o resultado do programa. Mostra os que diferem: a célula, o valor guardado e o resultado do programa. Código de saída 4 se algum difere.

Encontra assim valores escritos por cima de fórmulas, e dados alterados sem recalcular o livro. Os ficheiros recalculados e guardados pelo Excel ou pelo LibreOffice passam. CHECKS, CONTENTS e WRITTEN, que descrevem o próprio ficheiro, ficam de fora, e SUMMARY compara-se para o que lá está escolhido. Nas folhas de respostas (COMPARE, DECOMPOSE, SENSITIVITY, SIMULATION, SOLVE) comparam-se os dados do cálculo; resultados como percentis não são recalculados.

MANIFEST também é lido. Se os seus códigos de controlo e nomes não correspondem aos dados do ficheiro, estes foram alterados depois de guardados os resultados, e há um aviso; também o há se o ficheiro foi escrito por outra versão do programa. Com --input, a soma de controlo de MANIFEST é comparada com a desse ficheiro.`)
	c.Example = `  abnd verify results.xlsx
  abnd verify results.xlsx --input timor.xlsx
  abnd verify results.xlsx --format csv > differences.csv`
	c.takes(a.t("RESULTS.xlsx", "RESULTADOS.xlsx"), arguments(1, 1, abnd.T("RESULTS.xlsx, a results workbook", "RESULTADOS.xlsx, um livro de resultados")), filesEndingIn("xlsx"))
	f := c.Flags()
	f.StringVar(&input, "input", "", a.t("the input workbook of these results, `FILE.xlsx`", "o livro de dados destes resultados, `FICHEIRO.xlsx`"))
	must(c.MarkFlagFilename("input", "xlsx"))
	c.answer = func(ctx context.Context, args []string) (answer, error) { return a.verification(ctx, args[0], input) }
}

func (a *app) verification(ctx context.Context, path, input string) (answer, error) {
	if !strings.ContainsAny(path, `./\`) && country.Has(path) {
		return answer{}, usage(abnd.T("%s is a country profile, which contains no results; give a workbook written by abnd cost -o", "%s é um perfil, que não contém resultados; indique um livro escrito por abnd cost -o").Fill(strings.ToUpper(path)))
	}
	in, result, err := a.loadAndRun(ctx, path, "", nil)
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
	}.about(in), nil
}

// verdict says in words what was compared and whether all of it agrees.
func (a *app) verdict(in *source, v workbook.Verification) error {
	for _, s := range v.Answers {
		if !s.Outdated {
			a.say(abnd.T("%s: belongs to the inputs in this file (%d values compared); its results were not recalculated", "%s: corresponde aos dados deste ficheiro (%d valores comparados); os seus resultados não foram recalculados").Fill(s.Sheet, s.Compared))
		}
	}
	if v.Uncompared > 0 {
		a.say(abnd.T("%d calculated cells could not be compared: their sheet is missing, or was rearranged and they have no key", "%d células calculadas não puderam ser comparadas: a folha desapareceu, ou foi rearranjada e elas não têm chave").Fill(v.Uncompared))
	}
	if n := len(v.Differing); n > 0 {
		return &failure{status: statusOutside, text: abnd.T("%s: %d of %d stored values differ from the program's results", "%s: %d de %d valores guardados diferem dos resultados do programa").Fill(in.name, n, v.Compared)}
	}
	a.say(abnd.T("%s: all %d stored values match the program's results", "%s: todos os %d valores guardados coincidem com os resultados do programa").Fill(in.name, v.Compared))
	return nil
}

// origin compares what MANIFEST says with what the file and the program are.
func (a *app) origin(in *source, v workbook.Verification, input string) (abnd.Diagnostics, error) {
	var found abnd.Diagnostics
	warn := func(code string, problem, remedy abnd.Text) {
		found = append(found, abnd.Diagnostic{Severity: abnd.Warning, Code: code, Place: workbook.ManifestSheet, Problem: problem, Remedy: remedy})
	}
	if v.Manifest == nil {
		warn("no-manifest", abnd.T("the sheet is missing: the origin of the results is not documented", "falta a folha: a origem dos resultados não está documentada"),
			abnd.T("write the results again with abnd cost -o", "escreva os resultados de novo com abnd cost -o"))
	}
	if len(v.Origin) > 0 {
		d := v.Origin[0]
		warn("inputs-changed", abnd.T("%d of its lines do not match the inputs in this file, which were changed after the results were written (%s: %q, now %q)",
			"%d das suas linhas não descrevem os dados deste ficheiro, que foram alterados depois de guardados os resultados (%s: %q, agora %q)").Fill(len(v.Origin), string(d.Key), d.Stored, d.Engine),
			abnd.T("write the results again with abnd cost -o before you quote them", "escreva os resultados de novo com abnd cost -o antes de os citar"))
	}
	if wrote := v.Manifest["Program"]; wrote != "" && wrote != "abnd "+a.version {
		warn("other-version", abnd.T("the file was written by %s; this is abnd %s", "o ficheiro foi escrito por %s; este é o abnd %s").Fill(wrote, a.version),
			abnd.T("if values differ, compare with the version that wrote the file", "se houver valores diferentes, compare com a versão que o escreveu"))
	}
	sum := v.Manifest["SHA-256 of the input"]
	if name := v.Manifest["Input"]; input == "" && country.Has(name) && sum != "" && sum != country.SHA256(name) {
		warn("other-profile", abnd.T("the results are based on another edition of the profile %s than the one in this program", "os resultados foram elaborados a partir de outra edição do perfil %s que não a deste programa").Fill(name),
			abnd.T("compare the inputs with abnd diff", "compare os dados com abnd diff"))
	}
	for _, s := range v.Answers {
		if s.Outdated {
			found = append(found, abnd.Diagnostic{Severity: abnd.Warning, Code: "answer-outdated", Place: s.Sheet,
				Problem: abnd.T("the answer is based on other inputs than those in this file", "a resposta foi elaborada a partir de outros dados que não os deste ficheiro"),
				Remedy:  abnd.T("run the command that wrote it again", "execute de novo o comando que a escreveu")})
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
		warn("other-input", abnd.T("the results are not based on the current content of %s: its checksum differs", "os resultados não correspondem ao conteúdo actual de %s: a soma de controlo difere").Fill(filepath.Base(input)),
			abnd.T("compare the two with abnd diff", "compare os dois com abnd diff"))
	}
	return found, nil
}
