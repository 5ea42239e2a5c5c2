package scenarios

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Basis says which cost a ceiling holds down.
type Basis string

// The bases of a ceiling.
const (
	// OfTotal is the total cost of a scenario, existing schemes included.
	OfTotal Basis = "total"
	// OfIncrement is what a scenario costs more than the status quo.
	OfIncrement Basis = "increment"
)

// bases lists the bases.
func bases() []Basis { return []Basis{OfTotal, OfIncrement} }

// Name of the cost.
func (b Basis) Name() abnd.Text {
	if b == OfIncrement {
		return abnd.T("cost above the status quo", "custo face à situação actual")
	}
	return abnd.T("total cost", "custo total")
}

func (b Basis) line() string {
	if b == OfIncrement {
		return "incremental_share_of_gdp"
	}
	return "share_of_gdp"
}

// Envelope is what the scenarios may cost: a ceiling by year, as a share of
// the GDP that the study compares costs with. A year without one is free.
type Envelope struct {
	Of       Basis
	Ceilings map[abnd.Year]float64
	// From is where the ceilings are from; blank of what somebody only asks.
	From abnd.Provenance
}

// Assumed reports whether nobody is known to have given the ceilings: they have no
// source, or are said to be an assumption.
func (e Envelope) Assumed() bool {
	return e.From.Source == "" || e.From.Confidence == abnd.Assumption
}

// AssumedCeiling says that nobody is known to have given a ceiling.
func AssumedCeiling() abnd.Text {
	return abnd.T("The ceiling is an assumption: it has no source, so what fits in it is not agreed spending.",
		"O tecto é um pressuposto: não tem fonte, pelo que o que nele cabe não é despesa acordada.")
}

// FlatEnvelope has one ceiling in every year.
func FlatEnvelope(of Basis, years abnd.Years, ceiling float64) Envelope {
	e := Envelope{Of: of, Ceilings: map[abnd.Year]float64{}}
	for _, year := range years.All() {
		e.Ceilings[year] = ceiling
	}
	return e
}

// TableEnvelope takes the ceilings from a table of the study by year, a row of
// SERIES, from a year on.
func TableEnvelope(r *Result, of Basis, table string, from abnd.Year) (Envelope, abnd.Diagnostics) {
	e := Envelope{Of: of, Ceilings: map[abnd.Year]float64{}}
	for _, t := range r.Study.Tables {
		if t.ID == table {
			e.From = t.Series.Provenance
		}
	}
	for _, year := range r.Study.Projection.All() {
		if year < from {
			continue
		}
		x, ok := r.Projection.Value(costing.TableKey(table), year)
		if !ok {
			return e, failing(abnd.JoinPath("tables", table), "ceiling-missing", abnd.T("the table has no ceiling for %d", "a tabela não dá nenhum tecto para %d").Fill(int(year)),
				abnd.T("add the year to the table, or start later with --from", "preencha o ano ou comece mais tarde com --from"))
		}
		e.Ceilings[year] = x
	}
	return e, nil
}

// ceilingSlack is how far a cost may be above a ceiling and still keep it, as
// a share of GDP: the rounding of sums, not money.
const ceilingSlack = 1e-12

// EnvelopeSlack is how far a proposal may be above an envelope and still keep it, as a
// share of GDP: an envelope that is spent to the last cent is not exceeded.
const EnvelopeSlack = ceilingSlack

// keeps reports whether a share of GDP stays within a ceiling.
func keeps(share, ceiling float64) bool { return share <= ceiling+ceilingSlack }

// ParseShareOfGDP reads a ceiling as people write it: 1.5%gdp, 1.5 %, 1,5%,
// 1,5%pib. It is given back as a share: 0.015. A number without % is refused,
// because 1.5 and 0.015 could both be meant.
func ParseShareOfGDP(text string) (float64, abnd.Diagnostics) {
	remedy := abnd.T("enter a percentage of GDP, e.g. 1.5%gdp", "escreva uma percentagem do PIB, como 1,5%pib")
	number := strings.ToLower(strings.TrimSpace(text))
	for _, gdp := range []string{"gdp", "pib"} {
		number = strings.TrimSpace(strings.TrimSuffix(number, gdp))
	}
	number, isPercent := strings.CutSuffix(number, "%")
	number = strings.Replace(strings.TrimSpace(number), ",", ".", 1)
	// ParseFloat takes words and other notations too.
	x, err := strconv.ParseFloat(number, 64)
	switch {
	case err != nil || strings.Trim(number, "+-0123456789.") != "" || !isPercent:
		return 0, failing("", "ceiling", abnd.T("%q is not a valid ceiling", "%q não é um tecto").Fill(text), remedy)
	case x < 0 || x > percentPerShare:
		return 0, failing("", "ceiling", abnd.T("%s is not a valid ceiling", "%s não é um tecto válido").Fill(text),
			abnd.T("enter a percentage of GDP from 0 to 100, e.g. 1.5%gdp", "indique uma percentagem do PIB de 0 a 100, por exemplo 1,5%pib"))
	}
	return x / percentPerShare, nil
}

// check finds ceilings that are none and years that are not costed.
func (e Envelope) check(study *abnd.Study) abnd.Diagnostics {
	var found abnd.Diagnostics
	if e.Of != OfTotal && e.Of != OfIncrement {
		found.AddError("", "ceiling-basis", abnd.T("unknown cost measure %q of a ceiling", "medida de custo de um tecto desconhecida: %q").Fill(string(e.Of)),
			abnd.Suggestion(string(e.Of), []string{string(OfTotal), string(OfIncrement)}))
	}
	any := false
	for _, year := range study.Projection.All() {
		x, ok := e.Ceilings[year]
		if any = any || ok; ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
			found.AddError("", "ceiling", abnd.T("the ceiling of %d is not a valid number", "o tecto de %d não é um número finito").Fill(int(year)),
				abnd.T("enter a percentage of GDP, e.g. 1.5%gdp", "escreva uma percentagem do PIB, como 1,5%pib"))
		}
	}
	if !any {
		found.AddError("", "ceiling-years", abnd.T("no year of the projection has a ceiling", "nenhum ano da projecção tem tecto"),
			abnd.T("enter a ceiling for a year of %s", "indique um para um ano de %s").Fill(study.Projection))
	}
	return found
}

// years lists the years of the projection that have a ceiling.
func (e Envelope) years(study *abnd.Study) []abnd.Year {
	var all []abnd.Year
	for _, year := range study.Projection.All() {
		if _, ok := e.Ceilings[year]; ok {
			all = append(all, year)
		}
	}
	return all
}

// YearCost is one year of a solution beside its ceiling, in shares of GDP.
type YearCost struct {
	Year abnd.Year
	// Ceiling is not known where the year is free.
	Ceiling         Estimate
	StatusQuo, Cost float64
	// Known is [abnd.KnownPart] where the costs are lower bounds, and
	// [abnd.KnownNone] where they are not known.
	Known abnd.Knowledge
}

// yearCosts sets what a scenario costs beside the ceilings.
func (r *Result) yearCosts(e Envelope, scenario string) []YearCost {
	var all []YearCost
	for _, year := range r.Study.Projection.All() {
		ceiling, ok := e.Ceilings[year]
		all = append(all, YearCost{
			Year: year, Ceiling: Estimate{ceiling, ok},
			StatusQuo: r.shareOf(e.Of, abnd.StatusQuo, year), Cost: r.shareOf(e.Of, scenario, year),
			Known: r.knowledgeOf(e.Of, scenario, year),
		})
	}
	return all
}

// shareOf is what a scenario or package costs in a year, as a share of GDP; 0
// where nothing of it is known.
func (r *Result) shareOf(of Basis, run string, year abnd.Year) float64 {
	x, _ := r.Projection.Value(r.keyOf(run, AllOf, AllOf, of.line()), year)
	return x
}

// costKnown finds a year in which nothing is known of what a run costs, so that
// no ceiling can be put on it.
func (r *Result) costKnown(of Basis, run string, years []abnd.Year) abnd.Diagnostics {
	for _, year := range years {
		if r.knowledgeOf(of, run, year) == abnd.KnownNone {
			return failing("", "cost-unknown", abnd.T("the %s of %q in %d is not available", "não está disponível: %s de %q em %d").Fill(of.Name(), run, int(year)),
				abnd.T("apply the ceiling to the cost above the status quo with --of increment, or complete the data of the existing schemes", "aplique o tecto à despesa adicional face à situação actual com --of increment, ou complete os dados dos regimes existentes"))
		}
	}
	return nil
}

// knowledgeOf reports whether some part of what a scenario costs is not known, or
// of what the status quo does.
func (r *Result) knowledgeOf(of Basis, run string, year abnd.Year) abnd.Knowledge {
	for _, id := range []string{run, abnd.StatusQuo} {
		if k := r.Projection.Knowledge(r.keyOf(id, AllOf, AllOf, of.line()), year); k != abnd.KnownAll {
			return k
		}
	}
	return abnd.KnownAll
}

// asPercent is a share as people read it, with the digits that matter.
func asPercent(share float64) abnd.Text {
	return abnd.T("%v%%", "%v %%").Fill(rounded(share*percentPerShare, 4))
}

// rounded keeps so many digits after the mark.
func rounded(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}

// failing is one error.
func failing(path abnd.Path, code string, problem, remedy abnd.Text) abnd.Diagnostics {
	var found abnd.Diagnostics
	found.AddError(path, code, problem, remedy)
	return found
}

// stopped adds to diagnostics that the context ended the computation.
// [errors.Is] finds the context's error in them.
func stopped(found abnd.Diagnostics, err error) abnd.Diagnostics {
	if err == nil {
		return found
	}
	return append(found, abnd.Diagnostic{
		Code: "stopped", Cause: err,
		Problem: abnd.T("the computation was stopped before its end", "o cálculo foi interrompido antes do fim"),
		Remedy:  abnd.T("run it again and let it end", "repita-o e deixe-o terminar"),
	})
}

// uncostedYear says of a year outside the projection which years there are.
func uncostedYear(study *abnd.Study, year abnd.Year) abnd.Diagnostics {
	if study.Projection.Contains(year) {
		return nil
	}
	return failing("", "year", abnd.T("the year %d is not costed", "o ano %d não é calculado").Fill(int(year)),
		abnd.T("enter a year of %s", "indique um ano de %s").Fill(study.Projection))
}
