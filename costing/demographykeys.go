package costing

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The keys of the lines of a population projection. Those with an age are
// one line for each.
const (
	halfYear model.Key = "demography/half_year"

	// PopulationBaseKey is the cell of the base year of the population.
	PopulationBaseKey model.Key = "general/population_base"

	// TotalFertilityKey is the line of births a woman has over her life.
	TotalFertilityKey model.Key = "demography/total_fertility"
	// SexRatioKey is the line of boys born for one girl.
	SexRatioKey model.Key = "demography/sex_ratio"
	// BirthsKey is the line of live births in the calendar year.
	BirthsKey model.Key = "demography/births"
	// deathsKey is the line of deaths in the calendar year.
	deathsKey model.Key = "demography/deaths"
	// BirthsBetweenKey, DeathsBetweenKey and MigrantsBetweenKey are what
	// changed the population since the mid-year before.
	BirthsBetweenKey   model.Key = "demography/births_between"
	DeathsBetweenKey   model.Key = "demography/deaths_between"
	MigrantsBetweenKey model.Key = "demography/migrants_between"
	// PopulationTotalKey is the line of all persons at mid-year.
	PopulationTotalKey model.Key = "demography/population"
)

// LifeExpectancyKey is the path of the life expectancy that an analyst sets
// for one sex; what comes of it is the line "life_expectancy_projected".
func LifeExpectancyKey(sex abnd.Sex) model.Key {
	return abnd.JoinPath("demography", string(sex), "life_expectancy")
}

// demographyKey is the key of a line of one sex: "deaths", "population",
// "life_expectancy_projected", "mortality_factor", "births_between".
func demographyKey(sex abnd.Sex, line string) model.Key {
	return abnd.JoinPath("demography", string(sex), line)
}

// AgeKey is the key of a line of one sex and single age: "death_rate",
// "death_rate_used", "death_probability", "survivors", "person_years",
// "survival", "migrants", "migrants_between", "population". The population of
// the base year is an input and has the key of [PopulationPath].
func AgeKey(sex abnd.Sex, line string, age int) model.Key {
	return abnd.JoinPath("demography", string(sex), line, strconv.Itoa(age))
}

// FertilityKey is the key of a line of women of one age: "fertility_pattern"
// or "fertility".
func FertilityKey(line string, age int) model.Key {
	return abnd.JoinPath("demography", line, strconv.Itoa(age))
}
