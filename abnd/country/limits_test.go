package country_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// holding makes a study keep the last published growth, or that of the deflator.
func holding(growth, deflator bool) func(*abnd.Study) {
	return func(s *abnd.Study) {
		if growth {
			s.Economy.RealGrowth.Extension = abnd.HoldLast
		}
		if deflator {
			s.Economy.DeflatorGrowth.Extension = abnd.HoldLast
		}
	}
}

// What the pages on limits say of the frames is what the profiles give, in both
// languages: the cost of 2040 under every choice, without the gas, and the debt
// with interest at growth.
func TestLimitsSayWhatTheFramesDo(t *testing.T) {
	proofs.NotShort(t)
	with := func(code string, change func(*abnd.Study)) *scenarios.Result {
		s := studies.Load(t, code)
		change(s)
		return studies.Run(t, s)
	}
	costs := func(r *scenarios.Result) string {
		var all []string
		for _, id := range []string{abnd.StatusQuo, "low", "high"} {
			x, found := r.At(scenarios.Figure{Scenario: id, Measure: "percent_gdp", Year: 2040})
			if found != nil {
				t.Fatal(found)
			}
			text := fmt.Sprintf("%.2f", x.Value)
			switch x.Known {
			case abnd.KnownPart:
				text = "≥ " + text
			case abnd.KnownAll:
			default:
				text = "…"
			}
			all = append(all, text)
		}
		return strings.Join(all, " / ")
	}
	debts := func(r *scenarios.Result, id string) string {
		at := func(measure scenarios.MeasureCode) float64 {
			x, found := r.Fiscal(id, measure, 2040)
			if found != nil || x.Known != abnd.KnownAll {
				t.Fatal(id, measure, found)
			}
			return x.Value
		}
		return fmt.Sprintf("%.1f (%.1f)", at(scenarios.DebtAtGrowthPercentGDP), at(scenarios.DebtPercentGDP))
	}
	gas := func(s *abnd.Study) { s.Macro = "no-gas-jump" }
	for file, lang := range map[string]abnd.Lang{"limits.md": abnd.English, "limites.md": abnd.Portuguese} {
		data, err := os.ReadFile(filepath.Join("..", "..", "docs", file))
		if err != nil {
			t.Fatal(err)
		}
		want := func(row ...string) {
			text := "| " + strings.Join(row, " | ") + " |\n"
			if lang.IsPortuguese() {
				text = strings.ReplaceAll(text, ".", ",")
			}
			if !strings.Contains(string(data), text) {
				t.Errorf("%s has no row %s", file, text)
			}
		}
		for _, code := range country.Codes() {
			want(studies.Load(t, code).Country.Name.In(lang), costs(run(t, code)), costs(with(code, holding(true, false))), costs(with(code, holding(false, true))), costs(with(code, holding(true, true))))
		}
		moz, tls, noGas := run(t, "MOZ"), run(t, "TLS"), with("MOZ", gas)
		for _, row := range []struct {
			en, pt string
			r      *scenarios.Result
		}{
			{"Mozambique", "Moçambique", moz}, {"Mozambique without the gas jump", "Moçambique sem o salto do gás", noGas}, {"Timor-Leste", "Timor-Leste", tls},
		} {
			want(abnd.T(row.en, row.pt).In(lang), costs(row.r), debts(row.r, abnd.StatusQuo), debts(row.r, "high-package"))
		}
	}
}
