package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
)

// english knows English texts, and finds them in others.
type english struct {
	// phrases by their first word, each the words of a text.
	phrases map[string][]phrase
	// published are titles and authors as they were published.
	published []string
}

type phrase struct {
	words []string
	text  string
}

// fewWords is how many words a text of the program has at least that is looked
// for inside others: fewer are words of any language.
const fewWords = 3

var (
	verbOfFormat = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*[\d.]*[a-zA-Z%]`)
	word         = regexp.MustCompile(`[\p{L}\p{N}]+`)
	space        = regexp.MustCompile(`\s+`)
)

// englishOfTheProgram are the texts of the program's own sources.
func englishOfTheProgram(t *testing.T) english {
	t.Helper()
	e := english{phrases: map[string][]phrase{}, published: titles}
	portuguese := map[string]bool{}
	texts := proofs.ProgramTexts(t, "../..")
	for _, text := range texts {
		for _, part := range verbOfFormat.Split(text.PT, -1) {
			portuguese[strings.Join(word.FindAllString(part, -1), " ")] = true
		}
	}
	for _, place := range slices.Sorted(maps.Keys(texts)) {
		for _, part := range verbOfFormat.Split(texts[place].EN, -1) {
			if words := word.FindAllString(part, -1); len(words) >= fewWords && !portuguese[strings.Join(words, " ")] {
				e.add(strings.TrimSpace(part), words)
			}
		}
	}
	return e
}

func (e english) add(text string, words []string) {
	e.phrases[words[0]] = append(e.phrases[words[0]], phrase{words, text})
}

// with knows the texts of a study too: those whose Portuguese is another, or is
// not there.
func (e english) with(study *abnd.Study) english {
	e.phrases = maps.Clone(e.phrases)
	for first, phrases := range e.phrases {
		e.phrases[first] = slices.Clone(phrases)
	}
	portuguese := map[string]bool{}
	texts := proofs.TextsOf(study)
	for at, text := range texts {
		if !strings.HasPrefix(at, ".Sources") {
			portuguese[text.PT] = true
		}
	}
	for _, at := range slices.Sorted(maps.Keys(texts)) {
		text := texts[at]
		words := word.FindAllString(text.EN, -1)
		if len(words) == 0 || portuguese[text.EN] || text.EN == codeToo || strings.HasPrefix(at, ".Sources") && text.PT == "" {
			continue
		}
		e.add(text.EN, words)
	}
	e.published = slices.Clone(e.published)
	for _, s := range study.Sources {
		e.published = append(e.published, s.Title.EN, s.Author, s.Page)
	}
	e.published = slices.DeleteFunc(e.published, func(s string) bool { return !strings.Contains(s, " ") })
	slices.SortStableFunc(e.published, func(a, b string) int { return len(b) - len(a) }) // a title within another comes after it
	return e
}

// codeToo is a text of a study that programs read as well: an index of benefits.
const codeToo = "none"

// find is what of a text is English: the texts that are known, and sentences
// with several words that only English has.
func (e english) find(text string) []string {
	text = space.ReplaceAllString(text, " ")
	for _, published := range e.published {
		text = strings.ReplaceAll(text, published, "“”")
	}
	var found []string
	spans := word.FindAllStringIndex(text, -1)
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = text[s[0]:s[1]]
	}
	for i, w := range words {
		for _, p := range e.phrases[w] {
			if i+len(p.words) <= len(words) && slices.Equal(words[i:i+len(p.words)], p.words) && !inCode(text, spans[i][0], spans[i+len(p.words)-1][1]) {
				found = append(found, p.text)
			}
		}
	}
	for _, sentence := range sentenceEnds.Split(code.ReplaceAllString(text, " "), -1) {
		if isEnglish(sentence) && !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, strings.TrimRight(sentence, ".")) }) {
			found = append(found, strings.TrimSpace(sentence))
		}
	}
	return found
}

// code is a word that programs read: a path, an option, a key, an id.
var code = regexp.MustCompile(`\S*[/_]\S*|--?[a-z]\S*`)

// inCode reports whether what stands from one place of a text to another is part
// of a code: child-benefit, schemes/TLS-SP-OLD, _en.
func inCode(text string, from, to int) bool {
	if strings.Contains(text[from:to], "-") && !strings.Contains(text[from:to], " ") {
		return true
	}
	const joins = "-/_.:\\"
	return from > 0 && strings.ContainsRune(joins, rune(text[from-1])) || to+1 < len(text) && strings.ContainsRune(joins, rune(text[to])) && text[to+1] != ' '
}

// sentenceEnds part a text into sentences, and what is quoted from them.
var sentenceEnds = regexp.MustCompile(`[.;:!?·|]\s|[()«»“”"]`)

// onlyEnglish are words that a sentence in English has and Portuguese has not;
// so many different ones make one.
var onlyEnglish = strings.Fields(`the of and is not are with by which that from was were has have been be this their there than they who into its it`)

const severalWords = 2

func isEnglish(sentence string) bool {
	seen := map[string]bool{}
	for _, w := range word.FindAllString(strings.ToLower(sentence), -1) {
		if slices.Contains(onlyEnglish, w) {
			seen[w] = true
		}
	}
	return len(seen) >= severalWords
}

// report fails the test for what of a text is English.
func (e english) report(t *testing.T, place, text string) {
	t.Helper()
	for _, found := range e.find(text) {
		t.Errorf("%s says in English: %q", place, found)
	}
}

// titles are those of publications that texts name.
var titles = []string{"Overview of the RAP"}
