package wpp_test

import (
	"fmt"
	"log"
	"os"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography/wpp"
)

func ExamplePeople() {
	f, err := os.Open("testdata/WPP2024_PopulationBySingleAgeSex_Medium.csv.gz")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	people := wpp.NewPeople(wpp.Selection{Country: "TLS"})
	people.Read(f.Name(), f)
	frame, found := people.Frame()
	if found.HasErrors() {
		log.Fatal(found)
	}
	fmt.Println(frame.Location, frame.Population.Years())
	fmt.Printf("%.0f persons of 60 and over in 2030\n", frame.Population.Between(2030, abnd.Both, 60, abnd.MaxAge))
	// Output:
	// Timor-Leste 2010-2075
	// 117210 persons of 60 and over in 2030
}
