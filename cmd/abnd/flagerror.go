package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/openabnd/engine/abnd"
)

// flagError says in both languages what is wrong with an option.
func flagError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		needs   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		own     *failure
	)
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usage(abnd.T("unknown option -%s", "não existe a opção -%s").Fill(unknown.GetSpecifiedName()))
	case errors.As(err, &unknown):
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				known = append(known, "--"+f.Name)
			}
		})
		name := "--" + unknown.GetSpecifiedName()
		remedy := abnd.Suggestion(name, known)
		if near := abnd.Nearest(name, known); near != "" {
			remedy = abnd.DidYouMean(near) // --help, which is offered too, explains the others
		}
		return usage(abnd.T("unknown option %s; %s", "não existe a opção %s; %s").Fill(name, remedy))
	case errors.As(err, &needs):
		return usage(abnd.T("the option %s needs a value", "a opção %s precisa de um valor").Fill(dashed(needs.GetSpecifiedName())))
	case errors.As(err, &invalid):
		return usage(abnd.T("%[2]q is not a valid value of the option %[1]s", "%[2]q não é um valor válido da opção %[1]s").Fill(dashed(invalid.GetFlag().Name), invalid.GetValue()))
	}
	return usage(abnd.T("the options cannot be read: %s", "não é possível ler as opções: %s").Fill(err.Error()))
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// arguments checks how many there are; what names the one that is needed.
func arguments(least, most int, what abnd.Text) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage(abnd.T("%s is missing", "em falta: %s").Fill(what))
		case len(args) > most:
			return usage(abnd.T("unexpected argument %s", "argumento inesperado: %s").Fill(fmt.Sprintf("%q", args[most])))
		}
		return nil
	}
}
