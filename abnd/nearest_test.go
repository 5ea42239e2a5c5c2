package abnd_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
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
	proofs.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z_]{1,12}`), 1, 8, rapid.ID[string]).Draw(t, "words")
		word := rapid.SampledFrom(words).Draw(t, "word")
		if got := abnd.Nearest(word, words); got != word {
			t.Fatalf("Nearest(%q, %q) = %q", word, words, got)
		}
	})
}

// Oracle: the recursion by which the distance is defined, without a table and
// without an end before the end.
func TestNearestIsTheNearestOfAll(t *testing.T) {
	var distance func(a, b string) int
	distance = func(a, b string) int {
		switch {
		case a == "" || b == "":
			return len(a) + len(b)
		case a[0] == b[0]:
			return distance(a[1:], b[1:])
		}
		least := min(distance(a[1:], b), distance(a, b[1:]), distance(a[1:], b[1:]))
		if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
			least = min(least, distance(a[2:], b[2:])) // two that were swapped
		}
		return 1 + least
	}
	proofs.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[ab_]{0,6}`)
		word, candidates := words.Draw(t, "word"), rapid.SliceOfN(words, 0, 6).Draw(t, "candidates")
		want, least := "", 7
		for _, candidate := range candidates {
			if d := distance(word, candidate); d <= (len(candidate)+2)/3 && d < least {
				want, least = candidate, d
			}
		}
		if got := abnd.Nearest(word, candidates); got != want {
			t.Fatalf("Nearest(%q, %q) = %q, want %q", word, candidates, got, want)
		}
	})
}

// By hand: of four ids two differ in one letter, the first of them comes first,
// then one in two letters, and one that has nothing in common comes last.
func TestNearestOfManyAreTheFewNearest(t *testing.T) {
	ids := []string{"WB-2024", "IMF-2025", "IMF-2024", "imf-2019"}
	if got, want := abnd.NearestOf("IMF-2026", ids, 3), []string{"IMF-2025", "IMF-2024", "imf-2019"}; !slices.Equal(got, want) {
		t.Errorf("nearest %v, want %v", got, want)
	}
	if got := abnd.NearestOf("IMF-2026", ids[:1], 3); !slices.Equal(got, []string{"WB-2024"}) {
		t.Errorf("of one candidate: %v", got)
	}
}

// The remedy for an unknown name says which one is near, lists what a reader
// can take in, and says so in both languages.
func TestSuggestionSaysWhatIsNearAndWhatIsValid(t *testing.T) {
	var many []string
	for i := range 20 {
		many = append(many, fmt.Sprintf("benefit-%c", 'a'+i))
	}
	for _, c := range []struct {
		word  string
		known []string
		want  abnd.Text
	}{
		{"hihg", []string{"low", "high"}, abnd.T(`did you mean "high"? Valid values: low, high`, `queria dizer "high"? Valores válidos: low, high`)},
		{"none", []string{"low", "high"}, abnd.T("valid values: low, high", "valores válidos: low, high")},
		{"benefit-aa", many, abnd.T(`did you mean "benefit-a"?`, `queria dizer "benefit-a"?`)},
		{"000000000", many, abnd.T("enter one of the 20 that exist, e.g. benefit-a, benefit-b, benefit-c",
			"indique um dos 20 que existem, por exemplo benefit-a, benefit-b, benefit-c")},
		{"high", nil, abnd.T("there is none yet", "ainda não há nenhum")},
	} {
		if got := abnd.Suggestion(c.word, c.known); !got.Equal(c.want) {
			t.Errorf("of %q among %v: %+v, want %+v", c.word, c.known, got, c.want)
		}
	}
}
