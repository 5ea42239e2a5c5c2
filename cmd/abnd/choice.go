package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
)

// choiceEnding tells the file of a choice from a code.
const choiceEnding = ".json"

// takesChoice adds the option --choice.
func (c *command) takesChoice() {
	c.Flags().StringVar(&c.choice, "choice", "", c.app.t("make the room's proposal of a choice made on the page of the study: its `CODE`, or FILE.json that the page saved",
		"faz a proposta da sala a partir de uma escolha feita na página do estudo: o seu `CÓDIGO`, ou FICHEIRO.json guardado pela página"))
	must(c.MarkFlagFilename("choice", strings.TrimPrefix(choiceEnding, ".")))
}

// choose fills in TRY as a choice says, and shows the proposal.
func (a *app) choose(in *source, chosen string) error {
	if chosen == "" {
		return nil
	}
	if len(in.study.Levers) == 0 {
		return usage(abnd.T("%s has no levers to choose; see \"abnd levers\"", "%s não tem alavancas para escolher; veja «abnd levers»").Fill(in.name))
	}
	c, wrong, err := readChoice(choice.Of(in.study), chosen)
	if err != nil {
		return err
	}
	study := in.study
	if wrong == nil {
		study, wrong = choice.Apply(in.study, c)
	}
	if wrong != nil {
		for i := range wrong {
			wrong[i].Place = chosen
		}
		return &failure{status: statusUsage, found: wrong}
	}
	in.study = abnd.WithTried(study)
	return nil
}

func readChoice(format choice.Format, chosen string) (choice.Choice, abnd.Diagnostics, error) {
	if !strings.HasSuffix(strings.ToLower(chosen), choiceEnding) {
		c, wrong := format.Read(chosen)
		return c, wrong, nil
	}
	data, err := readAtMost(chosen, choice.MostBytes)
	switch {
	case isMissing(err):
		return choice.Choice{}, nil, noSuchFile(chosen)
	case err != nil:
		return choice.Choice{}, nil, usage(abnd.T("the file \"%s\" cannot be read: %s", "não é possível ler o ficheiro \"%s\": %s").Fill(chosen, err.Error()))
	}
	c, wrong := format.ReadFile(data)
	return c, wrong, nil
}

// readAtMost reads a file of at most so many bytes.
func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("more than %d bytes", most)
	}
	return data, err
}
