package main

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// set changes the figures of a source that the command line names. What is
// wrong with a value is told of its path, not of the cell that had another.
func (a *app) set(in *source, texts []string) error {
	if len(texts) == 0 {
		return nil
	}
	// The proposal is there to be set also where the room has chosen nothing: it is
	// then the scenario that it is based on.
	if slices.ContainsFunc(texts, scenarios.SetsProposal) {
		in.study = abnd.WithTried(in.study)
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
	if err := giveDemography(in.study, settings); err != nil {
		return err
	}
	study, found := scenarios.Apply(in.study, settings)
	if study == nil {
		return &failure{status: statusUsage, found: found}
	}
	in.study, in.settings = study, texts
	in.found = append(in.found, found...)
	for _, s := range settings {
		in.places.Set(s.Path, string(s.Path))
	}
	return nil
}

// checkProposal refuses a workbook of a proposal that a setting has changed: in a
// workbook the proposal is what TRY makes of the levers.
func checkProposal(settings []string) error {
	i := slices.IndexFunc(settings, scenarios.SetsProposal)
	if i < 0 {
		return nil
	}
	return usage(abnd.T("--set %s cannot be written to a workbook, in which the proposal is what the sheet TRY makes of the levers; choose a level there or type a value, or set another scenario",
		"--set %s não se pode escrever num livro, em que a proposta é o que a folha TRY faz das alavancas; escolha aí um nível ou escreva um valor, ou altere outro cenário").Fill(settings[i]))
}

// giveDemography gives a study that is set to project its population, and has
// nothing to project it with, the United Nations' assumptions for its country.
// Where these are not known, the run says what is missing.
func giveDemography(study *abnd.Study, settings []scenarios.Setting) error {
	cohort := scenarios.Setting{Path: "general/population_method", Value: abnd.Code(string(abnd.CohortPopulation))}
	if !slices.Contains(settings, cohort) || !study.Demography.IsBlank() || !country.HasDemography(study.Country.ISO3) {
		return nil
	}
	return projectByCohorts(study, "")
}
