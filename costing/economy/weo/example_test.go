package weo_test

import (
	"fmt"
	"log"
	"os"

	"github.com/openabnd/engine/costing/economy/weo"
)

func ExampleReadText() {
	f, err := os.Open("testdata/weo_october_2025.txt")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	mozambique, found := weo.ReadText(f, weo.Wanted{Name: f.Name(), Country: "MOZ"})
	if found.HasErrors() {
		log.Fatal(found)
	}
	frames, _ := mozambique.Frames(2010)
	fmt.Printf("%s, %s %d\n", mozambique.Name, mozambique.Vintage.Month, mozambique.Vintage.Year)
	fmt.Printf("GDP of %d: %.3f billion\n", frames.GDP.Figure.Year, frames.GDP.Value/1e9)
	fmt.Printf("growth in 2025: %.2f %%\n", 100*frames.RealGrowth.Values[2025])
	// Output:
	// Mozambique, October 2025
	// GDP of 2023: 1336.561 billion
	// growth in 2025: 2.48 %
}
