package demography_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography"
)

func ExampleSingleAges() {
	// A census by five-year groups: 0-4, 5-9, 10-14, 15-19.
	ages := demography.SingleAges([]float64{72_000, 68_000, 61_000, 50_000})
	fmt.Printf("%.0f\n", ages[:5])
	// Output: [14577 14513 14425 14312 14173]
}

func ExampleNewLifeTable() {
	table, err := demography.NewLifeTable([]int{0, 1, 5}, []float64{0.05, 0.004, 0.015}, []float64{0.2, 1.5})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f of 1,000 live to be five; life expectancy %.1f years\n", 1000*table.Survivors[2], table.Expectancy[0])
	// Output: 937 of 1,000 live to be five; life expectancy 67.2 years
}

func ExampleGraduateDeathRates() {
	_, err := demography.GraduateDeathRates(abnd.Female, []float64{35, 2.4, 0.8})
	fmt.Println(err)
	// Output: 3 death rates for the 22 age groups 0, 1-4, 5-9 … 100+
}

func ExampleSingleAgeFertility() {
	shares, err := demography.SingleAgeFertility(15, []float64{0.10, 0.22, 0.27, 0.21, 0.13, 0.06, 0.01})
	if err != nil {
		fmt.Println(err)
		return
	}
	const totalFertility = 2.6
	fmt.Printf("%.3f births for one woman of 27\n", totalFertility*shares[27-15])
	_, err = demography.SingleAgeFertility(15, []float64{0.5, 0.4})
	fmt.Println(err)
	// Output:
	// 0.143 births for one woman of 27
	// the shares of fertility by age add up to 90%, not to 100%
}

func ExampleVariant_TotalFertility() {
	medium := abnd.Series{Values: map[abnd.Year]float64{2024: 2.63, 2040: 2.06}}
	low := demography.Low.TotalFertility(medium, 2024)
	fmt.Printf("%.2f %.2f\n", low.Values[2024], low.Values[2040])
	// Output: 2.38 1.56
}

func ExampleFromGroups() {
	// A census by groups to 19, then an open one; another population of the
	// same country says how that one falls by age.
	pattern := make([]float64, abnd.MaxAge+1)
	for age := range pattern {
		pattern[age] = float64(abnd.MaxAge + 1 - age)
	}
	ages, err := demography.FromGroups([]float64{72_000, 68_000, 61_000, 50_000}, 300_000, pattern)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d ages; %.0f of 4 years, %.0f of 20, %.0f of 100 and over\n", len(ages), ages[4], ages[20], ages[100])
	_, err = demography.FromGroups([]float64{72_000, 68_000}, 300_000, nil)
	fmt.Println(err)
	// Output:
	// 101 ages; 14173 of 4 years, 7317 of 20, 90 of 100 and over
	// there are no data to divide the open group 10+ into single ages
}
