package country_test

import (
	"testing"

	"github.com/openabnd/engine/abnd/country"
)

func BenchmarkLoadTLS(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := country.Load("TLS"); err != nil {
			b.Fatal(err)
		}
	}
}
