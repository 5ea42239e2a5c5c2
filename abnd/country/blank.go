package country

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// exampleSource is the id of the source that every example names, so that
// one search finds all that is to be replaced.
const exampleSource = "example"

// exampleAuthor is what stands for the author of that source.
const exampleAuthor = "EXAMPLE — replace · EXEMPLO — substituir"

var exampleNote = abnd.T("EXAMPLE — replace", "EXEMPLO — substituir")

func example(en, pt string) abnd.Text {
	return abnd.T("EXAMPLE — replace: "+en, "EXEMPLO — substituir: "+pt)
}

// The years of a blank study. History from 2010 gives room for amounts and
// benchmarks that were last set long ago.
const (
	blankFirst abnd.Year = 2010
	blankStart abnd.Year = 2025
	blankLast  abnd.Year = 2040
)

// Blank makes an empty study for a country without a profile: the frames are
// blank, the rules that extend them are chosen, and a few examples, each
// marked EXAMPLE, show how a scheme, a recommendation, the benefit rules, the
// scenarios and a table by year are written.
//
// It does not check: what is missing is for its users to find. Once the
// country, its currency, the population, the GDP and the poverty line are filled
// in, it is costed as it stands; what rests on growth, prices and the
// government's operations is blank until those are there too.
func Blank() *abnd.Study {
	study := Empty()
	study.Schemes = []abnd.Scheme{exampleScheme()}
	study.Recommended = []abnd.Recommendation{exampleRecommendation()}
	study.Benefits = exampleBenefits()
	study.Scenarios = exampleScenarios()
	study.Tables = []abnd.Table{exampleTable()}
	study.Sources = []abnd.Source{{
		ID: exampleSource, Title: exampleNote, Author: exampleAuthor, Year: "2025",
	}}
	settle(study, abnd.Portuguese)
	return study
}

// settle gives the program's texts in a study to its owner, in an orthography
// of Portuguese: from then on they are names like others.
func settle(study *abnd.Study, lang abnd.Lang) {
	own := func(texts ...*abnd.Text) {
		for _, t := range texts {
			*t = t.Owned(lang)
		}
	}
	own(&study.Title, &study.GDPName)
	for i := range study.Schemes {
		s := &study.Schemes[i]
		own(&s.Name, &s.Kind, &s.LegalBasis, &s.Eligibility, &s.Frequency, &s.Institution, &s.Financing, &s.Indexation, &s.Note)
	}
	for i := range study.Recommended {
		own(&study.Recommended[i].Text, &study.Recommended[i].Institution, &study.Recommended[i].Note)
	}
	for i := range study.Benefits {
		own(&study.Benefits[i].Name, &study.Benefits[i].Note)
		for code, p := range study.Benefits[i].Parameters {
			own(&p.Note)
			study.Benefits[i].Parameters[code] = p
		}
	}
	for i := range study.Scenarios {
		own(&study.Scenarios[i].Name, &study.Scenarios[i].Description)
	}
	for i := range study.Sources {
		own(&study.Sources[i].Title)
	}
	for i := range study.Tables {
		own(&study.Tables[i].Name, &study.Tables[i].Note)
	}
}

// Empty makes a study as [Blank] does, without its examples: three scenarios,
// and nothing that they pay. It is what published frames are put into.
func Empty() *abnd.Study {
	study := &abnd.Study{
		FirstYear: blankFirst, Projection: abnd.Years{First: blankStart, Last: blankLast}, PriceYear: blankStart,
		GDPName:    abnd.T("GDP", "PIB"),
		Population: abnd.NewPopulation(abnd.Years{First: blankFirst, Last: blankLast}),
		Economy:    blankEconomy(),
		Government: abnd.Government{Revenue: held(), Expenditure: held()},
		Vital:      abnd.Vital{Births: held()},
		Scenarios: []abnd.Scenario{
			{ID: abnd.StatusQuo, Name: abnd.T("Status quo", "Situação actual"), Description: abnd.T("What happens if nothing is decided.", "O que acontece se nada for decidido.")},
			{ID: "low", Name: abnd.T("Low scenario", "Cenário alargado"), Description: abnd.T("The minimum extension.", "O alargamento mínimo.")},
			{ID: "high", Name: abnd.T("High scenario", "Cenário amplo"), Description: abnd.T("The maximum extension.", "O alargamento máximo.")},
		},
	}
	// The rows that may stay blank show how they would go on.
	for _, f := range costing.AllFrameSeries() {
		if f.Later {
			f.Of(study).Extension = usualExtension(f)
		}
	}
	return study
}

// ProjectAfter makes the projection of a study begin in the year after the
// last one that is known, but not before a blank study's, and as long as
// that of a blank study. Base-year prices are those of its first year.
func ProjectAfter(study *abnd.Study, lastKnown abnd.Year) {
	first := max(blankStart, lastKnown+1)
	study.Projection = abnd.Years{First: first, Last: first + blankLast - blankStart}
	study.PriceYear = first
	if !study.Population.AnyKnown() {
		study.Population = abnd.NewPopulation(study.Frame())
	}
}

// Identify writes into a study of no country which one it is of: its code,
// and its name as the source has it. The names and the money of a country
// with a profile, and the GDP that its costs are compared with, are those of
// the profile. What the study has already is kept.
func Identify(study *abnd.Study, code string, name string) {
	code = strings.ToUpper(code)
	known := abnd.Country{Name: abnd.Text{EN: name}}
	if Has(code) {
		if profile, _ := Load(code); profile != nil {
			known = profile.Country
			if study.Country.ISO3 == "" {
				study.GDPName = profile.GDPName
			}
		}
	}
	known.ISO3 = code
	c := &study.Country
	for _, field := range []struct{ into, from *string }{
		{&c.ISO3, &known.ISO3}, {&c.Name.EN, &known.Name.EN}, {&c.Name.PT, &known.Name.PT},
		{&c.Currency, &known.Currency}, {&c.CurrencyName.EN, &known.CurrencyName.EN}, {&c.CurrencyName.PT, &known.CurrencyName.PT},
	} {
		if *field.into == "" {
			*field.into = *field.from
		}
	}
	if study.Title.IsZero() {
		study.Title = abnd.T("%s: costing of a social protection floor", "%s: estimativa de custos de um piso de protecção social").Fill(c.Name)
	}
	settle(study, abnd.Portuguese.For(code))
}

// usualExtension is how a series goes on where nobody says otherwise: money
// with GDP, debt with the deficit, rates as they were.
func usualExtension(f costing.FrameSeries) abnd.Extension {
	for _, own := range []abnd.Extension{abnd.WithGDP, abnd.WithBalance} {
		if f.Extensions.Index(string(own)) >= 0 {
			return own
		}
	}
	return abnd.HoldLast
}

func held() abnd.Series { return abnd.Series{Extension: abnd.HoldLast} }

// blankEconomy has no figure. Benchmarks follow prices, the average wage
// follows wages, and wages follow GDP per head: what an analyst would choose
// first, and sees in the sheet.
func blankEconomy() abnd.Economy {
	return abnd.Economy{
		RealGrowth: held(), DeflatorGrowth: held(), Inflation: held(),
		WageGrowth:  abnd.Series{Extension: abnd.WithGDPPerHead},
		PovertyLine: abnd.Benchmark{Index: costing.IndexCPI},
		MinimumWage: abnd.Benchmark{Index: costing.IndexCPI},
		AverageWage: abnd.Benchmark{Index: costing.IndexWages},
	}
}

func exampleProvenance() abnd.Provenance {
	return abnd.Provenance{Year: blankStart, Source: exampleSource, Confidence: abnd.Assumption, Note: exampleNote}
}

func exampleScheme() abnd.Scheme {
	return abnd.Scheme{
		ID: "EXAMPLE-PENSION", Name: example("social pension", "pensão social"),
		Guarantees: []abnd.Guarantee{abnd.Older}, Kind: abnd.T("means-tested", "com condição de recursos"), Status: abnd.InForce,
		LegalBasis: exampleNote, Eligibility: exampleNote,
		AgeMin: abnd.Known(60, 0), Sex: abnd.Both,
		Benefit: abnd.Known(30, blankStart), Frequency: abnd.T("monthly", "mensal"),
		Recipients: abnd.Known(10_000, blankStart), CountingUnit: abnd.CountPersons,
		Institution: exampleNote, Financing: exampleNote, Indexation: exampleNote,
		Provenance: exampleProvenance(),
	}
}

func exampleRecommendation() abnd.Recommendation {
	return abnd.Recommendation{
		ID: "R1", Guarantee: abnd.Children,
		Text:     example("introduce a benefit for small children", "criar um subsídio para a primeira infância"),
		Priority: "high", Institution: exampleNote, ToBeCosted: true, Provenance: exampleProvenance(),
	}
}

// exampleBenefits show the rules, one kind each: an existing scheme with a
// constant take-up, a new benefit that grows by a ramp, and one that is a
// share of the poverty line and follows a table by year.
func exampleBenefits() []abnd.Benefit {
	from := exampleProvenance()
	pension := costing.NewBenefit("example-pension", abnd.Older, example("social pension, current rules", "pensão social, regras actuais"), from,
		costing.Paid{From: blankStart},
		costing.Ages{Min: 60, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1},
		costing.TakeUp(0.5),
		costing.FlatAmount{Amount: 30, Year: blankStart},
		costing.AdministrationShare(0.05))
	pension.Scheme = "EXAMPLE-PENSION"
	child := costing.NewBenefit("example-child", abnd.Children, example("benefit for small children", "subsídio para a primeira infância"), from,
		costing.From(blankStart+2),
		costing.Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1},
		costing.TakeUpRamp{From: 0, To: 0.8, Start: blankStart + 1, End: blankStart + 7},
		costing.FlatAmount{Amount: 10, Year: blankStart},
		costing.AdministrationShare(0.05))
	child.Recommendations = []string{"R1"}
	disability := costing.NewBenefit("example-disability", abnd.ActiveAge, example("disability benefit", "subsídio de deficiência"), from,
		costing.From(blankStart+2),
		costing.Ages{Min: 15, Max: 59, Sex: abnd.Both, Share: 0.027},
		costing.TakeUpTable("example-take-up"),
		costing.ShareOfReference{Reference: "poverty-line", Share: 0.5, Year: blankStart},
		costing.AdministrationShare(0.05))
	return []abnd.Benefit{pension, child, disability}
}

// Example makes a scheme and a benefit to go on with for a study that has none
// of the one or the other: with its scenarios and years, and marked EXAMPLE. The benefit is a
// share of GDP per head, so that it is of the size of any country; the scheme
// leaves its figures to be filled in. nil where the study has both.
func Example(study *abnd.Study, lang abnd.Lang) *abnd.Study {
	if len(study.Schemes) > 0 && len(study.Benefits) > 0 {
		return nil
	}
	first := study.Projection.First
	from := abnd.Provenance{Year: first, Confidence: abnd.Assumption, Note: exampleNote}
	made := &abnd.Study{FirstYear: study.FirstYear, Projection: study.Projection, PriceYear: study.PriceYear, Country: study.Country}
	if len(study.Schemes) == 0 {
		scheme := exampleScheme()
		scheme.Benefit, scheme.Recipients, scheme.Provenance = abnd.Figure{}, abnd.Figure{}, from
		for _, text := range []*abnd.Text{&scheme.LegalBasis, &scheme.Eligibility, &scheme.Institution, &scheme.Financing, &scheme.Indexation} {
			*text = abnd.Text{}
		}
		made.Schemes = []abnd.Scheme{scheme}
	}
	for _, s := range study.Scenarios {
		made.Scenarios = append(made.Scenarios, abnd.Scenario{ID: s.ID, Name: s.Name})
	}
	if len(study.Benefits) == 0 {
		const rampYears = 5
		child := costing.NewBenefit("example-child", abnd.Children, example("benefit for small children", "subsídio para a primeira infância"), from,
			costing.From(first+1),
			costing.Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1},
			costing.TakeUpRamp{From: 0, To: 0.8, Start: first, End: first + rampYears},
			costing.ShareOfReference{Reference: "gdp-per-head", Share: 0.05, Year: first},
			costing.AdministrationShare(0.05))
		made.Benefits = []abnd.Benefit{child}
		for i := range made.Scenarios {
			if made.Scenarios[i].ID != abnd.StatusQuo {
				made.Scenarios[i].Change(child.ID, "on", abnd.Code(model.Yes))
			}
		}
	}
	return made
}

// exampleScenarios change only what they must: everything else is inherited.
func exampleScenarios() []abnd.Scenario {
	low := abnd.Scenario{
		ID: "low", Name: abnd.T("Low scenario", "Cenário alargado"),
		Description: example("the minimum extension", "o alargamento mínimo"),
	}
	low.Change("example-child", "on", abnd.Code(model.Yes))
	high := abnd.Scenario{
		ID: "high", Name: abnd.T("High scenario", "Cenário amplo"),
		Description: example("the maximum extension", "o alargamento máximo"),
	}
	high.Change("example-pension", "indexation", abnd.Code(costing.IndexCPI))
	high.Change("example-child", "on", abnd.Code(model.Yes))
	high.Change("example-child", "age_max", abnd.Num(5))
	high.Change("example-disability", "on", abnd.Code(model.Yes))
	return []abnd.Scenario{
		{
			ID: abnd.StatusQuo, Name: abnd.T("Status quo", "Situação actual"),
			Description: example("what happens if nothing is decided", "o que acontece se nada for decidido"),
		},
		low, high,
	}
}

func exampleTable() abnd.Table {
	return abnd.Table{
		ID: "example-take-up", Name: example("take-up rate agreed year by year", "taxa de adesão acordada ano a ano"),
		Series: abnd.Series{
			Provenance: exampleProvenance(), Extension: abnd.HoldLast,
			Values: map[abnd.Year]float64{
				blankStart: 0, blankStart + 1: 0, blankStart + 2: 0.1, blankStart + 3: 0.25, blankStart + 4: 0.4, blankStart + 5: 0.5,
			},
		},
	}
}
