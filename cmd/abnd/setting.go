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
