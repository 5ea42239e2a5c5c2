package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/reader"
)

// Load reads the study in the workbook at path and checks it: one that an
// analyst has filled in, or a results workbook. The diagnostics are all that is
// wrong with the file and with the study in it, each with its cell, found in one
// pass; the study is nil where there is an error. A file that is not there is an
// error of which [fs.ErrNotExist] is the cause.
func Load(path string) (*abnd.Study, abnd.Diagnostics) {
	in, found := Open(path)
	return in.Study, found
}

// Open is [Load] with the places of the study's figures, the sheets and the
// checksum of the file. The source is there always; its study is nil where there
// is an error.
func Open(path string) (*sheets.Source, abnd.Diagnostics) {
	data, found := reader.ReadBytes(path)
	if found != nil {
		return sheets.FromGrids(nil, "", found)
	}
	return Read(data, filepath.Base(path))
}

// Read is [Open] for a workbook in memory; name is the file's name, for the
// messages.
func Read(data []byte, name string) (*sheets.Source, abnd.Diagnostics) {
	grids, unread := reader.ReadGrids(data, name, sheets.FirstKeys(), IsResult)
	sum := sha256.Sum256(data)
	return sheets.FromGrids(grids, hex.EncodeToString(sum[:]), unread)
}
