package scenarios_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

func timor() *scenarios.Result {
	study, found := country.Load("TLS")
	if study == nil {
		panic(found)
	}
	result, found := scenarios.Run(study)
	if result == nil {
		panic(found)
	}
	return result
}

// Who is covered of the persons of 60 and over in Timor-Leste.
func ExampleAssess() {
	for _, c := range scenarios.Assess(timor()) {
		if c.Group.ID != "older" {
			continue
		}
		fmt.Printf("%s: %.0f people, %.1f%% legal coverage, at least %.1f%% effective coverage (%d of %d schemes with data)\n",
			c.Group.Name.EN, c.Size.Value, 100*c.Legal.Value, 100*c.Effective.Value, c.KnownSchemes, c.Schemes)
		for _, p := range c.Provisions {
			fmt.Printf("%s in %d: known %t, %.0f persons\n", p.Scheme.ID, p.Year, p.Rate.Known, p.Persons.Value)
		}
	}
	// Output:
	// Persons aged 60 and over: 106404 people, 100.0% legal coverage, at least 84.4% effective coverage (2 of 3 schemes with data)
	// TLS-SP-OLD in 2024: known true, 88919 persons
	// TLS-VET in 2022: known true, 0 persons
	// TLS-INSS-OLD in 0: known false, 0 persons
}

// The three largest gaps of Timor-Leste.
func ExampleGaps() {
	for _, g := range scenarios.Gaps(timor())[:3] {
		fmt.Println(g.Ref(), g.Recommendations)
		fmt.Println(" ", g.Sentence.EN)
	}
	// Output:
	// school-age/left_out [R3]
	//   About 253,000 people (87.7%) of “Children aged 6 to 14” have no benefit; no data on how many of them are legally covered.
	// early-childhood/left_out [R2]
	//   About 159,000 people (87.7%) of “Children aged 0 to 5” have no benefit; no data on how many of them are legally covered.
	// adolescents/left_out [R3]
	//   About 80,500 people (87.7%) of “Adolescents aged 15 to 17” have no benefit; no data on how many of them are legally covered.
}

// What the assessment matrix says of implementation in old age: first the
// program's own sentence, then the analyst's.
func ExampleMatrix() {
	result := timor()
	for _, row := range scenarios.Matrix(result.Study, abnd.English) {
		if row.Guarantee != abnd.Older {
			continue
		}
		for _, sentence := range row.Cells[abnd.ImplementationIssues] {
			if said := sentence.In(result.Projection, abnd.English); said != "" {
				fmt.Println(said)
			}
		}
	}
	// Output:
	// At most about 16,600 people (15.6%) of “Persons aged 60 and over” are legally covered but do not receive the benefit. Data are missing for some provisions.
	// About 16,600 persons of 60 and over (15.6%) do not receive the social pension; how many of them have another pension is not known.
}
