// Command abnd costs the recommendations of an assessment-based national
// dialogue on social protection.
//
//	abnd cost TLS    beneficiaries, cost, share of GDP
//	abnd menu        asks step by step; a double-click on Windows
//	abnd help        all verbs, by the steps of a dialogue: the table [verbs]
//
// Results go to standard output, messages to standard error. The exit status
// is 0 when done, 1 when computing or writing failed, 2 for wrong usage, 3
// when the input has problems and 4 when a figure is not what it should be.
// --lang pt says it all in Portuguese.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() { os.Exit(mainStatus()) }

func mainStatus() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// Whoever shuts the computer down is heard like Ctrl-C. A second time ends
	// the program at once.
	context.AfterFunc(ctx, stop)
	// Cobra turns away who double-clicks on Windows; the menu is for them.
	cobra.MousetrapHelpText = ""
	defer useUTF8()()
	args := menuArguments(patternArguments(os.Args[1:]), ownsConsole())
	lang, settled := langBefore(args, os.Getenv, userLanguage())
	return runIn(ctx, lang, settled, args, os.Stdin, os.Stdout, os.Stderr)
}
