package country_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
)

func ExampleLoad() {
	study, warnings, err := country.Load("TLS")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(study.Title.In(abnd.Portuguese))
	fmt.Println(study.Projection, study.Country.Currency, study.GDPName.In(abnd.English), len(warnings))
	fmt.Println("children 0-5 in 2025:", study.Population.Between(2025, abnd.Both, 0, 5))
	// Output:
	// Timor-Leste: estimativa de custos de um piso de protecção social
	// 2025-2040 USD non-oil GDP 0
	// children 0-5 in 2025: 181041
}
