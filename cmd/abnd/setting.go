package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// addSetFlag adds the option --set to a command.
func (a *app) addSetFlag(cmd *cobra.Command, settings *[]string) {
	cmd.Flags().StringArrayVar(settings, "set", nil, a.t("change a figure for this run: `PATH=VALUE`, as child-grant.amount=25, high/child-grant.on=no or economy.inflation=3%; repeat the option for more",
		"altera um valor só desta vez: `CAMINHO=VALOR`, como child-grant.amount=25, high/child-grant.on=no ou economy.inflation=3%; repita a opção para mais"))
	must(cmd.RegisterFlagCompletionFunc("set", cobra.NoFileCompletions))
}

// set changes the figures of a source that the command line names. What is
// wrong with a value is told of its path, not of the cell that had another.
func (a *app) set(in *source, texts []string) error {
	if len(texts) == 0 {
		return nil
	}
	var settings []scenarios.Setting
	var wrong abnd.Diagnostics
	for _, text := range texts {
		s, found := scenarios.ParseSetting(in.study, text, a.lang)
		settings, wrong = append(settings, s), append(wrong, found...)
	}
	if wrong != nil {
		return &failure{status: statusUsage, found: wrong}
	}
	study, found := scenarios.Apply(in.study, settings)
	if study == nil {
		return &failure{status: statusUsage, found: found}
	}
	in.study, in.settings = study, texts
	in.found = append(in.found, found...)
	for _, s := range settings {
		if in.places != nil {
			in.places[s.Path] = string(s.Path)
		}
	}
	return nil
}
