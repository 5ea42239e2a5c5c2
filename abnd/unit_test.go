package abnd_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"pgregory.net/rapid"
)

func namedUnits() []abnd.Unit {
	return []abnd.Unit{
		abnd.PureNumber, abnd.PersonUnit, abnd.HouseholdUnit, abnd.CurrentMoney, abnd.BaseYearMoney, abnd.PriceIndex,
		abnd.MoneyPerHead, abnd.MoneyPerMonth, abnd.MoneyPerPayment, abnd.Payments, abnd.Months, abnd.MonthsPerPayment,
		abnd.PercentUnit, abnd.ThousandPersons, abnd.MillionMoney, abnd.CalendarYear, abnd.AgeInYears, abnd.ChoiceUnit,
		abnd.PaymentsPerMonth, abnd.PersonsPerHousehold, abnd.MoneyPerHouseholdPayment,
	}
}

// The names are written out here by hand: they stand in files.
func TestUnitNames(t *testing.T) {
	for unit, want := range map[abnd.Unit]string{
		abnd.PureNumber:                              "share",
		abnd.PersonUnit:                              "person",
		abnd.CurrentMoney:                            "money",
		abnd.BaseYearMoney:                           "base-year money",
		abnd.PriceIndex:                              "money/base-year money",
		abnd.MoneyPerPayment:                         "money/person/payment",
		abnd.MonthsPerPayment:                        "month/payment",
		abnd.PercentUnit:                             "percent",
		abnd.ThousandPersons:                         "10^3 person",
		abnd.MillionMoney:                            "10^6 money",
		abnd.CalendarYear:                            "year",
		abnd.AgeInYears:                              "age",
		abnd.ChoiceUnit:                              "choice",
		abnd.PureNumber.Per(abnd.PersonUnit):         "1/person",
		abnd.PersonUnit.Times(abnd.PersonUnit):       "person·person",
		abnd.CurrentMoney.Times(abnd.HouseholdUnit):  "money·household",
		abnd.PercentUnit.Times(abnd.ThousandPersons): "10^1 person",
	} {
		if got := unit.String(); got != want {
			t.Errorf("%+v is written %q, want %q", unit, got, want)
		}
	}
}

func TestUnitNamesRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for _, u := range namedUnits() {
		name := u.String()
		if seen[name] {
			t.Errorf("two units are written %q", name)
		}
		seen[name] = true
		if got, ok := abnd.ParseUnit(name); !ok || got != u {
			t.Errorf("ParseUnit(%q) = %+v, %v; want %+v", name, got, ok, u)
		}
	}
	if _, ok := abnd.ParseUnit("furlong"); ok {
		t.Error("furlong is read as a unit")
	}
}

func TestTheUnitsOfTheArithmeticFit(t *testing.T) {
	for name, c := range map[string]struct{ got, want abnd.Unit }{
		"persons × money per payment × payments": {abnd.PersonUnit.Times(abnd.MoneyPerPayment).Times(abnd.Payments), abnd.CurrentMoney},
		"money a month × months in one payment":  {abnd.MoneyPerMonth.Times(abnd.MonthsPerPayment), abnd.MoneyPerPayment},
		"current money ÷ price index":            {abnd.CurrentMoney.Per(abnd.PriceIndex), abnd.BaseYearMoney},
		"money ÷ persons ÷ months":               {abnd.CurrentMoney.Per(abnd.PersonUnit).Per(abnd.Months), abnd.MoneyPerMonth},
		"money ÷ money":                          {abnd.CurrentMoney.Per(abnd.CurrentMoney), abnd.PureNumber},
		"thousands ÷ persons are no share":       {abnd.ThousandPersons.Per(abnd.PersonUnit), abnd.Unit{Scale: 3}},
	} {
		if c.got != c.want {
			t.Errorf("%s = %s, want %s", name, c.got, c.want)
		}
	}
}

// The units form a commutative group: multiplication can be undone, the pure
// number changes nothing, order does not matter.
func TestUnitsFormAGroup(t *testing.T) {
	dimension := rapid.Int8Range(-3, 3)
	unit := rapid.Custom(func(t *rapid.T) abnd.Unit {
		return abnd.Unit{
			Money: dimension.Draw(t, "money"), RealMoney: dimension.Draw(t, "real"), Person: dimension.Draw(t, "person"),
			Household: dimension.Draw(t, "household"), Payment: dimension.Draw(t, "payment"), MonthDim: dimension.Draw(t, "month"),
			Scale: dimension.Draw(t, "scale"),
		}
	})
	proofs.Check(t, func(t *rapid.T) {
		a, b := unit.Draw(t, "a"), unit.Draw(t, "b")
		if got := a.Times(b).Per(b); got != a {
			t.Fatalf("%v × %v ÷ %v = %v", a, b, b, got)
		}
		if a.Times(b) != b.Times(a) {
			t.Fatalf("%v × %v depends on the order", a, b)
		}
		if a.Times(abnd.PureNumber) != a || a.Per(a) != abnd.PureNumber {
			t.Fatalf("the pure number is no unit element for %v", a)
		}
	})
}
