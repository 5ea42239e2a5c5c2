// Package country holds the embedded country profiles: full studies on
// published figures, as sheets in CSV with their sources inside.
//
// A profile is a starting point for a national dialogue, not its result.
// Figures marked "assumption" are illustrations that the dialogue replaces.
package country

import (
	"embed"
	"io/fs"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

//go:embed profiles
var profiles embed.FS

// Codes lists the ISO 3166 codes of the embedded profiles in alphabetical
// order.
func Codes() []string {
	entries, err := fs.ReadDir(profiles, "profiles")
	if err != nil {
		panic("country: the embedded profiles are missing: " + err.Error())
	}
	codes := make([]string, len(entries))
	for i, e := range entries {
		codes[i] = e.Name()
	}
	return codes
}

// Has reports whether there is a profile with the code; case does not matter.
func Has(code string) bool {
	for _, known := range Codes() {
		if strings.EqualFold(known, code) {
			return true
		}
	}
	return false
}

// SHA256 is the checksum of a profile, in hexadecimal: of its files one after
// another in the order of the sheets. It panics on a code that [Has] denies.
func SHA256(code string) string {
	if !Has(code) {
		panic("country: there is no profile " + code)
	}
	return sheets.SHA256(folder(strings.ToUpper(code)))
}

// folder holds the sheets of a profile.
func folder(code string) sheets.Folder {
	files, err := fs.Sub(profiles, "profiles/"+code)
	if err != nil {
		panic("country: " + err.Error()) // no code is an unsound path
	}
	return sheets.Folder{Name: code, Files: files}
}

// Load reads the profile of a country by its ISO 3166 code, one of [Codes];
// case does not matter. Each call makes a study of its own, which the caller may
// change. The diagnostics are all that is wrong with the profile; the study is
// nil where there is an error: no profile has the code, or it does not check.
func Load(code string) (*abnd.Study, abnd.Diagnostics) {
	if !Has(code) {
		return nil, abnd.Diagnostics{{
			Code:    "unknown-profile",
			Problem: abnd.T("there is no profile %q", "não existe o perfil %q").Fill(code),
			Remedy:  abnd.Suggestion(code, Codes()),
		}}
	}
	return sheets.Load(folder(strings.ToUpper(code)))
}
