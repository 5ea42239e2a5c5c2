package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

// generalRoom is the first part of the paths of what a study chooses as a
// whole.
const generalRoom = "general"

// noMacro is what people write for no macro scenario.
const noMacro = "none"

// generalSetting is a choice of the whole study that a setting can make: all
// its scenarios are then computed on other frames.
type generalSetting struct {
	code  string // as people write it after "general."
	label abnd.Text
	// path is that of the study, whose last part serves as a name too.
	path abnd.Path
	// missing says that there is no such choice.
	missing abnd.Text
	choices func(*abnd.Study) []string
	set     func(*abnd.Study, string)
	// chosen is what a study has chosen; nil where it does not keep that.
	chosen func(*abnd.Study) string
}

// macroOf is the macro scenario that a study takes.
func macroOf(s *abnd.Study) string {
	if s.Macro == "" {
		return noMacro
	}
	return s.Macro
}

// populationOf is the method of a study's population.
func populationOf(s *abnd.Study) string { return costing.PopulationMethodCode(s.PopulationMethod) }

// generalSettings lists them.
func generalSettings() []generalSetting {
	return []generalSetting{
		{
			code: "macro", path: "general/macro", label: abnd.T("Macroeconomic scenario", "Cenário macroeconómico"), chosen: macroOf,
			missing: abnd.T("unknown macroeconomic scenario %q", "não existe o cenário macroeconómico %q"),
			choices: func(s *abnd.Study) []string {
				ids := []string{noMacro}
				for _, m := range s.MacroScenarios {
					ids = append(ids, m.ID)
				}
				return ids
			},
			set: func(s *abnd.Study, code string) {
				if _, ok := s.FindMacro(code); !ok {
					code = "" // noMacro
				}
				s.Macro = code
			},
		}, {
			code: "baseline", path: "general/baseline", label: abnd.T("Baseline", "Cenário de base"),
			chosen:  func(s *abnd.Study) string { return string(s.BaselineInForce()) },
			missing: abnd.T("unknown baseline %q", "não existe o cenário de base %q"),
			choices: func(*abnd.Study) []string { return costing.BaselineList.Names() },
			set: func(s *abnd.Study, code string) {
				s.Baseline = abnd.Baseline(code)
				if s.Baseline == abnd.BaselineLaw {
					s.Baseline = "" // as a study that chooses none
				}
			},
		}, {
			code: "population", path: "general/population_method", label: abnd.T("Population method", "Método da população"), chosen: populationOf,
			missing: abnd.T("unknown population method %q", "não existe o método da população %q"),
			choices: func(*abnd.Study) []string { return costing.PopulationMethodList.Names() },
			set:     func(s *abnd.Study, code string) { s.PopulationMethod = costing.PopulationMethodOf(code) },
		}, {
			code: "fertility", path: "general/fertility", label: abnd.T("Variant of fertility", "Variante da fecundidade"),
			missing: abnd.T("unknown fertility variant %q", "não existe a variante da fecundidade %q"),
			choices: func(*abnd.Study) []string {
				var names []string
				for _, v := range demography.Variants() {
					names = append(names, string(v))
				}
				return names
			},
			set: func(s *abnd.Study, code string) { demography.SetVariant(s, demography.Variant(code)) },
		},
	}
}

// locateGeneral finds a choice of the whole study.
func locateGeneral(name, code string) (target, abnd.Diagnostics) {
	var known []string
	for _, g := range generalSettings() {
		if path := abnd.JoinPath(generalRoom, code); code == g.code || path == g.path {
			return target{path: g.path, general: &g}, nil
		}
		known = append(known, g.code)
	}
	var found abnd.Diagnostics
	found.AddError(abnd.Path(name), "unknown-path", abnd.T("unknown setting %q of the whole study", "alteração de todo o estudo desconhecida: %q").Fill(code), abnd.Suggestion(code, known))
	return target{}, found
}

// check finds a choice that is none.
func (g *generalSetting) check(study *abnd.Study, v abnd.Value) abnd.Diagnostics {
	var found abnd.Diagnostics
	code, _ := v.Code()
	choices := g.choices(study)
	switch {
	case slices.Contains(choices, code):
	case len(choices) == 1:
		found.AddError(g.path, "no-macro", abnd.T("the study has no macroeconomic scenario", "o estudo não tem nenhum cenário macroeconómico"),
			abnd.T("add a macroeconomic scenario to the sheet MACRO", "acrescente-os à folha MACRO"))
	default:
		found.AddError(g.path, "unknown-choice", g.missing.Fill(code), abnd.Suggestion(code, choices))
	}
	return found
}

// checkFertility finds a variant of fertility for a population that is not
// projected.
func checkFertility(study *abnd.Study, changes []change) abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, c := range changes {
		_, projected := study.PopulationBase()
		if c.to.general != nil && c.to.general.code == "fertility" && !projected {
			found.AddError(c.to.path, "not-projected", abnd.T("a published population (un) has no fertility variants", "uma população publicada não tem variantes"),
				abnd.T("also set general.population=cohort", "indique também general.population=cohort"))
		}
	}
	return found
}
