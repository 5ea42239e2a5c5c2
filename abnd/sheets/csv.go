package sheets

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"github.com/openabnd/engine/abnd"
)

const byteOrderMark = "\ufeff"

// ReadCSV reads one sheet from CSV (RFC 4180, UTF-8, decimal point): a header
// of keys, then the rows. A byte order mark before them, which Excel writes,
// is passed over. name is what the user knows the file as.
func ReadCSV(code, name string, r io.Reader) (Grid, abnd.Diagnostics) {
	g := Grid{Code: code, Place: name}
	text := bufio.NewReader(r)
	if start, _ := text.Peek(len(byteOrderMark)); string(start) == byteOrderMark { // its error comes again below
		_, _ = text.Discard(len(byteOrderMark)) // they are there: Peek has shown them
	}
	in := csv.NewReader(text)
	in.FieldsPerRecord = -1
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			var found abnd.Diagnostics
			found.AddError("", "csv", abnd.T("the file is no CSV: %v", "o ficheiro não é CSV: %v").Fill(err.Error()), abnd.T("mend its quotes and commas", "corrija as aspas e as vírgulas"))
			found[0].Place = name
			return g, found
		}
		cells := make([]Raw, len(record))
		for i, text := range record {
			line, _ := in.FieldPos(i)
			cells[i] = Raw{Kind: RawUntyped, Text: text, Place: fmt.Sprintf("%s:%d", name, line)}
			if text == "" {
				cells[i].Kind = RawBlank
			}
		}
		if g.Header == nil {
			g.Header = cells
		} else {
			g.Rows = append(g.Rows, cells)
		}
	}
}
