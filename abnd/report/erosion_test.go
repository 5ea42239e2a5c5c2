package report

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

// What the sentence says of two increments: of one that adds, of one that makes up
// for a part of what is lost, and of one that costs less than either.
func TestAgainstAStatusQuoThatKeepsItsValue(t *testing.T) {
	study := &abnd.Study{GDPName: abnd.T("GDP", "PIB")}
	low := abnd.Scenario{ID: "low", Name: abnd.T("Low scenario", "Cenário mínimo")}
	for _, c := range []struct {
		law, kept float64
		en, pt    string
	}{
		{
			2.02, 1.05,
			"Against a status quo that keeps its value, Low scenario (low) adds 1.05% of GDP in 2040, not 2.02%: the rest undoes erosion.",
			"Face a uma situação atual com o valor real mantido, Cenário mínimo (low) acrescenta 1,05 % do PIB em 2040, e não 2,02 %: o resto compensa a perda de valor real.",
		}, {
			0.5, -0.25,
			"Against a status quo that keeps its value, Low scenario (low) costs 0.25% of GDP less in 2040, though it adds 0.50% to that of the law: it undoes a part of the erosion.",
			"Face a uma situação atual com o valor real mantido, Cenário mínimo (low) custa menos 0,25 % do PIB em 2040, embora acrescente 0,50 % à da lei: compensa parte da perda de valor real.",
		}, {
			-0.1, -0.25,
			"Against a status quo that keeps its value, Low scenario (low) costs 0.25% of GDP less in 2040; against that of the law, 0.10% less.",
			"Face a uma situação atual com o valor real mantido, Cenário mínimo (low) custa menos 0,25 % do PIB em 2040; face à da lei, menos 0,10 %.",
		}, {
			0.1, 0.3,
			"Against a status quo that keeps its value, Low scenario (low) adds 0.30% of GDP in 2040, not 0.10%.",
			"Face a uma situação atual com o valor real mantido, Cenário mínimo (low) acrescenta 0,30 % do PIB em 2040, e não 0,10 %.",
		},
	} {
		text := againstKept(study, low, c.law, c.kept, 2040)
		if got := text.In(abnd.English); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
		if got := text.In(abnd.Portuguese); got != c.pt {
			t.Errorf("%q, want %q", got, c.pt)
		}
	}
	if !sameShown(1.001, 1.004) || sameShown(1.004, 1.006) {
		t.Error("figures are the same where they are shown so")
	}
}
