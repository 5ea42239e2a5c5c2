package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// The exit statuses.
const (
	statusDone    = 0
	statusFailed  = 1 // while computing or writing
	statusUsage   = 2 // the command line is wrong
	statusProblem = 3 // the input has problems
	statusOutside = 4 // a figure is not what it should be: validate, verify, selftest
)

// app is what the verbs share.
type app struct {
	stdout *bufio.Writer // data
	stderr io.Writer     // messages
	lang   abnd.Lang
	// langSettled says that the language was asked for.
	langSettled bool
	// spelt says that the language is spelt as a country does.
	spelt   bool
	dialect report.Dialect // of CSV
	version string
}

// run is the whole program without its environment.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	lang, settled := findLang(args)
	return runIn(ctx, lang, settled, args, stdin, stdout, stderr)
}

// runIn is the whole program as a function: nothing in it reads a global, so
// that it can be tested.
func runIn(ctx context.Context, lang abnd.Lang, settled bool, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdout: bufio.NewWriter(stdout), stderr: stderr, lang: lang, langSettled: settled, dialect: report.RFC, version: version()}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(a.stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var f *failure
	if flushed := a.stdout.Flush(); flushed != nil && !errors.As(err, &f) {
		err = failed(abnd.T("the results could not be written: %s", "não foi possível escrever os resultados: %s").Fill(flushed.Error()), flushed)
	}
	if err == nil || isBrokenPipe(err) {
		// Whoever reads has seen enough, as in "abnd cost TLS | head".
		return statusDone
	}
	return a.explain(err, cmd.CommandPath())
}

// explain tells the user what went wrong and gives the exit status.
func (a *app) explain(err error, command string) int {
	var f *failure
	if !errors.As(err, &f) {
		// Only cobra makes an error of its own, of the command line.
		f = usage(abnd.Same(err.Error()))
	}
	if f.status == statusUsage {
		a.misused(f.found)
	} else {
		terminal.Diagnostics(a.stderr, f.found, a.lang)
	}
	if !f.text.IsZero() {
		a.say(abnd.T("abnd: %s", "abnd: %s").Fill(f.text))
	}
	if f.status == statusUsage {
		a.say(abnd.T("see %q", "veja %q").Fill(command + " --help"))
	}
	return f.status
}

// misused says what is wrong with the command line, whoever found it, in one
// form: it is no fault of the input, whose errors are counted.
func (a *app) misused(found abnd.Diagnostics) {
	for _, d := range found.Sorted() {
		text := d.Problem
		if !d.Remedy.IsZero() {
			text = abnd.Same("%s; %s").Fill(text, d.Remedy)
		}
		if d.Severity != abnd.Error {
			text = abnd.Same("%s: %s").Fill(d.Severity.Name(), text)
		}
		if place := cmp.Or(d.Place, string(d.Path)); place != "" {
			text = abnd.Same("%s: %s").Fill(place, text)
		}
		a.say(abnd.Same("abnd: %s").Fill(text))
	}
}

// say writes one message to standard error.
func (a *app) say(text abnd.Text) { fmt.Fprintln(a.stderr, text.In(a.lang)) }

// t is the text in the language of the user.
func (a *app) t(en, pt string) string { return abnd.T(en, pt).In(a.lang) }
