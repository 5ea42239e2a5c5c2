package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

// Cobra's own help speaks English only and does not wrap: these say the same
// in both languages within the width of a terminal.

func (a *app) writeHelp(cmd *cobra.Command, _ []string) {
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	fmt.Fprintf(a.stdout, "%s\n\n", report.Wrap(text, report.Width, "", ""))
	a.usageTo(a.stdout, cmd)
}

func (a *app) writeUsage(cmd *cobra.Command) error {
	a.usageTo(a.stderr, cmd)
	return nil
}

func (a *app) usageTo(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(w, "%s\n", a.t("Usage:", "Utilização:"))
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "  %s %s\n", cmd.CommandPath(), a.t("COMMAND [OPTIONS]", "COMANDO [OPÇÕES]"))
		a.writeCommands(w, cmd)
	} else {
		fmt.Fprintf(w, "  %s %s\n", cmd.UseLine(), a.t("[OPTIONS]", "[OPÇÕES]"))
	}
	if cmd.HasExample() {
		fmt.Fprintf(w, "\n%s\n%s\n", a.t("Examples:", "Exemplos:"), cmd.Example)
	}
	a.writeFlags(w, a.t("Options:", "Opções:"), cmd.LocalFlags())
	a.writeFlags(w, a.t("Options of every command:", "Opções de todos os comandos:"), cmd.InheritedFlags())
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s\n", abnd.T(`"%s COMMAND --help" says more about a command.`, `"%s COMANDO --help" diz mais sobre um comando.`).Fill(cmd.CommandPath()).In(a.lang))
	}
}

// writeCommands lists the commands below one: those of the program by the
// steps of a dialogue, in columns that are alike.
func (a *app) writeCommands(w io.Writer, cmd *cobra.Command) {
	groups := cmd.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: a.t("Commands:", "Comandos:")}}
	}
	width := 0
	for _, c := range cmd.Commands() {
		width = max(width, len(c.Name()))
	}
	for _, g := range groups {
		var rows [][2]string
		for _, c := range inOrder(cmd.Commands()) {
			if (c.IsAvailableCommand() || c.Name() == "help") && c.GroupID == g.ID {
				rows = append(rows, [2]string{fmt.Sprintf("%-*s", width, c.Name()), c.Short})
			}
		}
		fmt.Fprintf(w, "\n%s\n", g.Title)
		writeColumns(w, rows)
	}
}

func (a *app) writeFlags(w io.Writer, heading string, flags *pflag.FlagSet) {
	var rows [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		value, text := pflag.UnquoteUsage(f)
		if value != "" {
			name += " " + value
		}
		rows = append(rows, [2]string{name, text})
	})
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", heading)
	writeColumns(w, rows)
}

// writeColumns writes names with their texts beside them, wrapped.
func writeColumns(w io.Writer, rows [][2]string) {
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r[0]))
	}
	rest := strings.Repeat(" ", width+4)
	for _, r := range rows {
		name := "  " + r[0] + strings.Repeat(" ", width-utf8.RuneCountInString(r[0])+2)
		fmt.Fprintln(w, report.Wrap(r[1], report.Width, name, rest))
	}
}

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: a.t("help [COMMAND]", "help [COMANDO]"), DisableFlagsInUseLine: true, GroupID: toolStep.id,
		Short: a.t("Help about a command", "Ajuda sobre um comando"),
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || about == nil || about == cmd.Root() && len(rest) > 0 {
				return cmd.Root().Args(cmd.Root(), args)
			}
			return about.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range cmd.Root().Commands() {
				if c.IsAvailableCommand() && len(args) == 0 {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
