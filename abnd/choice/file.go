package choice

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// MostBytes is more than any file of a choice has.
const MostBytes = 1 << 20

const (
	fileMark    = "choice"
	fileVersion = 1
)

// File is the file that a page saves: the choice, with the code of its levels and what
// it is a choice of.
type File struct {
	Abnd    string `json:"abnd"`
	Version int    `json:"version"`
	Country string `json:"country"`
	Code    string `json:"code"`
	Choice
}

// ReadFile reads the file of a choice of the study.
func (f Format) ReadFile(data []byte) (Choice, abnd.Diagnostics) {
	var file File
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&file)
	if _, more := decoder.Token(); err != nil || more != io.EOF || file.Abnd != fileMark || file.Version != fileVersion || file.Code == "" {
		return Choice{}, refused("file")
	}
	// The code says of which levers the file is; its levels are those of the file.
	levels, wrong := f.Read(file.Code)
	if wrong != nil {
		return Choice{}, wrong
	}
	for _, id := range slices.Sorted(maps.Keys(file.Levers)) {
		if !f.has(id) {
			return Choice{}, refused("lever", id)
		}
		if set := file.Levers[id]; (set.Value == nil) == (set.Level == 0) || set.Level != levels.Levers[id].Level {
			return Choice{}, refused("file")
		}
	}
	for id := range levels.Levers {
		if _, there := file.Levers[id]; !there {
			return Choice{}, refused("file")
		}
	}
	if file.From != levels.From {
		return Choice{}, refused("file")
	}
	return file.Choice, nil
}
