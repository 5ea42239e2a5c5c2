package sheets_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func bilingual(t *testing.T, what string, text abnd.Text) {
	t.Helper()
	if text.EN == "" || text.PT == "" {
		t.Errorf("%s: a language is missing: %+v", what, text)
	}
}

func TestSheetsAreLabelledInBothLanguages(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		written := sheets.Write(projected(t, code))
		names := slices.DeleteFunc(sheets.Names(), func(name string) bool { return name == sheets.Fund && code != "TLS" })
		if len(written) != len(names) {
			t.Fatalf("%d sheets for %d names", len(written), len(names))
		}
		for i, s := range written {
			if s.Code != names[i] || s.Columns[0].Key != sheets.FirstKeys()[s.Code] || s.Frozen < 1 || s.Frozen > len(s.Columns) {
				t.Errorf("sheet %d is %s, its first column %s, %d columns frozen", i, s.Code, s.Columns[0].Key, s.Frozen)
			}
			bilingual(t, s.Code+" title", s.Title)
			bilingual(t, s.Code+" help", s.Help)
			keys := map[string]bool{}
			for _, c := range s.Columns {
				bilingual(t, s.Code+" "+c.Key, c.Label)
				if !c.Help.IsZero() {
					bilingual(t, s.Code+" "+c.Key+" help", c.Help)
				}
				bilingualList(t, s.Code+" "+c.Key, c.List)
				if keys[c.Key] {
					t.Errorf("%s has two columns %s", s.Code, c.Key)
				}
				keys[c.Key] = true
			}
			for j, row := range s.Rows {
				for k, c := range row {
					at := place(s.Code, k, j+1)
					if !c.Label.IsZero() {
						bilingual(t, at, c.Label)
					}
					if !c.Help.IsZero() {
						bilingual(t, at+" help", c.Help)
					}
					bilingualList(t, at, c.List)
				}
			}
		}
	}
}

func bilingualList(t *testing.T, what string, list *model.List) {
	t.Helper()
	if list == nil {
		return
	}
	for _, c := range list.Codes {
		bilingual(t, what+"="+c.Code, c.Label)
	}
}

// Every parameter row of BENEFITS says what it is and in which unit; every
// choice offers its list.
func TestParameterRowsAreDressed(t *testing.T) {
	study := studies.Load(t, "TLS")
	for _, s := range sheets.Write(study) {
		if s.Code != sheets.Benefits {
			continue
		}
		rows := 0
		for _, row := range s.Rows {
			spec, ok := costing.FindSpec(row[1].Value.String())
			if !ok {
				continue
			}
			rows++
			if row[2].Label != spec.Label || row[3].Label.IsZero() || row[4].Help != spec.Help {
				t.Errorf("%s: label %+v, unit %+v", spec.Code, row[2].Label, row[3].Label)
			}
			for i := 4; i < 4+1+len(study.Scenarios); i++ {
				if !row[i].Input || (row[i].List != nil) != spec.IsChoice() || row[i].Format.IsNumber() == spec.IsChoice() {
					t.Errorf("%s, column %s: %+v", spec.Code, s.Columns[i].Key, row[i])
				}
			}
		}
		if want := parameterRows(study); rows != want {
			t.Errorf("%d parameter rows, want %d", rows, want)
		}
	}
}

func TestUnitsReadAsWords(t *testing.T) {
	for unit, want := range map[abnd.Unit]abnd.Text{
		abnd.PureNumber:       abnd.T("share", "proporção"),
		abnd.PersonUnit:       abnd.T("persons", "pessoas"),
		abnd.HouseholdUnit:    abnd.T("households", "agregados familiares"),
		abnd.CurrentMoney:     abnd.T("MZN", "MZN"),
		abnd.BaseYearMoney:    abnd.T("MZN, constant base-year prices", "MZN, preços constantes do ano-base"),
		abnd.PriceIndex:       abnd.T("index", "índice"),
		abnd.MoneyPerHead:     abnd.T("MZN per person", "MZN por pessoa"),
		abnd.MoneyPerMonth:    abnd.T("MZN per person per month", "MZN por pessoa e mês"),
		abnd.MoneyPerPayment:  abnd.T("MZN per person and payment", "MZN por pessoa e pagamento"),
		abnd.Payments:         abnd.T("payments per year", "pagamentos por ano"),
		abnd.Months:           abnd.T("months", "meses"),
		abnd.MonthsPerPayment: abnd.T("months per payment", "meses por pagamento"),
		abnd.PaymentsPerMonth: abnd.T("payments per month", "pagamentos por mês"),
		abnd.CalendarYear:     abnd.T("year", "ano"),
		abnd.AgeInYears:       abnd.T("age in years", "idade em anos"),
		abnd.ChoiceUnit:       abnd.T("choice", "opção"),
		abnd.ThousandPersons:  abnd.Same("10^3 person"),

		abnd.PersonsPerHousehold:      abnd.T("persons per household", "pessoas por agregado familiar"),
		abnd.MoneyPerHouseholdPayment: abnd.T("MZN per household and payment", "MZN por agregado familiar e pagamento"),
	} {
		if got := abnd.UnitText(unit, "MZN"); got != want {
			t.Errorf("%v reads %+v, want %+v", unit, got, want)
		}
	}
	if got := abnd.UnitText(abnd.CurrentMoney, ""); got != abnd.Same("¤") {
		t.Errorf("without a currency: %+v", got)
	}
}

// parameterRows is how many parameters the benefits have together.
func parameterRows(study *abnd.Study) int {
	n := 0
	for _, b := range study.Benefits {
		n += len(costing.SpecsOf(study, b))
	}
	return n
}
