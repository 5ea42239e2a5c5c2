// Command abnd costs the recommendations of an assessment-based national
// dialogue on social protection.
//
//	abnd countries                    embedded country profiles
//	abnd new TLS -o timor.xlsx        a workbook to work in, filled from a profile
//	abnd import wpp FILE --country LAO -o lao.xlsx   a study for any country
//	abnd check timor.xlsx             all that is wrong with it, and where
//	abnd cost timor.xlsx              beneficiaries, cost, share of GDP
//	abnd cost timor.xlsx -o out.xlsx  the same as a workbook with live formulas
//	abnd diff timor.xlsx out.xlsx     which inputs changed, and what it did to cost
//	abnd compare timor.xlsx low high  two scenarios side by side
//	abnd decompose timor.xlsx ...     why the cost moves
//	abnd explain timor.xlsx ...       how a figure is made, down to the inputs
//	abnd simulate timor.xlsx          how sure the cost is
//	abnd sensitivity timor.xlsx       which uncertain figure moves it most
//	abnd population TLS               the population, published or projected by cohorts
//	abnd validate                     published cases, costed and compared
//	abnd solve timor.xlsx             what a ceiling on cost allows
//	abnd menu                         asks step by step; a double-click on Windows
//	abnd verify out.xlsx              the stored figures of a results workbook, computed again
//	abnd selftest                     whether the program computes rightly on this computer
//
// Results go to standard output, messages to standard error. The exit status
// is 0 when done, 1 when computing or writing failed, 2 for wrong usage, 3
// when the input has problems and 4 when a figure is not what it should be.
// "abnd help" has the rest, and --lang pt says it in Portuguese.
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
	args := menuArguments(patternArguments(os.Args[1:]), ownConsole())
	lang, settled := langBefore(args, os.Getenv, userLanguage())
	return runIn(ctx, lang, settled, args, os.Stdin, os.Stdout, os.Stderr)
}
