package report

import (
	"io"
	"math"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Profile describes a study in a few lines, for a list of profiles to choose
// from. The first line begins with the code, the others are indented.
func Profile(w io.Writer, code string, study *abnd.Study, lang abnd.Lang) error {
	const indent = "     "
	inputs := BenefitInputs(study)
	percent := math.NaN()
	if inputs.All > 0 {
		percent = 100 * float64(inputs.Assumed) / float64(inputs.All)
	}
	lines := []string{
		padRight(code, len(indent)-1) + " " + strings.Join([]string{
			study.Country.Name.In(lang), study.Country.Currency,
			abnd.T("%% of %s", "%% do %s").Fill(study.GDPName).In(lang), study.Projection.String()}, " · "),
		Wrap(abnd.T("population: %s; economy: %s", "população: %s; economia: %s").
			Fill(vintage(study, study.Population.Source), vintage(study, study.Economy.GDP.Source)).In(lang), Width, indent, indent),
		Wrap(abnd.T("%s, %s; %s %% of the benefits' inputs are assumptions", "%s, %s; %s %% dos valores das prestações são hipóteses").Fill(
			plural(len(study.Schemes), abnd.T("existing scheme", "regime existente"), abnd.T("existing schemes", "regimes existentes")),
			plural(len(study.Benefits), abnd.T("benefit", "prestação"), abnd.T("benefits", "prestações")),
			formatNumber(percent, 0, lang)).In(lang), Width, indent, indent),
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// vintage names the publications that a figure is taken from.
func vintage(study *abnd.Study, ids string) string {
	var titles []string
	for _, id := range strings.Split(ids, ";") {
		title := strings.TrimSpace(id)
		for _, s := range study.Sources {
			if s.ID == title {
				title = s.Title
				break
			}
		}
		if title != "" {
			titles = append(titles, title)
		}
	}
	if len(titles) == 0 {
		return notKnown
	}
	return strings.Join(titles, " + ")
}
