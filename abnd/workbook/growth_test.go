package workbook

import (
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/cpu"
	"github.com/openabnd/engine/abnd/proofs/grown"
	"github.com/openabnd/engine/scenarios"
)

// BenchmarkGrowthResults writes the results workbook of studies of more
// benefits. Time in proportion shows as a flat figure.
func BenchmarkGrowthResults(b *testing.B) {
	for _, benefits := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("benefits=%d", benefits), func(b *testing.B) {
			s, err := grown.Study(benefits, 10)
			if err != nil {
				b.Fatal(err)
			}
			r, found := scenarios.Run(s)
			if r == nil {
				b.Fatal(found)
			}
			started := cpu.Time()
			for b.Loop() {
				if _, err := Results(r, Options{Lang: abnd.English}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(cpu.Time()-started)/float64(b.N)/float64(benefits), "cpu-ns/benefit")
		})
	}
}
