package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completion(c *command) {
	what := abnd.T("the shell (bash, zsh, fish or powershell)", "a linha de comandos (bash, zsh, fish ou powershell)")
	c.Short = a.t("Write a script that completes commands in your shell", "Escreve um script que completa comandos na sua linha de comandos")
	c.Long = a.t(`completion writes a script with which your shell completes commands, options, country codes and scenarios when you press Tab. SHELL is bash, zsh, fish or powershell.`,
		`completion escreve um script que faz a linha de comandos completar comandos, opções, códigos de países e cenários quando se carrega em Tab. SHELL é bash, zsh, fish ou powershell.`)
	c.Example = `  source <(abnd completion bash)
  abnd completion zsh > "${fpath[1]}/_abnd"
  abnd completion fish > ~/.config/fish/completions/abnd.fish
  abnd completion powershell | Out-String | Invoke-Expression`
	c.takes("SHELL", arguments(1, 1, what), cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		root := cmd.Root()
		switch strings.ToLower(args[0]) {
		case "bash":
			return root.GenBashCompletionV2(a.stdout, true)
		case "zsh":
			return root.GenZshCompletion(a.stdout)
		case "fish":
			return root.GenFishCompletion(a.stdout, true)
		case "powershell", "pwsh":
			return root.GenPowerShellCompletionWithDesc(a.stdout)
		}
		return usage(abnd.T("unknown shell %q; %s", "linha de comandos desconhecida: %q; %s").Fill(args[0], abnd.Suggestion(args[0], shells)))
	}
}

// filesEndingIn completes one file.
func filesEndingIn(ending string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return []string{ending}, cobra.ShellCompDirectiveFilterFileExt
	}
}

// completeSources completes so many SOURCE arguments: the codes of the
// profiles; where none begins like the word, the shell completes paths.
func (a *app) completeSources(most int) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.countryCompletions(), cobra.ShellCompDirectiveDefault
	}
}

func (a *app) countryCompletions() []string {
	var all []string
	for _, code := range country.Codes() {
		all = append(all, code+"\t"+a.countryName(code))
	}
	return all
}

// completeScenarios completes the ids of the source's scenarios, also the
// second one of a list.
func (a *app) completeScenarios(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	in, err := a.load(args[0])
	if err != nil || in.study == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	before := word[:strings.LastIndex(word, ",")+1]
	var all []string
	for _, s := range in.study.Scenarios {
		all = append(all, before+s.ID+"\t"+s.Name.In(a.lang))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}
