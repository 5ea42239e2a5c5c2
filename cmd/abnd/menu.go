package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
)

func (a *app) menuCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.t("menu [INPUT ...]", "menu [ORIGEM ...]"),
		Short: a.t("Interactive menu", "Menu interactivo"),
		Long: a.t(`menu asks for the language, a country or file, and an action: a new workbook, a check, the cost as a workbook, the coverage gaps. It shows where each file was saved. On Windows, double-click the program, or drop files on it.`,
			`menu pergunta a língua, o país ou ficheiro e o que fazer com ele: um livro novo, a verificação, o custo num livro, as lacunas. Diz onde fica cada ficheiro. No Windows abre-se com um duplo clique no programa, ou largando ficheiros sobre ele.`),
		Example: `  abnd menu
  abnd menu timor.xlsx`,
		Args: arguments(0, manySources, abnd.Text{}), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(manySources),
		RunE: func(cmd *cobra.Command, args []string) error {
			m := &menu{app: a, ctx: cmd.Context(), in: lines(cmd.InOrStdin())}
			if !cmd.Flags().Changed(langFlag) {
				m.chooseLanguage()
			}
			m.run(args)
			m.say(abnd.T("Press Enter to close.", "Carregue em Enter para fechar."))
			m.answer()
			return nil
		},
	}
}

// menuArguments turns a start by double-click, or by files dropped on the
// program, into the command menu. Both are seen by a console of the program's
// own; whoever types a command has one already.
func menuArguments(args []string, ownConsole bool) []string {
	if !ownConsole {
		return args
	}
	for _, arg := range args {
		if _, err := os.Stat(arg); err != nil {
			return args
		}
	}
	return append([]string{"menu"}, args...)
}

// menu asks for one thing after the other. Where there is no answer any more,
// it ends.
type menu struct {
	app  *app
	ctx  context.Context
	in   <-chan string
	done bool
}

// lines reads line by line beside the program, which need not wait for one
// when it is interrupted.
func lines(r io.Reader) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for s := bufio.NewScanner(r); s.Scan(); {
			out <- s.Text()
		}
	}()
	return out
}

// answer is what the user types; blank when there is nothing more.
func (m *menu) answer() string {
	io.WriteString(m.app.stdout, "> ")
	if err := m.app.stdout.Flush(); err != nil {
		m.done = true
	}
	if m.done {
		return ""
	}
	select {
	case line, ok := <-m.in:
		m.done = !ok
		fmt.Fprintln(m.app.stdout)
		return strings.TrimSpace(line)
	case <-m.ctx.Done():
		m.done = true
		return ""
	}
}

func (m *menu) say(text abnd.Text) {
	fmt.Fprintln(m.app.stdout, report.Wrap(text.In(m.app.lang), report.Width, "", ""))
}

// option is one line of a list to choose from.
func (m *menu) option(key string, text abnd.Text) {
	fmt.Fprintln(m.app.stdout, report.Wrap(text.In(m.app.lang), report.Width, "  "+key+"  ", strings.Repeat(" ", len(key)+4)))
}

func (m *menu) notUnderstood(answer string) {
	m.say(abnd.T("%q is not a valid choice.", "%q não é uma opção válida.").Fill(answer))
}

func (m *menu) chooseLanguage() {
	for !m.done {
		m.say(abnd.Same("Language / Língua"))
		m.option("1", abnd.Same("English"))
		m.option("2", abnd.Same("Português"))
		switch answer := m.answer(); answer {
		case "1":
			m.app.lang = abnd.English
			return
		case "2":
			m.app.lang = abnd.Portuguese
			return
		default:
			if lang, ok := parseLang(answer); ok {
				m.app.lang = lang
				return
			}
		}
	}
}

// run works on the sources that are given, or on those that the user names.
func (m *menu) run(sources []string) {
	for _, source := range sources {
		if m.done {
			return
		}
		if source = m.resolve(source); source != "" {
			m.verb("check", source)
			m.work(source)
		}
	}
	for len(sources) == 0 && !m.done {
		source := m.chooseSource()
		if source == "" {
			return
		}
		m.work(source)
	}
}

// noCountry asks for an empty workbook.
const noCountry = "0"

// chooseSource asks for a country or a file; blank when the user wants no
// more.
func (m *menu) chooseSource() string {
	codes := country.Codes()
	for !m.done {
		m.say(abnd.T("Drag a workbook into this window, type its name, or choose a country (Enter = quit).",
			"Arraste um livro para esta janela, escreva o seu nome ou escolha um país (Enter = terminar)."))
		for i, code := range codes {
			m.option(strconv.Itoa(i+1), abnd.Same(m.app.countryName(code)))
		}
		m.option(noCountry, abnd.T("another country: an empty workbook", "outro país: um livro vazio"))
		answer := m.answer()
		switch {
		case answer == "":
			return ""
		case answer == noCountry:
			m.write("blank", abnd.T("empty", "vazio"), "new", "--blank")
			continue
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(codes) {
			return codes[n-1]
		}
		if source := m.resolve(answer); source != "" {
			return source
		}
	}
	return ""
}

// resolve finds what the user named: a country's code, or a file, whose name
// consoles put in quotation marks when it is dragged into them. It is blank,
// and the user is told, where there is none.
func (m *menu) resolve(answer string) string {
	if country.Has(answer) {
		return strings.ToUpper(answer)
	}
	path := strings.TrimSpace(strings.TrimPrefix(answer, "& ")) // as PowerShell has it
	for _, quote := range []string{`"`, `'`} {
		if len(path) > 1 && strings.HasPrefix(path, quote) && strings.HasSuffix(path, quote) {
			path = path[1 : len(path)-1]
		}
	}
	if _, err := os.Stat(path); path == "" || isMissing(err) {
		m.say(abnd.T("No file or country profile is named \"%s\".", "Não existe país nem ficheiro \"%s\".").Fill(answer))
		return ""
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return path
}

// work asks what to do with a source, until the user wants something else.
func (m *menu) work(source string) {
	name := filepath.Base(source)
	for !m.done {
		m.say(abnd.T("What would you like to do with %s? (Enter = back)", "O que quer fazer com %s? (Enter = voltar atrás)").Fill(name))
		m.option("1", abnd.T("cost all scenarios and write a results workbook", "estimar o custo e guardar os resultados num livro"))
		m.option("2", abnd.T("check for errors", "verificar se há erros"))
		m.option("3", abnd.T("show coverage and coverage gaps", "mostrar a cobertura e as lacunas de cobertura"))
		if country.Has(source) {
			m.option("4", abnd.T("create an input workbook", "criar um livro de trabalho"))
		}
		switch answer := m.answer(); {
		case answer == "":
			return
		case answer == "1":
			m.write(source, abnd.T("results", "resultados"), "cost", source)
		case answer == "2":
			m.verb("check", source)
		case answer == "3":
			m.verb("gaps", source)
		case answer == "4" && country.Has(source):
			m.write(source, abnd.T("study", "estudo"), "new", source)
		default:
			m.notUnderstood(answer)
		}
	}
}

// verb runs a command as if it had been typed, and says whether it was done.
func (m *menu) verb(args ...string) bool {
	status := run(m.ctx, append(args, "--"+langFlag, string(m.app.lang)), strings.NewReader(""), m.app.stdout, m.app.stdout)
	fmt.Fprintln(m.app.stdout)
	return status == statusDone
}

// write runs a command that writes a workbook, beside the source where that is
// a file, under a name that nothing has yet.
func (m *menu) write(source string, what abnd.Text, args ...string) {
	stem := strings.TrimSuffix(source, filepath.Ext(source)) + "-" + what.In(m.app.lang)
	output := stem + ".xlsx"
	for n := 2; ; n++ {
		if _, err := os.Stat(output); isMissing(err) {
			break
		}
		output = fmt.Sprintf("%s-%d.xlsx", stem, n)
	}
	if whole, err := filepath.Abs(output); err == nil {
		output = whole
	}
	if m.verb(append(args, "-o", output)...) {
		m.say(abnd.T("The workbook is here:", "O livro está aqui:"))
		fmt.Fprintf(m.app.stdout, "  %s\n\n", output)
	}
}
