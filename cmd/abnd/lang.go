package main

import (
	"strings"

	"github.com/openabnd/engine/abnd"
)

const langFlag = "lang"

// findLang looks for --lang before the command line is parsed, so that what
// is wrong with it can be said in that language. The last one that names a
// language wins; the environment is not read, because the same command must
// write the same bytes everywhere.
func findLang(args []string) abnd.Lang {
	lang := abnd.English
	for i, arg := range args {
		if arg == "--" {
			break
		}
		value, found := strings.CutPrefix(arg, "--"+langFlag+"=")
		if !found && arg == "--"+langFlag && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if known, ok := parseLang(value); found && ok {
			lang = known
		}
	}
	return lang
}

func parseLang(s string) (abnd.Lang, bool) {
	for _, lang := range abnd.Langs() {
		if strings.EqualFold(s, string(lang)) {
			return lang, true
		}
	}
	return "", false
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
		return usage(abnd.T("%q is no language of this program: choose en or pt", "%q não é uma língua deste programa: escolha en ou pt").Fill(s))
	}
	v.app.lang = lang
	return nil
}
