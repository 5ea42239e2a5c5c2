// Package country holds the embedded country profiles: full studies on
// published figures, as sheets in CSV with their sources inside.
//
// A profile is a starting point for a national dialogue, not its result.
// Figures marked "assumption" are illustrations that the dialogue replaces.
package country

import (
	"embed"
	"fmt"
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

// Has says whether there is a profile with the code; case does not matter.
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
	_, sum, _ := sheets.ReadFolders(folder(strings.ToUpper(code)))
	return sum
}

// folder holds the sheets of a profile.
func folder(code string) sheets.Folder {
	files, err := fs.Sub(profiles, "profiles/"+code)
	if err != nil {
		panic("country: " + err.Error()) // no code is an unsound path
	}
	return sheets.Folder{Name: code, Files: files}
}

// Load reads the profile of a country by its ISO 3166 code, one of [Codes].
// Each call makes a study of its own, which the caller may change. The
// diagnostics are the warnings of the profile; an unknown code, or a profile
// that does not check, is an error.
func Load(code string) (*abnd.Study, abnd.Diagnostics, error) {
	code = strings.ToUpper(code)
	if !Has(code) {
		return nil, nil, fmt.Errorf("country: there is no profile %q; there are %s", code, strings.Join(Codes(), ", "))
	}
	grids, _, unread := sheets.ReadFolders(folder(code))
	if err := unread.Err(); err != nil {
		return nil, nil, err
	}
	study, _, found := sheets.Read(grids)
	if err := found.Err(); err != nil {
		return nil, nil, err
	}
	return study, found, nil
}
