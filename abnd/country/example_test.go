package country_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
	"github.com/openabnd/engine/scenarios"
)

func ExampleLoad() {
	study, warnings := country.Load("TLS")
	if study == nil {
		fmt.Println(warnings)
		return
	}
	fmt.Println(study.Title.In(abnd.Portuguese))
	fmt.Println(study.Projection, study.Country.Currency, study.GDPName.In(abnd.English), len(warnings))
	fmt.Println("children 0-5 in 2025:", study.Population.Between(2025, abnd.Both, 0, 5))
	// Output:
	// Timor-Leste: estimativa de custos de um piso de proteção social
	// 2025-2040 USD non-oil GDP 0
	// children 0-5 in 2025: 181041
}

func ExampleProjectByCohorts() {
	study, found := country.Load("TLS")
	if study == nil {
		fmt.Println(found)
		return
	}
	if found := country.ProjectByCohorts(study, demography.Low, 2040); found != nil {
		fmt.Println(found)
		return
	}
	result, found := scenarios.Run(study)
	if result == nil {
		fmt.Println(found)
		return
	}
	births, _ := result.Projection.Value(costing.BirthsKey, 2040)
	fmt.Printf("%.0f births in 2040 with low fertility\n", births)
	// Output: 23268 births in 2040 with low fertility
}
