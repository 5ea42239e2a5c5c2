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

func (a *app) menus(c *command) {
	c.Short = a.t("Interactive menu", "Menu interactivo")
	c.Long = a.t(`menu asks for the language, for a country or a file, and for what to do with it, by the steps of a dialogue: all that the commands answer, and what they need to be told. It says where each file went. On Windows a double-click on the program opens it, and so do files that are dropped on the program.`,
		`menu pergunta a língua, o país ou ficheiro e o que fazer com ele, pelos passos de um diálogo: tudo a que os comandos respondem, e o que precisam de saber. Diz onde fica cada ficheiro. No Windows abre-se com um duplo clique no programa, ou largando ficheiros sobre ele.`)
	c.Example = `  abnd menu
  abnd menu timor.xlsx`
	c.takes(a.t("[INPUT ...]", "[ORIGEM ...]"), arguments(0, manySources, abnd.Text{}), a.completeSources(manySources))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		m := &menu{app: a, ctx: cmd.Context(), in: lines(cmd.InOrStdin())}
		if !cmd.Flags().Changed(langFlag) {
			m.chooseLanguage()
		}
		a.langSettled = true // whatever a workbook is labelled in
		m.run(args)
		m.say(abnd.T("Press Enter to close.", "Carregue em Enter para fechar."))
		m.answer()
		return nil
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
func (m *menu) option(number int, text abnd.Text) {
	key := fmt.Sprintf("%4d  ", number)
	fmt.Fprintln(m.app.stdout, report.Wrap(text.In(m.app.lang), report.Width, key, strings.Repeat(" ", len(key))))
}

func (m *menu) notUnderstood(answer string) {
	m.say(abnd.T("%q is not a valid choice.", "%q não é uma opção válida.").Fill(answer))
}

func (m *menu) chooseLanguage() {
	for !m.done {
		m.say(abnd.Same("Language / Língua"))
		m.option(1, abnd.Same("English"))
		m.option(2, abnd.Same("Português"))
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
const noCountry = 0

// chooseSource asks for a country or a file, or answers what is about neither;
// blank when the user wants no more.
func (m *menu) chooseSource() string {
	codes := country.Codes()
	for !m.done {
		m.say(abnd.T("Drag a workbook into this window, type its name, or choose a country (Enter = quit).",
			"Arraste um livro para esta janela, escreva o seu nome ou escolha um país (Enter = terminar)."))
		for i, code := range codes {
			m.option(i+1, abnd.Same(m.app.countryName(code)))
		}
		m.option(noCountry, abnd.T("another country: an empty workbook", "outro país: um livro vazio"))
		about := m.listVerbs(ofNothing, len(codes)+1)
		answer := m.answer()
		n, err := strconv.Atoi(answer)
		switch {
		case answer == "":
			return ""
		case err == nil && n == noCountry:
			m.write(m.outputOf("blank", abnd.T("empty.xlsx", "vazio.xlsx")), "new", "--blank")
		case err == nil && n > 0 && n <= len(codes):
			return codes[n-1]
		case err == nil && n > 0 && n <= len(codes)+len(about):
			m.verb(about[n-len(codes)-1].name)
		default:
			if source := m.resolve(answer); source != "" {
				return source
			}
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
	about := ofFile
	if country.Has(source) {
		about = ofCountry
	}
	for !m.done {
		m.say(abnd.T("What would you like to do with %s? (Enter = back)", "O que quer fazer com %s? (Enter = voltar atrás)").Fill(filepath.Base(source)))
		listed := m.listVerbs(about, 1)
		answer := m.answer()
		n, err := strconv.Atoi(answer)
		switch {
		case answer == "":
			return
		case err != nil || n < 1 || n > len(listed):
			m.notUnderstood(answer)
		default:
			m.ask(source, listed[n-1])
		}
	}
}

// listVerbs lists the verbs about a subject by the steps of a dialogue, and
// numbers them.
func (m *menu) listVerbs(about subject, first int) []verb {
	var listed []verb
	for _, s := range steps() {
		headed := false
		for _, v := range verbs() {
			of := v.menu.of
			if v.step != s || v.menu.text.IsZero() || of != about && (of != ofAny || about == ofNothing) {
				continue
			}
			if !headed {
				fmt.Fprintln(m.app.stdout)
				m.say(s.title)
			}
			headed = true
			m.option(first+len(listed), v.menu.text)
			listed = append(listed, v)
		}
	}
	return listed
}

// ask asks for what a verb wants to be told of a source, and runs it.
func (m *menu) ask(source string, v verb) {
	args := []string{v.name, source}
	if len(v.menu.wants) > 0 {
		in, err := m.app.load(source)
		if err != nil || in.study == nil {
			m.verb("check", source) // which says what is wrong
			return
		}
		for _, w := range v.menu.wants {
			answer := m.answerTo(w, in.study)
			if answer == "" {
				return
			}
			if w.option != "" {
				args = append(args, w.option)
			}
			args = append(args, answer)
		}
	}
	if v.menu.file.IsZero() {
		m.verb(args...)
		return
	}
	m.write(m.outputOf(source, v.menu.file), args...)
}

// answerTo asks for one thing until it is understood; blank where the user
// goes back.
func (m *menu) answerTo(w want, study *abnd.Study) string {
	for !m.done {
		m.say(w.ask(study))
		var choices []item
		if w.choices != nil {
			choices = w.choices(study)
		}
		for i, c := range choices {
			m.option(i+1, abnd.T("%s (%s)", "%s (%s)").Fill(c.text, c.code))
		}
		answer := m.answer()
		switch {
		case answer == "":
			return ""
		case w.source:
			if answer = m.resolve(answer); answer != "" {
				return answer
			}
			continue
		case choices == nil:
			return answer
		}
		for i, c := range choices {
			if answer == c.code || answer == strconv.Itoa(i+1) {
				return c.code
			}
		}
		m.notUnderstood(answer)
	}
	return ""
}

// verb runs a command as if it had been typed, and reports whether it was done.
func (m *menu) verb(args ...string) bool {
	status := run(m.ctx, append(args, "--"+langFlag, string(m.app.lang)), strings.NewReader(""), m.app.stdout, m.app.stdout)
	fmt.Fprintln(m.app.stdout)
	return status == statusDone
}

// outputOf is the name of a new file beside the source, where that is a file:
// one that nothing has yet.
func (m *menu) outputOf(source string, what abnd.Text) string {
	name := what.In(m.app.lang)
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(source, filepath.Ext(source)) + "-" + strings.TrimSuffix(name, ending)
	output := stem + ending
	for n := 2; ; n++ {
		if _, err := os.Stat(output); isMissing(err) {
			break
		}
		output = fmt.Sprintf("%s-%d%s", stem, n, ending)
	}
	if whole, err := filepath.Abs(output); err == nil {
		return whole
	}
	return output
}

// write runs a command that writes a file, and says where that is.
func (m *menu) write(output string, args ...string) {
	if m.verb(append(args, "-o", output)...) {
		m.say(abnd.T("The file is here:", "O ficheiro está aqui:"))
		fmt.Fprintf(m.app.stdout, "  %s\n\n", output)
	}
}
