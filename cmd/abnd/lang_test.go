package main

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

// Languages as systems and people write them; a region chooses the
// orthography.
func TestParseLang(t *testing.T) {
	for s, want := range map[string]abnd.Lang{
		"en": abnd.English, "en_GB.UTF-8": abnd.English, "English": abnd.English,
		"pt": abnd.Portuguese, "pt-PT": abnd.Portuguese, "pt_TL.UTF-8": abnd.Portuguese, "PT_CV@euro": abnd.Portuguese, "português": abnd.Portuguese, "pt-PT-x-mz": abnd.Portuguese,
		"pt-MZ": abnd.OlderPortuguese, "pt_AO.UTF-8": abnd.OlderPortuguese, "pt_mz@euro": abnd.OlderPortuguese,
		"fr": "", "mz": "", "": "",
	} {
		if got, ok := parseLang(s); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", s, got, ok, want)
		}
	}
}

// Of several studies the first one's country decides, and English stays.
func TestSpellFollowsTheFirstCountry(t *testing.T) {
	a := &app{lang: abnd.Portuguese}
	a.spell("")
	a.spell("MOZ")
	a.spell("TLS")
	if a.lang != abnd.OlderPortuguese {
		t.Errorf("Mozambique, then Timor-Leste: %s", a.lang)
	}
	a = &app{lang: abnd.English}
	if a.spell("MOZ"); a.lang != abnd.English {
		t.Errorf("English: %s", a.lang)
	}
}
