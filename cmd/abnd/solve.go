package main

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/textfile"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/scenarios"
)

// solveOptions are the options of the verb solve.
type solveOptions struct {
	vary, ceiling, path, of string
	year, from, low, high   string
	scenarios               []string
	weights, requires       []string
	exclusive               []string
	phase, frontier, ramps  bool
	losses                  bool
	list, show              string
	order                   []string
	flags                   func(string) bool // whether an option was given
}

func (a *app) solve(c *command) {
	var o solveOptions
	var question string
	c.takesSource()
	c.Short = a.t("Find the benefit amount, packages or start years that fit a cost ceiling", "Encontra o montante, os pacotes ou os anos de início que respeitam um tecto de custo")
	c.Long = a.t(`solve looks for options that fit a cost ceiling, in % of GDP.

--vary finds the value of one benefit parameter at which cost equals the ceiling in one year. --phase finds the earliest start years of the benefits of a scenario or package that stay within the ceiling in every year, in the order of --order or, without it, so as to reach the most recipients. With neither, solve lists packages, with the status quo or one of the scenarios for each benefit, that stay within the ceiling in every year, in decreasing order of cost, without and with health care.

No package is recommended. The packages listed reach the most recipients of income security; --weight changes the weight of recipients, which is a choice of the user. Persons covered by health care are counted separately. Packages that leave someone with less than in the status quo are listed only with --allow-losses, with the losses. A benefit that requires another one, in the row requires of BENEFITS or with --requires, is never chosen alone.

The ceiling applies to total cost including existing schemes, or with --of increment to the cost above the status quo. If there is no solution, the reason is shown. The solution is recalculated with the full model; INPUT is not changed.

With -o the results workbook is written with the sheet SOLVE: the solution, cost against the ceiling by year, and charts. The package or phasing schedule is added to that workbook as a scenario.`,
		`solve procura opções que respeitam um tecto de custo, em % do PIB.

--vary encontra o valor de um parâmetro de uma prestação com o qual o custo iguala o tecto num ano. --phase encontra os anos de início mais próximos com os quais as prestações de um cenário ou pacote respeitam o tecto em todos os anos, pela ordem de --order ou, sem ela, de modo a abranger mais beneficiários. Sem nenhuma das duas, solve mostra pacotes, com a situação actual ou um dos cenários para cada prestação, que respeitam o tecto em todos os anos, por ordem decrescente de custo, sem e com cuidados de saúde.

Nenhum pacote é recomendado. Os da lista abrangem mais beneficiários da segurança básica de rendimento; --weight altera o peso dos beneficiários, o que é escolha de quem pergunta. As pessoas abrangidas por cuidados de saúde contam-se à parte. Os pacotes que deixam alguém com menos do que a situação actual só constam com --allow-losses, com as perdas. Uma prestação que exige outra, na linha requires de BENEFITS ou com --requires, nunca é escolhida sozinha.

O tecto aplica-se ao custo total, com os regimes existentes, ou, com --of increment, à despesa adicional face à situação actual. Se não há solução, mostra-se o motivo. A solução é recalculada com o modelo completo; a ORIGEM não é alterada.

Com -o guarda o livro de resultados com a folha SOLVE: a solução, o custo comparado com o tecto por ano, e gráficos. O pacote ou calendário é acrescentado a esse livro como cenário.`)
	c.Example = `  abnd solve TLS --vary child-benefit.amount --ceiling 11%gdp --year 2030
  abnd solve TLS --ceiling 2%gdp --of increment --frontier
  abnd solve TLS --ceiling 11% --from 2027 --weight children=2 --exclusive maternity-benefit,pregnancy-benefit
  abnd solve TLS --phase --scenario high --ceiling 11.8% --order child-benefit
  abnd solve TLS --ceiling 11% --show 2 -o package.xlsx`
	f := c.Flags()
	f.StringVar(&o.ceiling, "ceiling", "", a.t("cost ceiling, a `PERCENT` of GDP, e.g. 1.5%gdp", "tecto do custo, uma `PERCENTAGEM` do PIB, por exemplo 1,5%pib"))
	f.StringVar(&o.path, "path", "", a.t("yearly ceilings: `FILE.csv` with the columns year and ceiling, or the ID of a row of SERIES", "em vez dele, tectos por ano: `FICHEIRO.csv` com as colunas year e ceiling, ou o ID de uma linha de SERIES"))
	f.StringVar(&o.of, "of", string(scenarios.OfTotal), a.t("cost measure of the ceiling: `COST` is total (default) or increment (above the status quo)", "medida de custo do tecto: `CUSTO` é total (por omissão) ou increment (adicional face à situação actual)"))
	f.StringVar(&o.vary, "vary", "", a.t("the parameter to solve for, `BENEFIT.PARAMETER`", "o parâmetro a encontrar, `PRESTAÇÃO.PARÂMETRO`"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR` of the ceiling of --vary; for packages, the year in which people are counted", "o `ANO` do tecto de --vary; num pacote, em que se contam as pessoas"))
	f.StringVar(&o.from, "from", "", a.t("the first `YEAR` that has a ceiling", "o primeiro `ANO` com tecto"))
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("the scenario or package `ID`; for packages, the scenarios to choose from, comma-separated", "o `ID` do cenário ou pacote; num pacote, aqueles entre os quais escolher, separados por vírgulas"))
	f.StringVar(&o.low, "low", "", a.t("lowest `VALUE` to try with --vary", "menor `VALOR` a tentar com --vary"))
	f.StringVar(&o.high, "high", "", a.t("highest `VALUE` to try with --vary", "maior `VALOR` a tentar com --vary"))
	f.StringSliceVar(&o.weights, "weight", nil, a.t("weight of each recipient of a benefit or of a guarantee of income security, `NAME=N`", "peso de cada beneficiário de uma prestação ou de uma garantia de segurança básica de rendimento, `NOME=N`"))
	f.StringArrayVar(&o.exclusive, "exclusive", nil, a.t("choose at most one of these benefits, `A,B`; repeatable", "escolhe no máximo uma destas prestações, `A,B`; repetível"))
	f.StringSliceVar(&o.requires, "requires", nil, a.t("choose the benefit A only together with B, `A:B`, in addition to the rows requires of BENEFITS", "escolhe a prestação A só com a B, `A:B`, além das linhas requires de BENEFITS"))
	f.BoolVar(&o.losses, "allow-losses", false, a.t("also list packages with losses, and who loses", "mostra também pacotes com perdas, e quem perde"))
	f.StringVar(&o.list, "list", "", a.t("list at most `N` packages (default: 10)", "mostra no máximo `N` pacotes, 10 se omitido"))
	f.StringVar(&o.show, "show", "", a.t("show package `N` of the list in full, and add it to the workbook (default: the first)", "mostra por inteiro o pacote `N` da lista, e junta-o ao livro (por omissão, o primeiro)"))
	f.BoolVar(&o.frontier, "frontier", false, a.t("also list all efficient packages, at any cost", "mostra também todos os pacotes eficientes, a qualquer custo"))
	f.BoolVar(&o.phase, "phase", false, a.t("find start years", "encontra anos de início"))
	f.StringSliceVar(&o.order, "order", nil, a.t("benefits in order of priority for --phase, `A,B`", "prestações por ordem de prioridade para --phase, `A,B`"))
	f.BoolVar(&o.ramps, "move-ramps", false, a.t("shift the scale-up of take-up and area together with the start year", "desloca com o início a expansão da adesão e a da parte do país"))
	must(c.MarkFlagFilename("path", "csv"))
	c.complete(cobra.FixedCompletions([]string{string(scenarios.OfTotal), string(scenarios.OfIncrement)}, cobra.ShellCompDirectiveNoFileComp), "of")
	for _, name := range []string{"ceiling", "vary", "year", "from", "scenario", "low", "high", "weight", "exclusive", "requires", "list", "show", "order"} {
		c.complete(cobra.NoFileCompletions, name)
	}
	c.check = func() (err error) {
		o.flags = c.Flags().Changed
		question, err = o.question()
		return err
	}
	c.result = func(ctx context.Context, in *source, result *scenarios.Result) (answer, error) {
		a.warn(in)
		switch question {
		case "vary":
			return a.solveTarget(ctx, in, result, o)
		case "phase":
			return a.solvePhasing(ctx, in, result, o)
		}
		return a.solvePackage(ctx, in, result, o)
	}
}

// solveOnly says to which question an option belongs; the others serve all.
var solveOnly = map[string][]string{
	"low": {"vary"}, "high": {"vary"}, "year": {"vary", ""}, "path": {"phase", ""}, "from": {"phase", ""}, "weight": {"phase", ""},
	"exclusive": {""}, "requires": {"phase", ""}, "frontier": {""}, "allow-losses": {""}, "list": {""}, "show": {""}, "order": {"phase"}, "move-ramps": {"phase"},
}

// question is vary, phase, or blank for packages.
func (o solveOptions) question() (string, error) {
	question := ""
	switch {
	case o.vary != "" && o.phase:
		return "", usage(abnd.T("--vary and --phase are two questions; ask one", "--vary e --phase são duas perguntas; faça uma"))
	case o.vary != "":
		question = "vary"
	case o.phase:
		question = "phase"
	}
	for _, name := range []string{"low", "high", "year", "path", "from", "weight", "exclusive", "requires", "frontier", "allow-losses", "list",
		"show", "order", "move-ramps"} {
		if !o.flags(name) {
			continue
		}
		serves := false
		for _, q := range solveOnly[name] {
			serves = serves || q == question
		}
		if !serves {
			return "", usage(abnd.T("--%s cannot be used here; see the valid options", "--%s não se aplica a esta pergunta; veja as opções que se aplicam").Fill(name))
		}
	}
	switch {
	case o.ceiling == "" && o.path == "":
		return "", usage(abnd.T("missing: the ceiling, e.g. --ceiling 1.5%gdp", "em falta: o tecto, por exemplo --ceiling 1,5%pib"))
	case o.ceiling != "" && o.path != "":
		return "", usage(abnd.T("--ceiling and --path both set the ceiling; omit one of them", "--ceiling e --path indicam ambos o tecto; omita um"))
	case question == "vary" && o.year == "":
		return "", usage(abnd.T("--vary needs the year of the ceiling, e.g. --year 2030", "--vary precisa do ano do tecto, como --year 2030"))
	}
	bases := []string{string(scenarios.OfTotal), string(scenarios.OfIncrement)}
	return question, oneOf(o.of, bases, abnd.T("unknown cost measure %q", "medida de custo desconhecida: %q"))
}

// notSolved is a question without an answer: the options were wrong, or the
// study has none. Either way the diagnostics say why.
func (a *app) notSolved(ctx context.Context, in *source, found abnd.Diagnostics) error {
	if stopped := interrupted(ctx); stopped != nil {
		return stopped
	}
	for i := range found {
		if found[i].Place == "" {
			found[i].Place = in.places.Find(found[i].Path)
		}
	}
	return problems(found)
}

func (a *app) solveTarget(ctx context.Context, in *source, result *scenarios.Result, o solveOptions) (answer, error) {
	t := scenarios.Target{Parameter: o.vary, Of: scenarios.Basis(o.of)}
	var err error
	if t.Year, err = optionalYear(o.year); err != nil {
		return answer{}, err
	}
	if err := projected(in.study, t.Year); err != nil {
		return answer{}, err
	}
	var found abnd.Diagnostics
	if t.Ceiling, found = scenarios.ParseShareOfGDP(o.ceiling); found != nil {
		return answer{}, &failure{status: statusUsage, found: found}
	}
	switch len(o.scenarios) {
	case 0:
	case 1:
		t.Run = o.scenarios[0]
	default:
		return answer{}, usage(abnd.T("--vary and --phase accept only one scenario or package", "--vary e --phase aceitam um só cenário ou pacote"))
	}
	if t.Low, err = optionalNumber(o.low); err != nil {
		return answer{}, err
	}
	if t.High, err = optionalNumber(o.high); err != nil {
		return answer{}, err
	}
	s, found := scenarios.SolveTarget(ctx, in.study, t)
	if s == nil {
		return answer{}, a.notSolved(ctx, in, found)
	}
	return a.solved(in, solved{
		result: result, method: scenarios.BrentMethod, rows: report.TargetRows(s), answer: workbook.TargetAnswer(s),
		text: func() report.Document { return report.Target(s) },
	}), nil
}

func (a *app) solvePackage(ctx context.Context, in *source, result *scenarios.Result, o solveOptions) (answer, error) {
	p := scenarios.PackageProblem{Levels: o.scenarios}
	var err error
	if p.Envelope, err = a.envelope(ctx, in, result, o); err != nil {
		return answer{}, err
	}
	if p.Year, err = optionalYear(o.year); err != nil {
		return answer{}, err
	}
	if err := projected(in.study, p.Year); err != nil {
		return answer{}, err
	}
	if p.Weights, err = weights(o.weights); err != nil {
		return answer{}, err
	}
	for _, group := range o.exclusive {
		p.Exclusive = append(p.Exclusive, strings.Split(group, ","))
	}
	if p.Requires, err = pairsOf(o.requires); err != nil {
		return answer{}, err
	}
	p.AllowLosses = o.losses
	if p.Most, err = solveCount(o.list); err != nil {
		return answer{}, err
	}
	if p.Show, err = solveCount(o.show); err != nil {
		return answer{}, err
	}
	s, found := scenarios.Packages(ctx, in.study, p)
	if s == nil {
		return answer{}, a.notSolved(ctx, in, found)
	}
	var frontier []scenarios.ListedPackage
	if o.frontier {
		if frontier, found = scenarios.Frontier(ctx, in.study, p); frontier == nil {
			return answer{}, a.notSolved(ctx, in, found)
		}
	}
	return a.solved(in, solved{
		result: s.Result, method: scenarios.BranchAndBound, rows: report.PackageRows(s, frontier), answer: workbook.PackageAnswer(s, frontier),
		text: func() report.Document { return report.Packages(s, frontier) },
	}), nil
}

func (a *app) solvePhasing(ctx context.Context, in *source, result *scenarios.Result, o solveOptions) (answer, error) {
	p := scenarios.PhasingProblem{Order: o.order, MoveRamps: o.ramps}
	var err error
	if p.Envelope, err = a.envelope(ctx, in, result, o); err != nil {
		return answer{}, err
	}
	if p.Weights, err = weights(o.weights); err != nil {
		return answer{}, err
	}
	if p.Requires, err = pairsOf(o.requires); err != nil {
		return answer{}, err
	}
	switch len(o.scenarios) {
	case 0:
	case 1:
		p.Run = o.scenarios[0]
	default:
		return answer{}, usage(abnd.T("--vary and --phase accept only one scenario or package", "--vary e --phase aceitam um só cenário ou pacote"))
	}
	if len(o.order) > 0 && len(o.weights) > 0 {
		return answer{}, usage(abnd.T("--order and --weight cannot be combined; use one of them", "--order e --weight são duas maneiras de escolher; indique uma"))
	}
	s, found := scenarios.Phase(ctx, in.study, p)
	if s == nil {
		return answer{}, a.notSolved(ctx, in, found)
	}
	return a.solved(in, solved{
		result: s.Result, method: s.Method(), rows: report.PhasingRows(s), answer: workbook.PhasingAnswer(s),
		text: func() report.Document { return report.Phasing(s) },
	}), nil
}

// solved is what was found, in all its readings.
type solved struct {
	// result is of the study; with a package or plan as one more scenario.
	result *scenarios.Result
	method string
	rows   []report.SolvedRow
	answer workbook.Answer
	text   func() report.Document
}

func (a *app) solved(in *source, s solved) answer {
	return answer{
		text:    s.text,
		records: func() report.Records { return report.SolvedRecords(s.rows) },
		tree:    func() report.Tree { return report.SolvedTree(a.manifest(in, s.result), s.method, s.rows) },
		book:    a.results(in, s.result, s.answer),
	}
}

// envelope reads the ceilings by year.
func (a *app) envelope(ctx context.Context, in *source, result *scenarios.Result, o solveOptions) (scenarios.Envelope, error) {
	from, err := optionalYear(o.from)
	if err != nil {
		return scenarios.Envelope{}, err
	}
	years := in.study.Projection
	if from > years.Last {
		return scenarios.Envelope{}, usage(abnd.T("the projection ends in %d, before the ceiling begins in %d", "a projecção termina em %d, antes de o tecto começar em %d").Fill(int(years.Last), int(from)))
	}
	years.First = max(years.First, from)
	of := scenarios.Basis(o.of)
	if o.path == "" {
		ceiling, found := scenarios.ParseShareOfGDP(o.ceiling)
		if found != nil {
			return scenarios.Envelope{}, &failure{status: statusUsage, found: found}
		}
		return scenarios.FlatEnvelope(of, years, ceiling), nil
	}
	for _, table := range in.study.Tables {
		if table.ID == o.path {
			e, found := scenarios.TableEnvelope(result, of, o.path, from)
			if found != nil {
				return e, a.notSolved(ctx, in, found)
			}
			return e, nil
		}
	}
	return a.readCeilings(o.path, of, years)
}

// readCeilings reads a file of ceilings: a row per year, with the columns year
// and ceiling, parted by commas or semicolons. Every year from the first of
// the file on must have one.
func (a *app) readCeilings(path string, of scenarios.Basis, years abnd.Years) (scenarios.Envelope, error) {
	e := scenarios.Envelope{Of: of, Ceilings: map[abnd.Year]float64{}}
	data, err := os.ReadFile(path)
	if isMissing(err) {
		return e, usage(abnd.T("no file or row of SERIES is named \"%s\"", "não existe ficheiro nem linha de SERIES \"%s\"").Fill(path))
	} else if err != nil {
		return e, failed(abnd.T("\"%s\" cannot be read: %s", "não é possível ler \"%s\": %s").Fill(path, err.Error()), err)
	}
	table, found := textfile.Read(path, bytes.NewReader(data))
	if found.HasErrors() {
		return e, problems(found)
	}
	rows := slices.DeleteFunc(table.Rows, func(row textfile.Row) bool {
		return !slices.ContainsFunc(row.Cells, func(s string) bool { return strings.TrimSpace(s) != "" })
	})
	wrong := abnd.T("\"%s\" is not a valid list of ceilings; the first row must be year,ceiling and each other row e.g. 2030,1.5%%", "\"%s\" não é uma lista de tectos; a primeira linha é year;ceiling e cada uma das outras como 2030;1,5%%").Fill(path)
	if !table.IsPlain() {
		terminal.Diagnostics(a.stderr, abnd.Diagnostics{table.Remark(path)}, a.lang)
	}
	isPair := func(row textfile.Row) bool { return len(row.Cells) == 2 }
	if len(rows) < 2 || slices.ContainsFunc(rows, func(row textfile.Row) bool { return !isPair(row) }) ||
		strings.TrimSpace(rows[0].Cells[0]) != "year" || strings.TrimSpace(rows[0].Cells[1]) != "ceiling" {
		return e, usage(wrong)
	}
	first := years.Last + 1
	for _, row := range rows[1:] {
		place := path + ":" + strconv.Itoa(row.Lines[0])
		year, err := parseYear(strings.TrimSpace(row.Cells[0]))
		x, none := scenarios.ParseShareOfGDP(row.Cells[1])
		switch _, twice := e.Ceilings[year]; {
		case err != nil:
			found = append(found, abnd.Diagnostic{Place: place, Code: "year", Problem: abnd.T("%q is not a valid year", "%q não é um ano").Fill(row.Cells[0]), Remedy: abnd.T("write four digits, e.g. 2030", "escreva quatro algarismos, por exemplo 2030")})
		case none != nil:
			none[0].Place = place
			found = append(found, none...)
		case twice:
			found = append(found, abnd.Diagnostic{Place: place, Code: "year-twice", Problem: abnd.T("the year %d is duplicated in the file", "o ano %d está duas vezes no ficheiro").Fill(int(year)), Remedy: abnd.T("delete one of the two rows", "elimine uma das duas linhas")})
		default:
			e.Ceilings[year] = x
			first = min(first, year)
		}
	}
	for year := max(first, years.First); year <= years.Last && found == nil; year++ {
		if _, ok := e.Ceilings[year]; !ok {
			found.AddError("", "ceiling-missing", abnd.T("%s has no ceiling for %d", "%s não dá nenhum tecto para %d").Fill(path, int(year)), abnd.T("add a row for the year, e.g. 2030,1.5%", "acrescente uma linha para o ano, por exemplo 2030;1,5%"))
		}
	}
	if found != nil {
		return e, problems(found)
	}
	for year := range e.Ceilings {
		if !years.Contains(year) {
			delete(e.Ceilings, year)
		}
	}
	return e, nil
}

// pairsOf reads A:B.
func pairsOf(all []string) ([][2]string, error) {
	var pairs [][2]string
	for _, pair := range all {
		one, other, ok := strings.Cut(pair, ":")
		if !ok {
			return nil, usage(abnd.T("%q is not a valid pair of benefits; write A:B", "%q não é um par de prestações; escreva A:B").Fill(pair))
		}
		pairs = append(pairs, [2]string{one, other})
	}
	return pairs, nil
}

// solveCount reads a number of packages, or of one in the list; blank is none.
func solveCount(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, usage(abnd.T("%q is not a valid number of packages; enter 1 or more", "%q não é um número de pacotes; escreva 1 ou mais").Fill(s))
	}
	return n, nil
}

// optionalNumber reads a number with a point or a comma, or a percentage;
// blank is none.
func optionalNumber(s string) (abnd.Figure, error) {
	if s == "" {
		return abnd.Figure{}, nil
	}
	x, err := solveNumber(s)
	return abnd.Known(x, 0), err
}

func solveNumber(s string) (float64, error) {
	text, isPercent := strings.CutSuffix(strings.TrimSpace(s), "%")
	text = strings.Replace(strings.TrimSpace(text), ",", ".", 1)
	x, err := strconv.ParseFloat(text, 64)
	// ParseFloat takes words too.
	if err != nil || strings.Trim(text, "+-0123456789.eE") != "" {
		return 0, usage(abnd.T("%q is not a valid number", "%q não é um número").Fill(s))
	}
	if isPercent {
		x /= 100
	}
	return x, nil
}

// weights reads NAME=N.
func weights(all []string) (map[string]float64, error) {
	of := map[string]float64{}
	for _, s := range all {
		name, text, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usage(abnd.T("%q is not a valid weight; write NAME=N, e.g. children=2", "%q não é um peso; escreva-o como children=2").Fill(s))
		}
		if _, twice := of[name]; twice {
			return nil, usage(abnd.T("%q has two weights", "%q tem dois pesos").Fill(name))
		}
		x, err := solveNumber(text)
		if err != nil {
			return nil, err
		}
		of[name] = x
	}
	return of, nil
}
