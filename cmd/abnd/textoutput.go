package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

// markdown is the form of what is no table: the matrix.
const markdown = "md"

// addTextOutput lets every command write what it would print into a file: -o
// FILE.csv or FILE.json where it has the format, FILE.md where it writes
// Markdown. Some consoles spoil what is sent to a file with ">". No verb has
// to think of it.
func (a *app) addTextOutput(cmd *cobra.Command, isMarkdown ...*cobra.Command) {
	for _, sub := range cmd.Commands() {
		a.addTextOutput(sub, isMarkdown...)
	}
	flags := cmd.Flags()
	format := flags.Lookup(formatFlag)
	md := slices.Contains(isMarkdown, cmd)
	if format == nil && !md || cmd.RunE == nil {
		return
	}
	endings := []string{markdown}
	if !md {
		endings = slices.DeleteFunc(slices.Clone(format.Annotations[formatsOfFlag]), func(name string) bool { return name == format.DefValue })
	}
	if flags.Lookup("output") == nil {
		flags.StringP("output", "o", "", a.t("write what is printed to `FILE`."+strings.Join(endings, " or ."), "guarda o que se mostra em `FICHEIRO`."+strings.Join(endings, " ou .")))
		flags.Bool("force", false, a.t("replace the output if it exists", "substitui o ficheiro, se existir"))
		must(cmd.MarkFlagFilename("output", endings...))
	}
	var file string
	before, run := cmd.PreRunE, cmd.RunE
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		output := flags.Lookup("output")
		if ending := endingOf(output.Value.String()); slices.Contains(endings, ending) {
			if format != nil {
				if format.Changed && format.Value.String() != ending {
					return usage(abnd.T("\"%s\" and --format %s do not match; omit --format", "\"%s\" e --format %s não concordam; retire --format").Fill(output.Value.String(), format.Value.String()))
				}
				must(flags.Set(formatFlag, ending))
			}
			file = output.Value.String()
			must(output.Value.Set(""))
		} else if file = output.Value.String(); file != "" && ending != "xlsx" {
			return usage(abnd.T("\"%s\" cannot be written: its name must end in %s", "não é possível escrever \"%s\": o nome tem de acabar em %s").Fill(file, a.endings(cmd, endings)))
		} else {
			file = ""
		}
		if before != nil {
			return before(cmd, args)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if file == "" {
			return run(cmd, args)
		}
		force := flags.Lookup("force").Value.String() == "true"
		if _, err := os.Lstat(file); err == nil && !force {
			return exists(file, errExists)
		}
		var text bytes.Buffer
		console := a.stdout
		a.stdout = bufio.NewWriter(&text)
		err := run(cmd, args)
		must(a.stdout.Flush()) // memory does not fail
		a.stdout = console
		if err != nil && text.Len() == 0 {
			return err
		}
		if saved := saveWorkbook(file, text.Bytes(), force); saved != nil {
			return failed(abnd.T("\"%s\" could not be written: %s", "não foi possível escrever \"%s\": %s").Fill(file, saved.Error()), saved)
		}
		a.say(abnd.T("wrote %s (%s)", "guardado: %s (%s)").Fill(file, report.Size(text.Len(), a.lang)))
		return err
	}
}

// endings lists what the name of an output may end in.
func (a *app) endings(cmd *cobra.Command, endings []string) string {
	all := slices.Clone(endings)
	if f := cmd.Flags().Lookup("output"); slices.Contains(f.Annotations[cobra.BashCompFilenameExt], "xlsx") {
		all = append([]string{"xlsx"}, all...)
	}
	for i := range all {
		all[i] = "." + all[i]
	}
	return strings.Join(all, ", ")
}

func endingOf(file string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
}
