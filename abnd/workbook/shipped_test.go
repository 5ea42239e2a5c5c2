package workbook

import (
	"sync"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
)

// A country's results as the program comes with them are laid out and written
// once for all tests that read them: most of a run's time went into writing
// the same six workbooks again. Whoever changes a page lays out one of its own.

type shippedBook struct {
	book   *book
	writer *resultWriter
	data   []byte
	err    error
}

var (
	shippedGuard sync.Mutex
	shippedBooks = map[string]func() shippedBook{}
)

func shippedOf(t testing.TB, code string, lang abnd.Lang) shippedBook {
	t.Helper()
	result := studies.Profile(t, code)
	shippedGuard.Lock()
	name := code + " " + string(lang)
	if shippedBooks[name] == nil {
		shippedBooks[name] = sync.OnceValue(func() (s shippedBook) {
			s.book, s.writer, s.err = resultBook(result, Options{Lang: lang, Version: "test", InputName: "test"})
			if s.err == nil {
				s.data, s.err = s.book.bytes()
			}
			if lang != abnd.English { // whose pages nobody reads
				s.book, s.writer = nil, nil
			}
			return s
		})
	}
	made := shippedBooks[name]
	shippedGuard.Unlock()
	s := made()
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s
}

// shipped is the English results workbook of a country's profile, to be read
// and not to be changed.
func shipped(t testing.TB, code string) (*book, *resultWriter) {
	t.Helper()
	s := shippedOf(t, code, abnd.English)
	return s.book, s.writer
}

// shippedFile is the file of a country's results, as [results] writes it.
func shippedFile(t testing.TB, code string, lang abnd.Lang) []byte {
	t.Helper()
	return shippedOf(t, code, lang).data
}

// shippedCodes are the countries whose workbooks a run reads: all of them, or of a
// sample Timor-Leste, whose study has the most rules, so that one book is written.
func shippedCodes() []string {
	if proofs.All() {
		return country.Codes()
	}
	return []string{"TLS"}
}
