package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

const (
	formatFlag  = "format"
	dialectFlag = "csv-dialect"
)

// csv is where the verbs write their results as CSV, in the dialect that the
// user chose.
func (a *app) csv() *report.CSVWriter { return report.NewCSV(a.stdout, a.dialect) }

// addDialectFlags gives every command with --format the option --csv-dialect
// too: no verb has to think of it.
func (a *app) addDialectFlags(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		a.addDialectFlags(sub)
	}
	if cmd.Flags().Lookup(formatFlag) == nil {
		return
	}
	cmd.Flags().Var(dialectValue{a}, dialectFlag, a.t("`DIALECT` of the CSV: rfc, with commas and decimal points; or excel-pt, which Excel in Portuguese opens with a double-click",
		"`DIALECTO` do CSV: rfc, com vírgulas e ponto decimal; ou excel-pt, que o Excel em português abre com um duplo clique"))
	must(cmd.RegisterFlagCompletionFunc(dialectFlag, cobra.FixedCompletions(dialectNames(), cobra.ShellCompDirectiveNoFileComp)))
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if cmd.Flags().Changed(dialectFlag) && cmd.Flags().Lookup(formatFlag).Value.String() != "csv" {
			return usage(abnd.T("--csv-dialect is for CSV alone; add --format csv", "--csv-dialect só serve para CSV; acrescente --format csv"))
		}
		return nil
	}
}

func dialectNames() []string {
	var names []string
	for _, d := range report.Dialects() {
		names = append(names, string(d))
	}
	return names
}

// dialectValue is the flag --csv-dialect.
type dialectValue struct{ app *app }

func (v dialectValue) String() string {
	if v.app == nil {
		return ""
	}
	return string(v.app.dialect)
}

func (v dialectValue) Type() string { return "dialect" }

func (v dialectValue) Set(s string) error {
	d := report.Dialect(strings.ToLower(s))
	if !slices.Contains(report.Dialects(), d) {
		return usage(abnd.T("unknown CSV dialect %q; %s", "não existe o dialecto de CSV %q; %s").Fill(s, suggest(s, dialectNames())))
	}
	v.app.dialect = d
	return nil
}
