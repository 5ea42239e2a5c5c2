package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
)

func BenchmarkBuildTLS(b *testing.B) {
	study, found := country.Load("TLS")
	if study == nil {
		b.Fatal(found)
	}
	b.ReportAllocs()
	for b.Loop() {
		if m, found := costing.Build(study); m == nil {
			b.Fatal(found)
		}
	}
}

func BenchmarkEvaluateTLS(b *testing.B) {
	study, found := country.Load("TLS")
	if study == nil {
		b.Fatal(found)
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
