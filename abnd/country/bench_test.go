package country_test

import (
	"testing"

	"github.com/openabnd/engine/abnd/country"
)

func BenchmarkLoadTLS(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if study, found := country.Load("TLS"); study == nil {
			b.Fatal(found)
		}
	}
}
