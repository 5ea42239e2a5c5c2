package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// sameCostOptions are the options of impact that ask what else the money of a benefit
// could do.
type sameCostOptions struct {
	asked   bool
	benefit string
	texts   map[string]*string // by option: those of how the poorest are selected
	given   costing.SameCost
}

// The options of how the poorest are selected.
const (
	poorestFlag      = "poorest"
	exclusionFlag    = "exclusion"
	inclusionFlag    = "inclusion"
	registrationFlag = "registration"
	everyFlag        = "every"
)

var selectionFlags = []string{poorestFlag, exclusionFlag, inclusionFlag, registrationFlag, everyFlag}

// flags declares the options.
func (o *sameCostOptions) flags(a *app, c *command) {
	f := c.Flags()
	f.StringVar(&o.benefit, "benefit", "", a.t("with --same-cost, the money of the benefit `ID`", "com --same-cost, o dinheiro da prestação `ID`"))
	f.BoolVar(&o.asked, "same-cost", false, a.t("show what else the new money of --benefit could do", "mostra o que mais poderia fazer o dinheiro novo de --benefit"))
	o.texts = map[string]*string{}
	for i, help := range []string{
		a.t("with --same-cost, select the households of the poorest `SHARE` of the people (default: 40%)", "com --same-cost, selecciona os agregados da `PROPORÇÃO` mais pobre das pessoas (por omissão, 40%)"),
		a.t("`SHARE` of those to be selected who are left out (default: 50%)", "`PROPORÇÃO` dos que se deviam seleccionar que ficam de fora (por omissão, 50%)"),
		a.t("`SHARE` of the others who are let in (default: as many people as are left out)", "`PROPORÇÃO` dos outros que são incluídos (por omissão, tantas pessoas como as que ficam de fora)"),
		a.t("`COST` of assessing one person of the target group, in money of the year (default: that of the benefit, or 1% of the poverty line of a year)", "`CUSTO` de avaliar uma pessoa do grupo-alvo, em dinheiro do ano (por omissão, o da prestação, ou 1% da linha de pobreza de um ano)"),
		a.t("`YEARS` until everybody is assessed again (default: those of the benefit, or 3)", "`ANOS` até à nova avaliação de todos (por omissão, os da prestação, ou 3)"),
	} {
		name := selectionFlags[i]
		o.texts[name] = new(string)
		f.StringVar(o.texts[name], name, "", help)
		c.complete(cobra.NoFileCompletions, name)
	}
	c.complete(a.completeBenefits, "benefit")
}

// check reads the options.
func (o *sameCostOptions) check(c *command) error {
	if !o.asked {
		for _, name := range append([]string{"benefit"}, selectionFlags...) {
			if c.Flags().Changed(name) {
				return usage(abnd.T("--%s needs --same-cost", "--%s só se usa com --same-cost").Fill(name))
			}
		}
		return nil
	}
	if o.benefit == "" {
		return usage(abnd.T("--same-cost needs --benefit ID, the benefit whose money is looked at", "--same-cost precisa de --benefit ID, a prestação cujo dinheiro se observa"))
	}
	for name, to := range map[string]*abnd.Figure{
		poorestFlag: &o.given.Poorest, exclusionFlag: &o.given.Exclusion, inclusionFlag: &o.given.Inclusion, registrationFlag: &o.given.Registration, everyFlag: &o.given.Every,
	} {
		text := *o.texts[name]
		if text == "" {
			continue
		}
		x, ok := typedNumber(text)
		if !ok {
			return usage(abnd.T("--%s %q is not a number; enter digits, e.g. 0.4 or 40%%", "--%s %q não é um número; escreva algarismos, como 0,4 ou 40%%").Fill(name, text))
		}
		*to = abnd.Known(x, 0)
	}
	return nil
}

// typedNumber reads a number as people type it, in either language: 0.4, 0,4 or 40%.
func typedNumber(s string) (float64, bool) {
	text, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if percent {
		x /= 100
	}
	return x, err == nil
}

// question is what was asked of a study: of its last scenario where none is named.
func (o *sameCostOptions) question(study *abnd.Study, scenario string) costing.SameCost {
	q := o.given
	q.Benefit, q.Scenario = o.benefit, scenario
	if all := costing.ImpactScenarios(study); scenario == "" && len(all) > 0 {
		q.Scenario = all[len(all)-1].ID
	}
	return q
}

// sameCost answers the question.
func (a *app) sameCost(in *source, result *scenarios.Result, q costing.SameCost) (answer, error) {
	s, found := result.SameCost(q)
	if found != nil {
		return answer{}, problems(found)
	}
	return answer{
		text:    func() report.Document { return report.SameCost(s) },
		records: func() report.Records { return report.SameCostRecords(s) },
		tree:    func() report.Tree { return report.SameCostTree(a.manifest(in, result), s) },
	}, nil
}
