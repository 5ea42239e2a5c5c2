package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// ficheOf are the rows of the fiche of a benefit.
func ficheOf(t *testing.T, b *book, study *abnd.Study, benefit abnd.Benefit, lang abnd.Lang) []paper.Row {
	t.Helper()
	var rows []paper.Row
	found := false
	for _, r := range pageNamed(t, b, FichesSheet).Rows {
		if len(r.Cells) == 0 {
			continue
		}
		if c := r.Cells[0]; c.Look.Kind == paper.TitleLook {
			found = c.Value == benefit.Name.In(lang)
		}
		if found {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		t.Fatalf("%s: there is no fiche of %s", study.Country.ISO3, benefit.ID)
	}
	return rows
}

// The columns of a fiche from which on its texts, its labels and its figures stand.
const ficheText, ficheLabel, ficheFigure, ficheSpan = 4, 5, 12, 2

// ruleOf is the cell of the rule of a scenario on a fiche.
func ruleOf(rows []paper.Row, label string) (paper.Cell, bool) {
	i := slices.IndexFunc(rows, func(r paper.Row) bool { return r.Cells[0].Value == label })
	if i < 0 {
		return paper.Cell{}, false
	}
	return rows[i].Cells[ficheText], true
}

// A benefit that a scenario ends within the projection says so in the scenario's rule,
// with the year and with what takes its place, and no other one says it. The oracles
// are the beneficiaries of the engine, and for who takes whose place the profiles.
func TestFichesSayWhatReplaces(t *testing.T) {
	proofs.NotShort(t)
	want := map[string]map[abnd.Lang]string{
		"TLS/bolsa-da-mae/high": {
			abnd.English:    "Replaced by Benefit for poor children aged 6-17 from 2028. ",
			abnd.Portuguese: "Substituída por Subsídio para crianças pobres dos 6 aos 17 anos a partir de 2028. ",
		},
		"MOZ/pssb/low": {
			abnd.English:    "Paid until 2026. Replaced by Basic Social Subsidy (PSSB) at the proposed scale from 2027. ",
			abnd.Portuguese: "Paga até 2026. Substituída por Subsídio Social Básico (PSSB) com a escala proposta a partir de 2027. ",
		},
		"MOZ/pssb/high": {
			abnd.English:    "Replaced by Individual old-age grant, 60 and over from 2027. ",
			abnd.Portuguese: "Substituída por Subsídio individual para idosos, 60 e mais anos a partir de 2027. ",
		},
	}
	said := 0
	for _, code := range []string{"TLS", "MOZ"} {
		for _, lang := range abnd.Langs() {
			result := studies.Profile(t, code)
			b, w, err := resultBook(result, Options{Lang: lang, Version: "test", InputName: "test"})
			if err != nil {
				t.Fatal(err)
			}
			for _, benefit := range w.study.Benefits {
				rows := ficheOf(t, b, w.study, benefit, lang)
				for _, s := range w.study.Decided() {
					name := fmt.Sprintf("%s/%s/%s", code, benefit.ID, s.ID)
					rule, paid := ruleOf(rows, abnd.T("Rule: %s", "Regra: %s").Fill(s.Name).In(lang))
					if !paid {
						continue
					}
					text := rule.Value.(string)
					last, _ := w.projection.Value(costing.BenefitKey(s.ID, benefit.ID, "beneficiaries"), w.study.Projection.Last)
					first, _ := w.projection.Value(costing.BenefitKey(s.ID, benefit.ID, "beneficiaries"), w.study.Projection.First)
					ends := first > 0 && last == 0
					if ends != (want[name] != nil) {
						t.Errorf("%s: %v people receive it in the first year, %v in the last", name, first, last)
					}
					if !strings.HasPrefix(text, want[name][lang]) || !ends && strings.Contains(text, "Replaced by") {
						t.Errorf("%s, %s: %q", name, lang, text)
					}
					if ends {
						said++
						if rule.Formula == "" || strings.Contains(rule.Formula, paper.TextLiteral(" 2028")) {
							t.Errorf("%s: the year does not follow its cell: %s", name, rule.Formula)
						}
					}
				}
			}
		}
	}
	if said != len(want)*len(abnd.Langs()) {
		t.Errorf("%d rules say what replaces a benefit", said)
	}
}

// Between the target group of a fiche and its beneficiaries stands every factor, so that
// a reader can multiply; of the share that is left out what is left. The take-up says of
// what it is a share, in the table and in the rule. The oracle is the product.
func TestFichesMultiply(t *testing.T) {
	products := map[string]int{}
	for _, code := range []string{"TLS", "MOZ"} {
		b, w := shipped(t, code)
		for _, benefit := range w.study.Benefits {
			rows := ficheOf(t, b, w.study, benefit, abnd.English)
			for _, s := range w.study.Decided() {
				if rule, ok := ruleOf(rows, "Rule: "+s.Name.EN); ok && !strings.Contains(rule.Value.(string), ", of a target group of ") {
					t.Errorf("%s, %s, %s: nobody knows of what the take-up is a share: %q", code, benefit.ID, s.ID, rule.Value)
				}
			}
			var product []float64
			for _, r := range rows {
				label, _ := r.Cells[ficheLabel].Value.(string)
				if strings.HasPrefix(label, "Take-up rate") && label != "Take-up rate, of the target group" {
					t.Errorf("%s, %s: %q", code, benefit.ID, label)
				}
				if label == "Target group" {
					product = []float64{1, 1, 1, 1, 1, 1}
				}
				for i := range product {
					x, _ := r.Cells[ficheFigure+ficheSpan*i].Value.(float64)
					switch {
					case strings.HasPrefix(label, "Share that receives another benefit"):
						product[i] *= 1 - x
					case label != "Beneficiaries":
						product[i] *= x
					case x != 0 && math.Abs(product[i]-x) > 1e-9*x:
						t.Errorf("%s, %s: the rows come to %v beneficiaries, not %v", code, benefit.ID, product[i], x)
					case x != 0:
						products[code+"/"+benefit.ID]++
					}
				}
				if label == "Beneficiaries" {
					product = nil
				}
			}
		}
	}
	if products["TLS/maternity-insurance"] == 0 || products["TLS/maternity-benefit"] == 0 || len(products) < 8 {
		t.Errorf("products were compared for %v", products)
	}
}
