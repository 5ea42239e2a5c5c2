package sheets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// Folder is a folder with sheets as CSV, each in a file of its name, as
// ECO.csv. Files in small letters are the reader's own: a README, notes,
// expected results.
type Folder struct {
	// Name begins the places of its cells: "TLS" gives "TLS/ECO.csv:3".
	Name  string
	Files fs.FS
}

// HasSheets reports whether there is a sheet in the folder.
func (f Folder) HasSheets() bool {
	return slices.ContainsFunc(f.codes(), func(code string) bool { return slices.Contains(Names(), code) })
}

// codes lists the files of the folder that are sheets by their name, those
// with a name that no sheet has included: [Read] reports them.
func (f Folder) codes() []string {
	files, _ := fs.Glob(f.Files, "*.csv") // the pattern is sound
	var codes []string
	for _, file := range files {
		if code := strings.TrimSuffix(file, ".csv"); code == strings.ToUpper(code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// Open reads a study from sheets as CSV, with its places and checksum: see
// [Load]. The source is there always; its study is nil where there is an error.
func Open(folders ...Folder) (*Source, abnd.Diagnostics) {
	grids, sum, unread := readFolders(folders...)
	if unread.HasErrors() {
		grids = nil // what a sheet seems to lack may stand in one that is unread
	}
	return FromGrids(grids, sum, unread)
}

// Load reads a study from sheets as CSV and checks it. A sheet that the first
// folder does not have is taken from the next one that has it, so that studies which
// differ in a few sheets share the others. The diagnostics are all that is wrong
// with the files and with the study in them; the study is nil where there is an
// error.
func Load(folders ...Folder) (*abnd.Study, abnd.Diagnostics) {
	s, found := Open(folders...)
	return s.Study, found
}

// SHA256 is the checksum that [Open] gives, without reading the study.
func SHA256(folders ...Folder) string {
	_, sum, _ := readFolders(folders...)
	return sum
}

// readFolders reads the sheets of a study from CSV. A sheet that the first
// folder does not have is taken from the next one that has it, so that studies which
// differ in a few sheets share the others. A sheet that none has is left to
// [Read] to report. sum is the SHA-256, in hexadecimal, of the files one after
// another in the order of the sheets.
func readFolders(folders ...Folder) (grids []Grid, sum string, found abnd.Diagnostics) {
	read := sha256.New()
	for i, f := range folders {
		codes := slices.DeleteFunc(f.codes(), func(code string) bool { return i > 0 || slices.Contains(Names(), code) })
		for _, code := range codes {
			grids = append(grids, Grid{Code: code, Place: path.Join(f.Name, code+".csv")})
		}
	}
	for _, code := range Names() {
		for _, f := range folders {
			file := code + ".csv"
			place := path.Join(f.Name, file)
			if info, err := fs.Stat(f.Files, file); err == nil && info.Size() > textfile.Largest {
				found = append(found, textfile.TooLarge(place))
				break
			}
			data, err := fs.ReadFile(f.Files, file)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				found = append(found, abnd.Diagnostic{
					Code: "csv", Place: place,
					Problem: abnd.T("the file cannot be read: %v", "não é possível ler o ficheiro: %v").Fill(err.Error()),
					Remedy:  abnd.T("check whether you have permission to open the file", "verifique se tem permissão para abrir o ficheiro"),
				})
				break
			}
			read.Write(data)
			g, more := ReadCSV(code, place, bytes.NewReader(data))
			grids, found = append(grids, g), append(found, more...)
			break
		}
	}
	return grids, hex.EncodeToString(read.Sum(nil)), oneRemark(found)
}
