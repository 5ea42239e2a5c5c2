package main

import (
	"strings"

	"github.com/openabnd/engine/abnd"
)

// parseCeiling reads a ceiling on the share of GDP: "1.5%", "1,5 %", "1.5%gdp"
// or "0.015". Blank is none, 0.
func parseCeiling(s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	text := strings.ToLower(strings.TrimSpace(s))
	for _, gdp := range []string{"gdp", "pib"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, gdp))
	}
	x, ok := typedNumber(text)
	if !ok || !(x > 0) || x > 1 {
		return 0, usage(abnd.T("%q is not a valid ceiling; enter a percentage of GDP, e.g. 1.5%%", "%q não é um tecto; escreva uma percentagem do PIB como 1,5%%").Fill(s))
	}
	return x, nil
}
