package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// command is a verb while it is made and run. What verbs share stands here
// once: SOURCE and how it is read and changed, --years, --set, --macro, the
// format, the file of -o, warnings, and the order of all this: a slip in the
// command line is told before anything is read, one in the input before anyone
// waits.
//
// A verb that answers a question sets one of study, result and answer; any
// other sets RunE.
type command struct {
	*cobra.Command
	app  *app
	verb verb

	check  func() error                                                      // of the verb's own options
	change func(*source) error                                               // of what was read
	past   func(*abnd.Study) *abnd.Study                                     // what counts in years before those of the study; nil for all of it
	study  func(context.Context, *source) (answer, error)                    // computes for itself
	result func(context.Context, *source, *scenarios.Result) (answer, error) // of what was computed
	answer func(ctx context.Context, args []string) (answer, error)          // reads for itself
	// figures says that what the verb prints, unlike its workbook, needs nothing
	// but the figures of the results.
	figures bool
	// inputs says that the workbook of -o is one of inputs and not of results.
	inputs bool

	// printed says that the answer can be printed: see answer.paper.
	printed      bool
	format       string
	file         string // of -o
	force        bool
	settings     []string
	macro, years string
	choice       string
	baseline     string
}

// answer is what a verb has found, as data for each format that its row offers.
type answer struct {
	text func() report.Document
	// of are the studies that the text is about, whose status it says.
	of      []report.Stated
	records func() report.Records
	tree    func() report.Tree
	// onlyRFC says that there are records alone, for programs, in whatever format.
	onlyRFC bool
	// book makes the workbook of -o.
	book func() ([]byte, error)
	// page makes the page of a study.
	page func() ([]byte, error)
	// paper makes the workbook of what is to be printed as PDF.
	paper func() ([]byte, error)
	// after is what is said when all is written, and the failure that the answer is.
	after func() error
}

// command makes the verb of a row.
func (a *app) command(v verb) *cobra.Command {
	c := &command{app: a, verb: v, Command: &cobra.Command{Use: v.name, DisableFlagsInUseLine: true}}
	c.takes("", arguments(0, 0, abnd.Text{}), cobra.NoFileCompletions)
	c.Flags().SortFlags = false
	v.make(a, c)
	if c.study != nil || c.result != nil || c.answer != nil {
		c.sharedFlags()
		c.RunE = c.run
	}
	return c.Command
}

// takes says what a verb is given.
func (c *command) takes(words string, args cobra.PositionalArgs, completion cobra.CompletionFunc) {
	c.Use, c.Args, c.ValidArgsFunction = strings.TrimSpace(c.verb.name+" "+words), args, completion
}

// takesSource says that a verb is given one SOURCE.
func (c *command) takesSource() {
	c.takes(c.app.sourceWord(), arguments(1, 1, sourceMissing), c.app.completeSources(1))
}

var sourceMissing = abnd.T("INPUT (a country code, a workbook or a folder of CSV files)", "ORIGEM (um código de país, um livro do Excel ou uma pasta de CSV)")

// complete says how the value of an option is completed.
func (c *command) complete(f cobra.CompletionFunc, flags ...string) {
	for _, flag := range flags {
		must(c.RegisterFlagCompletionFunc(flag, f))
	}
}

// Options that some verbs share.

func (c *command) takesYears() {
	c.Flags().StringVar(&c.years, "years", "", c.app.t("cost the years `FIRST-LAST` instead of the years of the study",
		"calcula os anos `PRIMEIRO-ÚLTIMO` em vez dos anos do estudo"))
	c.complete(cobra.NoFileCompletions, "years")
}

func (c *command) takesSettings() {
	c.Flags().StringArrayVar(&c.settings, "set", nil, c.app.t(
		"override an input for this run: `PATH=VALUE`, e.g. child-grant.amount=25, high/child-grant.on=no or general.macro=low-growth; repeatable",
		"altera um dado só desta vez: `CAMINHO=VALOR`, por exemplo child-grant.amount=25, high/child-grant.on=no ou general.macro=low-growth; repetível"))
	c.complete(cobra.NoFileCompletions, "set")
}

func (c *command) takesMacro() {
	c.Flags().StringVar(&c.macro, "macro", "", c.app.t("use the macroeconomic scenario `ID` of the sheet MACRO instead of the one of the study",
		"usa o cenário macroeconómico `ID` da folha MACRO em vez do cenário do estudo"))
	c.complete(cobra.NoFileCompletions, "macro")
}

func (c *command) takesBaseline() {
	c.Flags().StringVar(&c.baseline, "baseline", "", c.app.t("use the `BASELINE` instead of the one of the study: law; or prices or gdp, which move amounts of the status quo that have no rule of indexation",
		"usa o `CENÁRIO` de base em vez do cenário do estudo: law; ou prices ou gdp, que actualizam os montantes da situação actual sem regra de actualização"))
	c.complete(cobra.FixedCompletions(costing.BaselineList.Names(), cobra.ShellCompDirectiveNoFileComp), "baseline")
}

// allSettings are the settings with what --macro and --baseline choose.
func (c *command) allSettings() []string {
	all := slices.Clone(c.settings)
	for _, choice := range []struct{ path, code string }{{"general.macro", c.macro}, {"general.baseline", c.baseline}} {
		if choice.code != "" {
			all = append(all, choice.path+"="+choice.code)
		}
	}
	return all
}

// formatFlag and dialectFlag are looked for by name.
const (
	formatFlag  = "format"
	dialectFlag = "csv-dialect"
)

// sharedFlags are the options that every verb with an answer has: where it is
// written, and as what.
func (c *command) sharedFlags() {
	a, f := c.app, c.Flags()
	kinds := strings.Join(c.textEndings(), a.t(" or .", " ou ."))
	text := a.t("write what is printed to `FILE`."+kinds, "guarda o que se mostra em `FICHEIRO`."+kinds)
	if sheet := c.verb.sheet; c.inputs {
		text = a.t("write an input workbook, which has this on its sheet "+sheet+", `FILE.xlsx`; or what is printed, FILE."+kinds,
			"guarda um livro de trabalho, com isto na folha "+sheet+", `FICHEIRO.xlsx`, ou o que se mostra, FICHEIRO."+kinds)
	} else if sheet != "" {
		text = a.t("write a results workbook, which has this on its sheet "+sheet+", `FILE.xlsx`; or what is printed, FILE."+kinds,
			"guarda um livro de resultados, com isto na folha "+sheet+", `FICHEIRO.xlsx`, ou o que se mostra, FICHEIRO."+kinds)
	}
	f.StringVarP(&c.file, "output", "o", "", text)
	f.BoolVar(&c.force, "force", false, a.t("replace the output if it exists", "substitui o ficheiro, se existir"))
	must(c.MarkFlagFilename("output", c.endings()...))
	c.format = c.verb.formats[0]
	if len(c.verb.formats) == 1 {
		return
	}
	formats := strings.Join(c.verb.formats[:len(c.verb.formats)-1], ", ")
	last := c.verb.formats[len(c.verb.formats)-1]
	f.StringVar(&c.format, formatFlag, c.format, a.t("`FORMAT` of the results: "+formats+" or "+last, "`FORMATO` dos resultados: "+formats+" ou "+last))
	f.Var(dialectValue{a}, dialectFlag, a.t("`DIALECT` of the CSV: rfc, with commas and decimal points; or excel-pt, which Excel in Portuguese opens with a double-click",
		"`DIALECTO` do CSV: rfc, com vírgulas e ponto decimal; ou excel-pt, que o Excel em português abre com um duplo clique"))
	c.complete(cobra.FixedCompletions(c.verb.formats, cobra.ShellCompDirectiveNoFileComp), formatFlag)
	c.complete(cobra.FixedCompletions(dialectNames(), cobra.ShellCompDirectiveNoFileComp), dialectFlag)
}

// textEndings are the endings of files that hold what would be printed. Some
// consoles spoil what is sent to a file with ">".
func (c *command) textEndings() []string {
	return slices.DeleteFunc(slices.Clone(c.verb.formats), func(format string) bool { return format == tableFormat })
}

// endings are all that the file of -o may end in.
func (c *command) endings() []string {
	all := c.textEndings()
	if c.verb.sheet != "" {
		all = append([]string{workbookEnding}, all...)
	}
	if c.printed {
		all = append(all, pdfEnding)
	}
	return all
}

// run is a verb with an answer, from the command line to the file.
func (c *command) run(_ *cobra.Command, args []string) error {
	asText, err := c.checkShared(args)
	if err != nil {
		return err
	}
	ctx := c.Context()
	got, err := c.answered(ctx, args, asText)
	if err != nil {
		return err
	}
	if asText {
		return c.saveText(got)
	}
	if c.file != "" {
		data, err := c.fileOf(ctx, got)
		if err != nil {
			return err
		}
		if err := c.app.save(ctx, c.file, data, c.force); err != nil {
			return err
		}
	}
	if err := c.print(c.app.stdout, got); err != nil || got.after == nil {
		return err
	}
	return got.after()
}

// fileOf is what is saved with -o: a workbook, or what is printed of it.
func (c *command) fileOf(ctx context.Context, got answer) ([]byte, error) {
	if endingOf(c.file) != pdfEnding {
		data, err := got.book()
		return data, notMade(err)
	}
	data, err := got.paper()
	if err := notMade(err); err != nil {
		return nil, err
	}
	if err := interrupted(ctx); err != nil {
		return nil, err
	}
	return c.app.asPDF(ctx, data)
}

// checkShared checks the options that verbs share, and reports whether what is
// printed goes to a file.
func (c *command) checkShared(args []string) (asText bool, err error) {
	ending := endingOf(c.file)
	asText = c.file != "" && slices.Contains(c.textEndings(), ending)
	switch format := c.Flags().Lookup(formatFlag); {
	case asText && format != nil && format.Changed && c.format != ending:
		return false, usage(abnd.T("\"%s\" and --format %s do not match; omit --format", "\"%s\" e --format %s não concordam; retire --format").Fill(c.file, c.format))
	case asText:
		c.format = ending
	case c.file != "" && !slices.Contains(c.endings(), ending):
		endings := "." + strings.Join(c.endings(), ", .")
		return false, usage(abnd.T("\"%s\" cannot be written: its name must end in %s", "não é possível escrever \"%s\": o nome tem de acabar em %s").Fill(c.file, endings))
	}
	if c.Flags().Changed(dialectFlag) && c.format != csvFormat {
		return false, usage(abnd.T("--csv-dialect is for CSV alone; add --format csv", "--csv-dialect só serve para CSV; acrescente --format csv"))
	}
	if _, err := os.Lstat(c.file); asText && err == nil && !c.force {
		return false, exists(c.file, errExists)
	}
	if !slices.Contains(c.verb.formats, c.format) {
		return false, usage(abnd.T("unknown format %q; %s", "não existe o formato %q; %s").Fill(c.format, abnd.Suggestion(c.format, c.verb.formats)))
	}
	if _, err := optionalYears(c.years); err != nil {
		return false, err
	}
	if c.check != nil {
		if err := c.check(); err != nil {
			return false, err
		}
	}
	for _, arg := range args {
		if c.file == "" || asText {
			break
		}
		// Of two workbooks each is given with its scenario.
		_, path, _ := strings.Cut(arg, "=")
		for _, input := range []string{arg, path} {
			if err := checkOutput(c.file, fileOf(input), c.endings()...); err != nil {
				return false, err
			}
		}
	}
	return asText, nil
}

// answered reads SOURCE, changes and computes it as the options say, and asks
// the verb.
func (c *command) answered(ctx context.Context, args []string, asText bool) (answer, error) {
	if c.answer != nil {
		return c.answer(ctx, args)
	}
	in, err := c.app.loadStudy(args[0])
	if err != nil {
		return answer{}, err
	}
	if err := c.app.choose(in, c.choice); err != nil {
		return answer{}, err
	}
	settings := c.allSettings()
	if c.file != "" && !asText {
		if err := checkProposal(settings); err != nil {
			return answer{}, err
		}
	}
	if err := c.app.set(in, settings); err != nil {
		return answer{}, err
	}
	if years, _ := optionalYears(c.years); years != (abnd.Years{}) {
		if c.past != nil && years.First < in.study.Projection.First {
			in.study = c.past(in.study)
		}
		if err := setYears(in.study, years); err != nil {
			return answer{}, err
		}
	}
	if c.change != nil {
		if err := c.change(in); err != nil {
			return answer{}, err
		}
	}
	if err := interrupted(ctx); err != nil {
		return answer{}, err
	}
	if c.study != nil {
		got, err := c.study(ctx, in)
		return got.about(in), err
	}
	result := in.runWith(scenarios.RunOptions{
		Figures: c.figures && (c.file == "" || asText),
		Checked: len(settings) == 0 && c.choice == "" && c.years == "" && c.change == nil, // what was read was checked
	})
	if result == nil {
		return answer{}, problems(in.found)
	}
	if err := interrupted(ctx); err != nil {
		return answer{}, err
	}
	got, err := c.result(ctx, in, result)
	if err == nil {
		c.app.warn(in)
	}
	return got.about(in), err
}

// about says which studies an answer is about.
func (got answer) about(all ...*source) answer {
	for _, in := range all {
		got.of = append(got.of, report.Stated{Name: in.name, Study: in.study})
	}
	return got
}

// document is the text of an answer, with the status of its studies.
func (got answer) document() report.Document { return report.WithStatus(got.text(), got.of...) }

// warn shows the warnings of a source, once.
func (a *app) warn(in *source) {
	if !in.told {
		terminal.Diagnostics(a.stderr, in.found, a.lang)
	}
	in.told = true
}

// results is the results workbook with a sheet for each of some answers.
func (a *app) results(in *source, result *scenarios.Result, answers ...workbook.Answer) func() ([]byte, error) {
	return func() ([]byte, error) { return workbook.Results(result, a.workbookOptions(in, ""), answers...) }
}

// print writes an answer in the format that was asked for.
func (c *command) print(out io.Writer, got answer) error {
	switch {
	case got.onlyRFC:
		return got.records().CSV(report.NewCSV(out, report.RFC))
	case c.format == csvFormat:
		return got.records().CSV(report.NewCSV(out, c.app.dialect))
	case c.format == jsonFormat:
		return got.tree().JSON(out)
	case c.format == markdownFormat:
		return got.document().Markdown(out, c.app.lang)
	case c.format == htmlFormat:
		data, err := got.page()
		if err != nil {
			return err
		}
		_, err = out.Write(data)
		return err
	}
	return terminal.Write(out, got.document(), c.app.lang)
}

// saveText writes what would be printed into a file.
func (c *command) saveText(got answer) error {
	a := c.app
	var text bytes.Buffer
	err := c.print(&text, got)
	if err != nil {
		return err
	}
	if got.after != nil {
		err = got.after()
	}
	if saved := saveWorkbook(c.file, text.Bytes(), c.force); saved != nil {
		return failed(abnd.T("\"%s\" could not be written: %s", "não foi possível escrever \"%s\": %s").Fill(c.file, saved.Error()), saved)
	}
	a.say(abnd.T("wrote %s (%s)", "guardado: %s (%s)").Fill(c.file, terminal.Size(text.Len(), a.lang)))
	return err
}
