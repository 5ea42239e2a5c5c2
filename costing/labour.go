package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The labour market, by sex s and in both:
//
//	labour force[s,t] = Σ participation[s,a,t] × persons[s,a,t]    15 and over, or by age
//	employed[s,t]     = labour force[s,t] × (1 − unemployment[s,t])
//	wage employees    = employed × wage share
//	informal          = employed × informal share
//	insured           = the number given, or wage employees × compliance
//
// International Labour Organization (2013), Resolution concerning statistics
// of work, employment and labour underutilization, 19th ICLS, Geneva.

// ageBand is a range of ages with its own participation.
type ageBand struct {
	code string
	name abnd.Text
	from int
	of   func(*abnd.Labour) *abnd.SeriesBySex
}

// The youngest age of the labour force, and the bands by which the ILO
// publishes it.
const (
	workingAge = 15
	allAges    = "participation"
)

func ageBands() []ageBand {
	return []ageBand{
		{"participation_15_24", abnd.T("15–24", "15–24"), 15, func(l *abnd.Labour) *abnd.SeriesBySex { return &l.Youth }},
		{"participation_25_54", abnd.T("25–54", "25–54"), 25, func(l *abnd.Labour) *abnd.SeriesBySex { return &l.Prime }},
		{"participation_55_64", abnd.T("55–64", "55–64"), 55, func(l *abnd.Labour) *abnd.SeriesBySex { return &l.Older }},
		{"participation_65", abnd.T("65 and over", "65 e mais"), 65, func(l *abnd.Labour) *abnd.SeriesBySex { return &l.Old }},
	}
}

// bySexCode is the code of a row for one sex.
func bySexCode(code string, sex abnd.Sex) string { return code + "_" + string(sex) }

// labourSeries lists the rows of LPR.
func labourSeries() []FrameSeries {
	var all []FrameSeries
	add := func(code string, label abnd.Text, unit abnd.Unit, high float64, of func(*abnd.Study) *abnd.Series) {
		all = append(all, FrameSeries{Code: code, Frame: LabourFrame, Label: label, Unit: unit, Extensions: ExtensionList, Low: 0, High: high, Of: of})
	}
	rates := func(code string, label abnd.Text, of func(*abnd.Labour) *abnd.SeriesBySex) {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			add(bySexCode(code, sex), sexLabel(label, sex), abnd.PureNumber, 1, func(s *abnd.Study) *abnd.Series { return of(&s.Labour).Of(sex) })
		}
	}
	participation := abnd.T("Labour force participation, %s", "Taxa de actividade, %s")
	rates(allAges, participation.Fill(abnd.T("15 and over", "15 e mais")), func(l *abnd.Labour) *abnd.SeriesBySex { return &l.Participation })
	for _, band := range ageBands() {
		rates(band.code, participation.Fill(band.name), band.of)
	}
	rates("unemployment", abnd.T("Unemployment, share of the labour force", "Desemprego, proporção da população activa"), func(l *abnd.Labour) *abnd.SeriesBySex { return &l.Unemployment })
	rates("wage_share", abnd.T("Wage employment, share of the employed", "Emprego por conta de outrem, proporção da população empregada"), func(l *abnd.Labour) *abnd.SeriesBySex { return &l.WageShare })
	add("informal_share", abnd.T("Informal employment, share of the employed", "Emprego informal, proporção da população empregada"), abnd.PureNumber, 1,
		func(s *abnd.Study) *abnd.Series { return &s.Labour.Informal })
	add("insured_share", abnd.T("Insured, share of wage employees (compliance)", "Inscritos na segurança social, proporção dos trabalhadores por conta de outrem (cumprimento contributivo)"), abnd.PureNumber, 1,
		func(s *abnd.Study) *abnd.Series { return &s.Labour.Compliance })
	add("insured_persons", abnd.T("Insured persons, number", "Segurados, número"), abnd.PersonUnit, mostPersons,
		func(s *abnd.Study) *abnd.Series { return &s.Labour.Insured })
	add("labour_force_published", abnd.T("Labour force as published, to compare", "População activa publicada, para comparar"), abnd.PersonUnit, mostPersons,
		func(s *abnd.Study) *abnd.Series { return &s.Labour.LabourForce })
	return all
}

const mostPersons = 1e10

// The lines of the labour market that others read.
const (
	frameLabourForce      model.Key = "frame/labour_force"
	frameEmployed         model.Key = "frame/employed"
	frameEmploymentGrowth model.Key = "frame/employment_growth"
	frameInsured          model.Key = "frame/insured"
)

// hasParticipation reports whether the labour force is known: for both sexes the
// participation of all ages together or of each band.
func hasParticipation(s *abnd.Study) bool {
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		if !SeriesGiven(s.Labour.Participation.Of(sex)) && !byAge(s, sex) {
			return false
		}
	}
	return true
}

// byAge reports whether a sex has its participation by age.
func byAge(s *abnd.Study, sex abnd.Sex) bool {
	for _, band := range ageBands() {
		if !SeriesGiven(band.of(&s.Labour).Of(sex)) {
			return false
		}
	}
	return true
}

// hasEmployment reports whether the employed are known.
func hasEmployment(s *abnd.Study) bool {
	u := &s.Labour.Unemployment
	return hasParticipation(s) && SeriesGiven(&u.Female) && SeriesGiven(&u.Male)
}

// hasWageEmployees reports whether, of the employed, wage employees are known.
func hasWageEmployees(s *abnd.Study) bool {
	return SeriesGiven(&s.Labour.WageShare.Female) && SeriesGiven(&s.Labour.WageShare.Male)
}

// hasInsured reports whether the insured are known: their number, or their share
// of wage employees.
func hasInsured(s *abnd.Study) bool {
	return hasEmployment(s) && (SeriesGiven(&s.Labour.Insured) || hasWageEmployees(s) && SeriesGiven(&s.Labour.Compliance))
}

func usedLine(code string) model.Key { return abnd.JoinPath("frame", code) }

// addLabourLines adds the lines of the labour market, as far as what they
// read is given.
func (b *builder) addLabourLines() {
	s := b.study
	if !hasParticipation(s) {
		return
	}
	add := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: "labour", Label: label, Unit: unit, Years: s.Frame(), Blankable: true, Formula: formula})
	}
	// both adds a number of persons by sex and in both.
	both := func(code string, label abnd.Text, of func(abnd.Sex) model.Expr) {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			add(usedLine(bySexCode(code, sex)), sexLabel(label, sex), abnd.PersonUnit, of(sex))
		}
		add(usedLine(code), label, abnd.PersonUnit, plus(ref(usedLine(bySexCode(code, abnd.Female))), ref(usedLine(bySexCode(code, abnd.Male)))))
	}
	rate := func(code string, sex abnd.Sex) model.Expr { return ref(usedLine(bySexCode(code, sex))) }

	both("working_age", abnd.T("Persons of working age", "População em idade activa"), func(sex abnd.Sex) model.Expr {
		return b.persons(sex, b.labourAge(workingAge), ref(oldestAge))
	})
	both("labour_force", abnd.T("Labour force", "População activa"), func(sex abnd.Sex) model.Expr {
		if !byAge(s, sex) {
			return times(ref(usedLine(bySexCode("working_age", sex))), rate(allAges, sex))
		}
		bands := ageBands()
		parts := make([]model.Expr, len(bands))
		for i, band := range bands {
			last := ref(oldestAge)
			if i+1 < len(bands) {
				last = b.labourAge(bands[i+1].from - 1)
			}
			parts[i] = times(b.persons(sex, b.labourAge(band.from), last), rate(band.code, sex))
		}
		return sum(parts)
	})
	add("frame/participation", abnd.T("Labour force participation, both sexes", "Taxa de actividade, ambos os sexos"), abnd.PureNumber, over(ref(frameLabourForce), ref(usedLine("working_age"))))
	if SeriesGiven(&s.Labour.LabourForce) {
		const published = model.Key("labour/labour_force_published") // as published, not carried on
		b.model.Add(model.Line{
			Key: "frame/labour_force_ratio", Group: "labour", Label: abnd.T("Labour force over the published one", "População activa sobre a publicada"), Years: s.Frame(), Blankable: true, Factor: true,
			Formula: when(allOf(isKnown(published), isKnown(frameLabourForce)), over(ref(frameLabourForce), ref(published)), blank),
		})
	}
	if !hasEmployment(s) {
		return
	}
	both("employed", abnd.T("Employed", "População empregada"), func(sex abnd.Sex) model.Expr {
		return times(ref(usedLine(bySexCode("labour_force", sex))), minus(one, rate("unemployment", sex)))
	})
	both("unemployed", abnd.T("Unemployed", "Desempregados"), func(sex abnd.Sex) model.Expr {
		return times(ref(usedLine(bySexCode("labour_force", sex))), rate("unemployment", sex))
	})
	add(frameEmploymentGrowth, abnd.T("Growth of employment", "Crescimento do emprego"), abnd.PureNumber,
		when(equal(thisYear, ref(firstYear)), blank, minus(over(ref(frameEmployed), prev(frameEmployed)), one)))
	if SeriesGiven(&s.Labour.Informal) {
		add("frame/informal", abnd.T("Informally employed", "População com emprego informal"), abnd.PersonUnit, times(ref(frameEmployed), ref("frame/informal_share")))
	}
	if hasWageEmployees(s) {
		both("wage_employees", abnd.T("Wage employees", "Trabalhadores por conta de outrem"), func(sex abnd.Sex) model.Expr {
			return times(ref(usedLine(bySexCode("employed", sex))), rate("wage_share", sex))
		})
	}
	label := abnd.T("Insured persons", "Segurados")
	switch {
	case SeriesGiven(&s.Labour.Insured):
		add(frameInsured, label, abnd.PersonUnit, ref("frame/insured_persons"))
	case hasWageEmployees(s) && SeriesGiven(&s.Labour.Compliance):
		add(frameInsured, label, abnd.PersonUnit, times(ref("frame/wage_employees"), ref("frame/insured_share")))
	default:
		return
	}
	add("frame/insured_rate", abnd.T("Insured, share of the employed", "Segurados, proporção da população empregada"), abnd.PureNumber, over(ref(frameInsured), ref(frameEmployed)))
}

// labourAge is an age that bounds a range, as a cell of its own.
func (b *builder) labourAge(age int) model.Expr {
	key := abnd.JoinPath("general", "age", itoa(age))
	if !b.model.Has(key) {
		b.addCell(key, "general", abnd.T("Labour force: age %d", "População activa: idade %d").Fill(age), abnd.AgeInYears, float64(age), abnd.Provenance{})
	}
	return ref(key)
}
