package reader

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/files"
	"github.com/openabnd/engine/abnd/sheets"
)

// What a workbook may hold. A national study with 69 years of population by
// single age is 0.3 MB packed and 1 MB unpacked: the limits are far from any
// honest file, and near enough to stop a crafted one.
const (
	maxFile     = 64 << 20  // bytes of the file
	maxUnpacked = 256 << 20 // bytes of all parts that are read
	maxPart     = 64 << 20  // bytes of one sheet or of the shared texts
	maxIndex    = 4 << 20   // bytes of a part that only lists other parts
	MaxRows     = 50_000
	MaxColumns  = 400
	maxCells    = 1_000_000 // of all sheets that are read, blanks between cells included
	maxTexts    = 2_000_000 // that cells share
	maxParts    = 20_000
	maxDepth    = 100     // of elements inside one another
	maxToken    = 1 << 20 // bytes of an element with its attributes, or of a text
	maxTime     = 5 * time.Minute
)

// ReadBytes reads the file at path, or so much of it that the functions which
// take the bytes of a workbook see that it is too large. The bytes are nil where
// there is an error.
func ReadBytes(path string) ([]byte, abnd.Diagnostics) {
	data, err := readLimited(path)
	if err != nil {
		return nil, abnd.Diagnostics{files.Unreadable(path, err)}
	}
	return data, nil
}

// ReadGrids reads the sheets of a workbook in their order.
//
// name is the file's name, for the messages. first gives the key of the first
// column of every sheet that can be read, by sheet code: the row that begins
// with it is the header, the row under it is the labels', the data follow. A
// sheet for which skip is true is left out: see [IsResult]. Any other sheet
// comes back with its code and place only, so that sheets.Read can report it.
//
// Blank rows between others come as one row without cells. The computed rows
// of our own results, whose first cell begins with "calc:", are left out. Every problem of the file is reported in
// one pass; grids are nil where the file is no workbook at all.
func ReadGrids(data []byte, name string, first map[string]string, skip func(sheet string) bool) (grids []sheets.Grid, ds abnd.Diagnostics) {
	ds = enter(data, name, func(p *container) abnd.Diagnostics {
		r := reader{container: p, name: name, first: first, skip: skip}
		r.read()
		grids = r.grids
		return r.ds
	})
	return grids, ds
}

// enter is the one door through which every workbook comes in: it tells what
// the file is, unpacks it within the limits and gives it to read.
func enter(data []byte, name string, read func(*container) abnd.Diagnostics) (ds abnd.Diagnostics) {
	// What reads is ours and does not panic on any file known to us. A file
	// from elsewhere must not end the program all the same.
	defer func() {
		if p := recover(); p != nil {
			ds = abnd.Diagnostics{Damaged(name, fmt.Errorf("%v", p))}
		}
	}()
	if len(data) > maxFile {
		return abnd.Diagnostics{tooLarge(name)}
	}
	if d, foreign := identify(data, name); foreign {
		return abnd.Diagnostics{d}
	}
	p, err := openContainer(data, time.Now)
	if errors.Is(err, errTooLarge) {
		return abnd.Diagnostics{tooLarge(name)}
	} else if err != nil {
		return abnd.Diagnostics{truncated(name)}
	}
	if d, foreign := identifyContainer(p, name); foreign {
		return abnd.Diagnostics{d}
	}
	return read(p)
}

func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, files.ErrIsFolder
	}
	// One byte more than allowed: ReadGrids then reports the size.
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}
