package main

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

const langFlag = "lang"

// langVariable is the variable of the environment that sets the language.
const langVariable = "ABND_LANG"

// findLang looks for --lang before the command line is parsed, so that what
// is wrong with it can be said in that language. The last one that names a
// language wins; false where none does.
func findLang(args []string) (lang abnd.Lang, said bool) {
	lang = abnd.English
	for i, arg := range args {
		if arg == "--" {
			break
		}
		value, found := strings.CutPrefix(arg, "--"+langFlag+"=")
		if !found && arg == "--"+langFlag && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if known, ok := parseLang(value); found && ok {
			lang, said = known, true
		}
	}
	return lang, said
}

// langNames are other names of the languages than their codes.
var langNames = map[string]abnd.Lang{
	"english": abnd.English, "inglês": abnd.English, "ingles": abnd.English,
	"portuguese": abnd.Portuguese, "português": abnd.Portuguese, "portugues": abnd.Portuguese,
}

// parseLang reads a language: its code, maybe with a country and an encoding
// as systems write it (pt-PT, pt_PT.UTF-8), or its name.
func parseLang(s string) (abnd.Lang, bool) {
	word := strings.ToLower(strings.TrimSpace(s))
	if lang, ok := langNames[word]; ok {
		return lang, true
	}
	region := ""
	if i := strings.IndexAny(word, "-_.@"); i >= 0 {
		word, region = word[:i], word[i+1:]
	}
	for _, lang := range abnd.Langs() {
		if word == string(lang) {
			return inRegion(lang, region), true
		}
	}
	return "", false
}

// inRegion is a language as the country writes it that a locale begins with
// after the language: MZ.UTF-8.
func inRegion(lang abnd.Lang, rest string) abnd.Lang {
	if i := strings.IndexAny(rest, ".@"); i >= 0 {
		rest = rest[:i]
	}
	switch rest {
	case "ao":
		return lang.For("AGO")
	case "mz":
		return lang.For("MOZ")
	}
	return lang
}

// langOfSystem is the language of the user's system, English where that is
// neither: what POSIX systems say in their variables, the first that is set,
// or what window says of the user of a Windows system.
func langOfSystem(getenv func(string) string, windows string) abnd.Lang {
	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(variable); value != "" {
			lang, ok := parseLang(value)
			if !ok {
				return abnd.English // C, or a language that is not spoken here
			}
			return lang
		}
	}
	if lang, ok := parseLang(windows); ok {
		return lang
	}
	return abnd.English
}

// langBefore is the language before the command line is read, and whether it
// is settled: by --lang or else by [langVariable]. Where it is not, a workbook
// may still bring its own.
func langBefore(args []string, getenv func(string) string, windows string) (abnd.Lang, bool) {
	if lang, said := findLang(args); said {
		return lang, true
	}
	if lang, ok := parseLang(getenv(langVariable)); ok {
		return lang, true
	}
	return langOfSystem(getenv, windows), false
}

// follow takes the language of a workbook where nobody has asked for one: its
// labels are in it.
func (a *app) follow(grids []sheets.Grid) {
	if a.langSettled {
		return
	}
	if lang, ok := sheets.LangOf(grids); ok {
		a.lang, a.langSettled = lang, true // of two workbooks the first
	}
}

// spell takes the orthography of a country, of several the first one's.
func (a *app) spell(iso3 string) {
	if a.spelt || iso3 == "" {
		return
	}
	a.lang, a.spelt = a.lang.For(iso3), true
}

// langValue is the flag --lang.
type langValue struct{ app *app }

func (v langValue) String() string {
	if v.app == nil {
		return ""
	}
	return string(v.app.lang)
}

func (v langValue) Type() string { return "lang" }

func (v langValue) Set(s string) error {
	lang, ok := parseLang(s)
	if !ok {
		return usage(abnd.T("unknown language %q; %s", "língua desconhecida: %q; %s").Fill(s, abnd.Suggestion(s, []string{string(abnd.English), string(abnd.Portuguese)})))
	}
	v.app.lang, v.app.langSettled = lang, true
	return nil
}
