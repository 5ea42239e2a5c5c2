package reader

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// faulty is an error of a file, in both languages.
type faulty struct{ text abnd.Text }

func fault(text abnd.Text) error { return faulty{text} }

// Error is the fault in English.
func (f faulty) Error() string { return f.text.EN }

// faultText says in both languages what an error of reading means. What the
// libraries say is for programmers, and in English alone.
func faultText(err error) abnd.Text {
	var own faulty
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &own):
		return own.text
	case errors.As(err, &syntax):
		return abnd.T("its XML is broken in line %d", "o seu XML está incorrecto na linha %d").Fill(syntax.Line)
	case errors.Is(err, zip.ErrChecksum):
		return abnd.T("its checksum is wrong: something was changed or lost on the way", "a soma de controlo está errada: algo foi alterado ou perdido no caminho")
	case errors.Is(err, zip.ErrAlgorithm):
		return abnd.T("it is compressed in a way that Excel does not use", "está comprimida de um modo que o Excel não usa")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, zip.ErrFormat), strings.Contains(err.Error(), "flate"):
		return abnd.T("it cannot be unpacked", "não é possível descomprimi-la")
	}
	return abnd.T("it cannot be read (%s)", "não é possível lê-la (%s)").Fill(err.Error())
}
