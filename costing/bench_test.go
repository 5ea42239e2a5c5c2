package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
)

func BenchmarkBuildTLS(b *testing.B) {
	study, _, err := country.Load("TLS")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if m, found := costing.Build(study); m == nil {
			b.Fatal(found)
		}
	}
}

func BenchmarkEvaluateTLS(b *testing.B) {
	study, _, err := country.Load("TLS")
	if err != nil {
		b.Fatal(err)
	}
	model, found := costing.Build(study)
	if model == nil {
		b.Fatal(found)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Evaluate(); err != nil {
			b.Fatal(err)
		}
	}
}
