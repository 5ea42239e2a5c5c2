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
	c.Short = a.t("Find what a ceiling on cost allows", "Encontra o que um tecto de custo permite")
	c.Long = a.t(`solve finds what a ceiling on cost, in % of GDP, allows. It answers three questions.

With --vary: the value of one number of a benefit at which the cost meets the ceiling in one year. With neither --vary nor --phase: several packages, benefit by benefit the status quo or one of the scenarios, whose cost keeps the ceiling in every year, the dearest first, without and with health care. With --phase: the earliest start years at which the benefits of a scenario or package keep it, in the order of --order, or else those that reach most recipients.

No package is recommended. Those listed reach most recipients of income security; --weight says whom to count more, which is the choice of who asks. Persons covered by health care are counted apart. Packages that leave somebody with less than the status quo are listed only with --allow-losses, with who loses what. A benefit that needs another one, in the row requires of BENEFITS or with --requires, is never taken alone.

The ceiling is on the total cost, existing schemes included, or with --of increment on the cost over the status quo. Where there is no solution the reason is given. What is found is computed again as a whole; SOURCE is not changed.

With -o it writes the results workbook with the sheet SOLVE: the answer beside its ceiling, and charts. A package or plan stands in that workbook as one more scenario.`,
		`solve encontra o que permite um tecto de custo, em % do PIB. Responde a três perguntas.

Com --vary: o valor de um número de uma prestação com o qual o custo atinge o tecto num ano. Sem --vary nem --phase: vários pacotes, prestação a prestação a situação actual ou um dos cenários, que respeitam o tecto em cada ano, primeiro o mais caro, sem e com cuidados de saúde. Com --phase: os anos de início mais próximos com os quais as prestações de um cenário ou pacote o respeitam, pela ordem de --order ou, sem ela, os que abrangem mais beneficiários.

Nenhum pacote é recomendado. Os da lista abrangem mais beneficiários da segurança básica de rendimento; --weight diz quem conta mais, o que é escolha de quem pergunta. As pessoas abrangidas por cuidados de saúde contam-se à parte. Os pacotes que deixam alguém com menos do que a situação actual só constam com --allow-losses, com quem perde o quê. Uma prestação que precisa de outra, na linha requires de BENEFITS ou com --requires, nunca é escolhida sozinha.

O tecto é do custo total, com os regimes existentes, ou, com --of increment, da despesa adicional face à situação actual. Se não há solução, diz-se porquê. O que se encontra é calculado de novo no conjunto; a ORIGEM não é alterada.

Com -o guarda o livro de resultados com a folha SOLVE: a resposta comparada com o seu tecto, e gráficos. Um pacote ou plano fica nesse livro como mais um cenário.`)
	c.Example = `  abnd solve TLS --vary child-benefit.amount --ceiling 9%gdp --year 2030
  abnd solve TLS --ceiling 2%gdp --of increment --frontier
  abnd solve TLS --ceiling 8% --from 2027 --weight children=2 --exclusive maternity-benefit,pregnancy-benefit
  abnd solve TLS --phase --scenario high --ceiling 8% --order child-benefit
  abnd solve TLS --ceiling 8% --show 2 -o package.xlsx`
	f := c.Flags()
	f.StringVar(&o.ceiling, "ceiling", "", a.t("the ceiling, a `PERCENT` of GDP, as 1.5%gdp", "o tecto, uma `PERCENTAGEM` do PIB, como 1,5%pib"))
	f.StringVar(&o.path, "path", "", a.t("ceilings by year instead: `FILE.csv` with the columns year and ceiling, or the ID of a row of SERIES", "em vez dele, tectos por ano: `FICHEIRO.csv` com as colunas year e ceiling, ou o ID de uma linha de SERIES"))
	f.StringVar(&o.of, "of", string(scenarios.OfTotal), a.t("what the ceiling is on: `COST` is total, or increment over the status quo", "a que se aplica o tecto: `CUSTO` é total ou increment (adicional), face à situação actual"))
	f.StringVar(&o.vary, "vary", "", a.t("the number to be found, `BENEFIT.PARAMETER`", "o número a encontrar, `PRESTAÇÃO.PARÂMETRO`"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR` of the ceiling of --vary; for a package, in which people are counted", "o `ANO` do tecto de --vary; num pacote, em que se contam as pessoas"))
	f.StringVar(&o.from, "from", "", a.t("the first `YEAR` that has a ceiling", "o primeiro `ANO` com tecto"))
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("the scenario or package `ID`; for a package, those to choose from, joined by commas", "o `ID` do cenário ou pacote; num pacote, aqueles entre os quais escolher, separados por vírgulas"))
	f.StringVar(&o.low, "low", "", a.t("least `VALUE` of --vary", "menor `VALOR` de --vary"))
	f.StringVar(&o.high, "high", "", a.t("greatest `VALUE` of --vary", "maior `VALOR` de --vary"))
	f.StringSliceVar(&o.weights, "weight", nil, a.t("count each recipient so many times: `NAME=N`, of a guarantee of income security or a benefit", "conta cada beneficiário tantas vezes: `NOME=N`, de uma garantia de segurança básica de rendimento ou prestação"))
	f.StringArrayVar(&o.exclusive, "exclusive", nil, a.t("take at most one of these benefits, `A,B`; repeatable", "escolhe no máximo uma destas prestações, `A,B`; repetível"))
	f.StringSliceVar(&o.requires, "requires", nil, a.t("take the benefit A only with B, `A:B`, besides the rows requires of BENEFITS", "escolhe a prestação A só com a B, `A:B`, além das linhas requires de BENEFITS"))
	f.BoolVar(&o.losses, "allow-losses", false, a.t("list also packages that leave somebody with less, and who", "mostra também pacotes que deixam alguém com menos, e quem"))
	f.StringVar(&o.list, "list", "", a.t("list at most `N` packages, 10 if not given", "mostra no máximo `N` pacotes, 10 se omitido"))
	f.StringVar(&o.show, "show", "", a.t("show the package `N` of the list in full, and take it into the workbook; the first if not given", "mostra por inteiro o pacote `N` da lista, e põe-no no livro; o primeiro se omitido"))
	f.BoolVar(&o.frontier, "frontier", false, a.t("list also what reaching more people costs, over all costs", "mostra também quanto custa abranger mais pessoas, em todos os custos"))
	f.BoolVar(&o.phase, "phase", false, a.t("find start years", "encontra anos de início"))
	f.StringSliceVar(&o.order, "order", nil, a.t("benefits in order of priority for --phase, `A,B`", "prestações por ordem de prioridade para --phase, `A,B`"))
	f.BoolVar(&o.ramps, "move-ramps", false, a.t("move ramps of take-up and area with the start", "desloca com o início a expansão da adesão e a da parte do país"))
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
			return "", usage(abnd.T("--%s does not go with this question; see which options do", "--%s não se aplica a esta pergunta; veja as opções que se aplicam").Fill(name))
		}
	}
	switch {
	case o.ceiling == "" && o.path == "":
		return "", usage(abnd.T("the ceiling is missing; give it as --ceiling 1.5%gdp", "falta o tecto; indique-o como --ceiling 1,5%pib"))
	case o.ceiling != "" && o.path != "":
		return "", usage(abnd.T("--ceiling and --path both give the ceiling; leave one out", "--ceiling e --path indicam ambos o tecto; omita um"))
	case question == "vary" && o.year == "":
		return "", usage(abnd.T("--vary needs the year of the ceiling, as --year 2030", "--vary precisa do ano do tecto, como --year 2030"))
	}
	return question, nil
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
		return answer{}, usage(abnd.T("--vary and --phase take one scenario or package", "--vary e --phase aceitam um só cenário ou pacote"))
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
		return answer{}, usage(abnd.T("--vary and --phase take one scenario or package", "--vary e --phase aceitam um só cenário ou pacote"))
	}
	if len(o.order) > 0 && len(o.weights) > 0 {
		return answer{}, usage(abnd.T("--order and --weight are two ways to choose; give one", "--order e --weight são duas maneiras de escolher; indique uma"))
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

// readCeilings reads a file of ceilings: a row a year, with the columns year
// and ceiling, parted by commas or semicolons. Every year from the first of
// the file on must have one.
func (a *app) readCeilings(path string, of scenarios.Basis, years abnd.Years) (scenarios.Envelope, error) {
	e := scenarios.Envelope{Of: of, Ceilings: map[abnd.Year]float64{}}
	data, err := os.ReadFile(path)
	if isMissing(err) {
		return e, usage(abnd.T("there is no file and no row of SERIES \"%s\"", "não existe ficheiro nem linha de SERIES \"%s\"").Fill(path))
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
	wrong := abnd.T("\"%s\" is no list of ceilings; its first row is year,ceiling, and each other row as 2030,1.5%%", "\"%s\" não é uma lista de tectos; a primeira linha é year;ceiling e cada uma das outras como 2030;1,5%%").Fill(path)
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
			found = append(found, abnd.Diagnostic{Place: place, Code: "year", Problem: abnd.T("%q is no year", "%q não é um ano").Fill(row.Cells[0]), Remedy: abnd.T("write it as 2030", "escreva-o como 2030")})
		case none != nil:
			none[0].Place = place
			found = append(found, none...)
		case twice:
			found = append(found, abnd.Diagnostic{Place: place, Code: "year-twice", Problem: abnd.T("the year %d is twice in the file", "o ano %d está duas vezes no ficheiro").Fill(int(year)), Remedy: abnd.T("keep one", "mantenha um")})
		default:
			e.Ceilings[year] = x
			first = min(first, year)
		}
	}
	for year := max(first, years.First); year <= years.Last && found == nil; year++ {
		if _, ok := e.Ceilings[year]; !ok {
			found.AddError("", "ceiling-missing", abnd.T("%s gives no ceiling for %d", "%s não dá nenhum tecto para %d").Fill(path, int(year)), abnd.T("add the year", "acrescente o ano"))
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
			return nil, usage(abnd.T("%q is no pair of benefits; write A:B", "%q não é um par de prestações; escreva A:B").Fill(pair))
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
		return 0, usage(abnd.T("%q is no number of packages; write 1 or more", "%q não é um número de pacotes; escreva 1 ou mais").Fill(s))
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
		return 0, usage(abnd.T("%q is no number", "%q não é um número").Fill(s))
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
			return nil, usage(abnd.T("%q is no weight; write it as children=2", "%q não é um peso; escreva-o como children=2").Fill(s))
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
