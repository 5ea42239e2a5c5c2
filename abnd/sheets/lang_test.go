package sheets

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Labels of Portuguese workbooks are in one orthography or the other, of
// whatever country; the code of the country tells which to write.
func TestLangAndCountryOf(t *testing.T) {
	for _, c := range []struct {
		country, label string
		lang           abnd.Lang
	}{
		{"MOZ", "Primeiro ano da projecção", abnd.Portuguese},
		{"TLS", "Primeiro ano da projecção", abnd.Portuguese}, // by an earlier version
		{"TLS", "Primeiro ano da projeção", abnd.Portuguese},
		{"TLS", "First year of the projection", abnd.English},
		{"", "Primeiro ano", ""},
	} {
		text := func(s string) Raw { return Raw{Kind: RawText, Text: s} }
		grids := []Grid{{Code: "ECO"}, {Code: General, Rows: [][]Raw{
			{text("country_iso3"), text(""), text(c.country)},
			{text("projection_first"), text(c.label), text("2025")},
		}}}
		if lang, ok := LangOf(grids); lang != c.lang || ok != (c.lang != "") {
			t.Errorf("%q: %q, %v", c.label, lang, ok)
		}
		if got := CountryOf(grids); got != c.country {
			t.Errorf("country %q, want %q", got, c.country)
		}
	}
	if got := CountryOf(nil); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

// What a cell says is a code in either orthography, and as labels once were.
func TestLabelsOfBothOrthographiesAreCodes(t *testing.T) {
	spelt := &model.List{Codes: []model.ListCode{{Code: "a", Label: abnd.T("current", "actual")}, {Code: "b", Label: abnd.T("next", "seguinte")}}}
	for _, c := range []struct {
		list       *model.List
		text, want string
	}{
		{model.SexList, "mulheres", "female"}, {model.SexList, "Feminino", "female"}, {model.SexList, "masculino", "male"}, {model.SexList, "homem", "homem"},
		{spelt, "Actual", "a"}, {spelt, "atual", "a"}, {spelt, "feminino", "feminino"},
	} {
		if got := codeMeant(c.list, c.text); got != c.want {
			t.Errorf("%q is read as %q, want %q", c.text, got, c.want)
		}
	}
}
