package abnd_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"pgregory.net/rapid"
)

func TestNearestFindsWhatIsMeant(t *testing.T) {
	parameters := []string{"take_up", "take_up_rule", "take_up_target", "age_min", "age_max", "sex"}
	for word, want := range map[string]string{
		"takeup":         "take_up",        // one letter left out
		"TAKE_UP_TAGRET": "take_up_target", // case, and two letters exchanged
		"age_mim":        "age_min",        // one letter of two candidates: the nearer
		"age_mix":        "age_min",        // as near to age_max: the first wins
		"sexo":           "sex",
		"amount":         "", // nothing comes close
		"x":              "",
	} {
		if got := abnd.Nearest(word, parameters); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := abnd.Nearest("anything", nil); got != "" {
		t.Errorf("of no candidates: %q", got)
	}
	// Accented letters count as one letter each: "prestaçao" is one letter
	// from "prestação", four bytes notwithstanding.
	if got := abnd.Nearest("ção", []string{"cao", "são"}); got != "são" {
		t.Errorf("accents: %q, want the candidate that differs in one letter", got)
	}
}

// A word is nearest to itself, whatever else is on offer.
func TestNearestOfAKnownWordIsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z_]{1,12}`), 1, 8, rapid.ID[string]).Draw(t, "words")
		word := rapid.SampledFrom(words).Draw(t, "word")
		if got := abnd.Nearest(word, words); got != word {
			t.Fatalf("Nearest(%q, %q) = %q", word, words, got)
		}
	})
}
