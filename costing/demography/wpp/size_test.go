package wpp_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography/wpp"
)

// The size of WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz: about
// 60 MB packed. The years and ages are the UN's; the locations are more than
// the UN's 290 or so, because these figures pack better than real ones.
const (
	fullLocations = 480
	fullFirst     = 2024
	fullLast      = 2100
)

// block is all lines of one location. The figures have as many digits as the
// UN's and no pattern, so that the file is as large, packed too.
func block(location int, iso3 string) []byte {
	var b bytes.Buffer
	for year := fullFirst; year <= fullLast; year++ {
		for age := range abnd.MaxAge + 1 {
			label, span := fmt.Sprint(age), 1
			if age == abnd.MaxAge {
				label, span = "100+", -1
			}
			male, female := digits(year, age, location), digits(age, year, location)
			fmt.Fprintf(&b, "%d,%d,,%s,ZZ,%d,4,Country/Area,914,\"Location, number %d\",2,Medium,%d,%d.5,%s,%d,%d,%d.%03d,%d.%03d,%d.%03d\n",
				location, location, iso3, location, location, year, year, label, age, span,
				male/1000, male%1000, female/1000, female%1000, (male+female)/1000, (male+female)%1000)
		}
	}
	return b.Bytes()
}

// digits scatters three numbers over the figures from 100.000 to 999.999, by
// the finalizer of MurmurHash3 (A. Appleby, public domain).
func digits(a, b, c int) int {
	h := uint32(a<<20 ^ b<<10 ^ c)
	h = (h ^ h>>16) * 0x85ebca6b
	h = (h ^ h>>13) * 0xc2b2ae35
	return int((h^h>>16)%900_000) + 100_000
}

// fullFile is a file of the full size that is made as it is read: one block
// again and again, and among them that of the country that is wanted.
type fullFile struct {
	header, other, wanted []byte
	locations, part, at   int
	seen                  func() // called now and then
}

func newFullFile(locations int, pack func([]byte) []byte, seen func()) *fullFile {
	header := []byte("SortOrder,LocID,Notes,ISO3_code,ISO2_code,SDMX_code,LocTypeID,LocTypeName,ParentID,Location,VarID,Variant,Time,MidPeriod,AgeGrp,AgeGrpStart,AgeGrpSpan,PopMale,PopFemale,PopTotal\n")
	return &fullFile{locations: locations, header: pack(header), other: pack(block(2, "ZZZ")), wanted: pack(block(1, "AAA")), seen: seen}
}

func (f *fullFile) current() []byte {
	switch f.part {
	case 0:
		return f.header
	case f.locations / 2:
		return f.wanted
	}
	return f.other
}

func (f *fullFile) size() int64 {
	return int64(len(f.header) + len(f.wanted) + (f.locations-1)*len(f.other))
}

func (f *fullFile) Read(b []byte) (int, error) {
	if f.at == len(f.current()) {
		if f.part == f.locations {
			return 0, io.EOF
		}
		f.part, f.at = f.part+1, 0
		if f.seen != nil && f.part%10 == 0 {
			f.seen()
		}
	}
	n := copy(b, f.current()[f.at:])
	f.at += n
	return n, nil
}

func plain(data []byte) []byte { return data }

// zipped packs a part; several packed parts one after another are a gzip file
// too (RFC 1952).
func zipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		panic(err) // memory does not fail
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// A file of the UN's full size is read in less than 200 MB: what the program
// holds from the system while it reads.
func TestTheFullSizeIsReadInBoundedMemory(t *testing.T) {
	const most = 200 << 20
	locations, least := fullLocations, int64(55<<20)
	if testing.Short() {
		locations, least = fullLocations/20, least/20
	}
	var peak uint64
	file := newFullFile(locations, zipped, func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.Sys-m.HeapReleased)
	})
	p := wpp.NewPeople(wpp.Selection{Country: "AAA"})
	p.Read("full.csv.gz", file)
	f, found := p.Frame()
	if len(found) > 0 || f.Population.Years() != (abnd.Years{First: fullFirst, Last: fullLast}) {
		t.Fatalf("%v, %v", f.Population.Years(), found)
	}
	if file.size() < least || peak == 0 || peak > most {
		t.Errorf("%d MB of memory for a file of %d MB, want less than %d MB", peak>>20, file.size()>>20, most>>20)
	}
	t.Logf("a file of %d MB, at most %d MB of memory", file.size()>>20, peak>>20)
}

func benchmark(b *testing.B, pack func([]byte) []byte) {
	file := newFullFile(fullLocations, pack, nil)
	b.SetBytes(file.size())
	b.ReportAllocs()
	for b.Loop() {
		again := *file
		p := wpp.NewPeople(wpp.Selection{Country: "AAA"})
		p.Read("full.csv", &again)
		if _, found := p.Frame(); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// BenchmarkFullSize reads a file of the UN's full size; MB/s are of the file
// unpacked, and of the file packed.
func BenchmarkFullSize(b *testing.B) {
	b.Run("plain", func(b *testing.B) { benchmark(b, plain) })
	b.Run("gzip", func(b *testing.B) { benchmark(b, zipped) })
}
