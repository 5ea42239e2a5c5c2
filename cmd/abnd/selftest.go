package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
	"github.com/openabnd/engine/scenarios/published"
)

func (a *app) selftests(c *command) {
	c.Short = a.t("Check that the program calculates correctly on this computer", "Verifica se o programa calcula bem neste computador")
	c.Long = a.t(`selftest reproduces the published costings, those with a calibrated input counted apart, and costs every country profile included in the program. For each profile it checks the identities between results: guarantees, benefit expenditure and administrative cost add up to the total; total cost = status quo cost + incremental cost; the government balance falls by the incremental cost; female and male add up to the total; GDP grows by real growth and the deflator. It then creates the results workbook in memory, reads it back, recalculates it and compares every stored value.

It reads and writes no files. It ends with PASSED, or with the checks that failed and exit status 4.`,
		`selftest reproduz os custeios publicados, contando à parte os que têm um dado calibrado, e estima o custo de todos os perfis de países incluídos no programa. Em cada perfil verifica as identidades entre os resultados: a soma de garantias, prestações e custo administrativo é igual ao total; custo total = custo da situação actual + despesa adicional; o saldo orçamental desce no valor da despesa adicional; a soma de mulheres e homens é igual ao total; o PIB cresce com o crescimento real e o deflator. Depois cria o livro de resultados em memória, volta a lê-lo, recalcula-o e compara todos os valores guardados.

Não lê nem escreve nenhum ficheiro. Termina com PASSOU, ou com o que falhou e o código de saída 4.`)
	c.Example = `  abnd selftest`
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.selftest(cmd.Context(), selfTested{
			cases: published.BuiltIn,
			codes: country.Codes(),
			load:  country.Load,
			run:   scenarios.Run,
		})
	}
}

// selfTested is what the test takes for granted; a test of it puts something
// wrong in its place.
type selfTested struct {
	cases func() ([]published.Outcome, abnd.Diagnostics)
	codes []string
	load  func(code string) (*abnd.Study, abnd.Diagnostics)
	run   func(*abnd.Study) (*scenarios.Result, abnd.Diagnostics)
}

// selfTest counts what has failed.
type selfTest struct {
	*app
	failed int
}

// line prints one check and whether it passed.
func (s *selfTest) line(subject string, what abnd.Text, checked, wrong int, first string) {
	verdict := abnd.T("ok", "certo")
	if wrong > 0 {
		s.failed++
		verdict = abnd.T("FAILED: %d, the first: %s", "FALHOU: %d, o primeiro %s").Fill(wrong, first)
	}
	fmt.Fprintf(s.stdout, "%-4s %-52s %7d  %s\n", subject, what.In(s.lang), checked, verdict.In(s.lang))
}

func (a *app) selftest(ctx context.Context, of selfTested) error {
	s := selfTest{app: a}
	s.published(of.cases)
	for _, code := range of.codes {
		if err := interrupted(ctx); err != nil {
			return err
		}
		s.profile(of, code)
		if err := a.stdout.Flush(); err != nil { // each takes a moment
			return err
		}
	}
	if s.failed > 0 {
		fmt.Fprintln(a.stdout, a.t("FAILED", "FALHOU"))
		return &failure{status: statusOutside, text: abnd.T("%d checks failed: do not use the results of this program on this computer, and report this output", "%d verificações falharam: não use os resultados deste programa neste computador e comunique este texto").Fill(s.failed)}
	}
	fmt.Fprintln(a.stdout, a.t("PASSED", "PASSOU"))
	return nil
}

func (s *selfTest) published(cases func() ([]published.Outcome, abnd.Diagnostics)) {
	outcomes, found := cases()
	predicted, calibrated := published.Tally(outcomes)
	if found.HasErrors() || len(outcomes) == 0 {
		s.line("", abnd.T("published cases can be costed", "o custo dos casos publicados é calculado"), len(outcomes), 1, found.Error())
	}
	outside := func(isCalibrated bool) string {
		for _, o := range outcomes {
			if o.Verdict() == published.Outside && (o.Calibrated != "") == isCalibrated {
				return o.ID
			}
		}
		return ""
	}
	s.line("", abnd.T("published cases predicted within their tolerance", "casos publicados previstos dentro da tolerância"),
		predicted.Within+predicted.Outside, predicted.Outside, outside(false))
	s.line("", abnd.T("published cases calibrated, within their tolerance", "casos publicados calibrados, dentro da tolerância"),
		calibrated.Within+calibrated.Outside, calibrated.Outside, outside(true))
	fmt.Fprintf(s.stdout, "%-4s %-52s %7d\n", "", s.t("published cases outside it, with the reason", "casos publicados fora dela, com o motivo"), predicted.Explained+calibrated.Explained)
}

func (s *selfTest) profile(of selfTested, code string) {
	computes := abnd.T("the profile can be costed", "o custo do perfil é calculado")
	study, found := of.load(code)
	if study == nil {
		s.line(code, computes, 1, 1, found.Error())
		return
	}
	result, found := of.run(study)
	if result == nil {
		s.line(code, computes, 1, len(found), found.Error())
		return
	}
	for _, id := range result.Identities() {
		first := ""
		if len(id.Faults) > 0 {
			f := id.Faults[0]
			first = fmt.Sprintf("%s %d: %v, %v", f.Key, int(f.Year), f.Value, f.Other)
		}
		s.line(code, id.Name, id.Checked, len(id.Faults), first)
	}
	s.workbook(of, code, result)
}

// workbook writes the results as a workbook and verifies it.
func (s *selfTest) workbook(of selfTested, code string, result *scenarios.Result) {
	what := abnd.T("the workbook, read back and recalculated", "o livro, lido de novo e recalculado")
	data, err := workbook.Results(result, workbook.Options{Lang: s.lang, Version: s.version, InputName: code, InputSHA256: country.SHA256(code)})
	if err != nil {
		s.line(code, what, 0, 1, err.Error())
		return
	}
	name := code + ".xlsx"
	in, found := workbook.Read(data, name)
	if in.Study == nil {
		s.line(code, what, 0, len(found), found.Error())
		return
	}
	again, found := of.run(in.Study)
	if again == nil {
		s.line(code, what, 0, len(found), found.Error())
		return
	}
	v, found := workbook.Verify(data, name, again)
	wrong, first := len(v.Differing)+len(v.Origin)+v.Uncompared+len(found), found.Error()
	for _, d := range append(v.Origin, v.Differing...) {
		first = fmt.Sprintf("%s: %s, %s", d.Place, d.Stored, d.Engine)
	}
	s.line(code, what, v.Compared, wrong, first)
}
