package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The events of [Births].
const (
	OfBirths      = "births"
	OfPregnancies = "pregnancies"
)

var eventList = &model.List{Name: "event", Codes: []model.ListCode{
	{Code: OfBirths, Label: abnd.T("births: paid from the birth on", "nascimentos: paga a partir do nascimento")},
	{Code: OfPregnancies, Label: abnd.T("pregnancies: paid in the months before the birth", "gravidezes: paga nos meses antes do nascimento")},
}}

// The frame lines of births around a year.
const (
	frameBirths       model.Key = "frame/births"
	frameMothers      model.Key = "frame/mothers"
	frameBirthsBefore model.Key = "frame/births_before"
	frameBirthsAfter  model.Key = "frame/births_after"
	frameNextYear     model.Key = "frame/next_year"
)

// births: the target group is the women who give birth. Each is entitled for
// M months from the birth on, or, for pregnancies, for the M months before
// it. With births spread evenly over the year and m = M ÷ 12 years, these
// shares of all payments fall in the year of the birth, in the year next to
// it and in the one after that:
//
//	m ≤ 1   s0 = 1 − m ÷ 2     s1 = m ÷ 2         s2 = 0
//	m > 1   s0 = 1 ÷ (2 × m)   s1 = 1 − s0 − s2   s2 = (m − 1)² ÷ (2 × m)
//
//	births       N[t] = s0 × births[t] + s1 × births[t−1] + s2 × births[t−2]
//	pregnancies  N[t] = s0 × births[t] + s1 × births[t+1]
//	payments     of one entitlement = payments a year × m
//
// N counts entitlements by the year in which they are paid: those of one year
// and of the next are not the same women twice, and over the years every
// birth is paid once. Somebody whose entitlement runs over the end of a year
// counts in part in each. The births before the frame and after it are held.
//
// The shares are the areas of the strip of entitlements over the two years,
// as in a Lexis diagram: Preston, S., Heuveline, P., Guillot, M. (2001),
// Demography, Blackwell, section 2.4.
var births = family{
	title: abnd.T("Births and pregnancies", "Nascimentos e gravidezes"),
	note: abnd.T("Births are spread evenly over each year. The target group are women by the calendar year in which their "+
		"months are paid: a woman whose months extend beyond the end of a year is counted in part in each year, and over "+
		"all years every birth is counted once. Beneficiaries are these women, not person-years: the months ÷ 12 enter "+
		"only the cost, so that beneficiaries × amount × payments per year × entitlement in years × share paid is the "+
		"benefit expenditure. Births before the first year of VITAL and after its last year equal those of that year.",
		"Os nascimentos repartem-se por igual em cada ano. O grupo-alvo são mulheres segundo o ano civil em que os seus "+
			"meses são pagos: uma mulher cujos meses passam o fim do ano conta em parte em cada um, e ao longo dos anos cada "+
			"nascimento conta uma vez. Os beneficiários são essas mulheres e não pessoas-ano: os meses ÷ 12 entram apenas no "+
			"custo, pelo que beneficiários × montante × pagamentos por ano × direito em anos × parte paga é a despesa com "+
			"prestações. Os nascimentos antes do primeiro ano de VITAL e depois do último são iguais aos desse ano."),
	specs: []Spec{
		{
			Code: "event", Unit: abnd.ChoiceUnit, List: eventList,
			Label: abnd.T("Event", "Acontecimento"),
			Help:  abnd.T("births or pregnancies, from VITAL, in place of the ages: write 0 and 100 there.", "births (nascimentos) ou pregnancies (gravidezes), da folha VITAL, em vez das idades: escreva aí 0 e 100."),
		}, {
			Code: "entitlement_months", Unit: abnd.Months, Low: 0, High: 24,
			Label: abnd.T("Months of entitlement", "Meses de direito"),
			Help:  abnd.T("From the birth on, or before it. Payments per year are those of a full year: 12 for a monthly benefit.", "A partir do nascimento, ou antes dele. Os pagamentos por ano são os de um ano inteiro: 12 para uma prestação mensal."),
		},
	},
	prepare: func(b *benefitLines) {
		b.model.Add(model.Line{
			Key: b.cell("entitlement_years"), Group: b.group(), Blankable: true, Factor: true,
			Label:   abnd.T("Entitlement, in years", "Direito, em anos"),
			Formula: over(ref(b.parameter("entitlement_months")), ref(monthsPerYear)),
		})
		m := b.line("entitlement_years")
		short := atMost(m, one)
		b.addCell("share_event_year", abnd.T("Share paid in the year of the birth", "Proporção paga no ano do nascimento"), abnd.PureNumber,
			when(short, minus(one, over(m, two)), over(one, times(two, m))))
		b.addCell("share_second_year", abnd.T("Share paid two years from the birth", "Proporção paga a dois anos do nascimento"), abnd.PureNumber,
			when(short, zero, over(times(minus(m, one), minus(m, one)), times(two, m))))
		b.addCell("share_next_year", abnd.T("Share paid one year from the birth", "Proporção paga a um ano do nascimento"), abnd.PureNumber,
			minus(minus(one, b.line("share_event_year")), b.line("share_second_year")))
		before := when(equal(thisYear, ref(firstYear)), ref(frameBirthsBefore), prev(frameBirthsBefore))
		after := when(isKnown(frameBirthsAfter), ref(frameBirthsAfter), ref(frameBirths))
		own := times(ref(frameBirths), b.line("share_event_year"))
		b.addBlankable("events", abnd.T("Births or pregnancies, by the year of their payments", "Nascimentos ou gravidezes, segundo o ano dos seus pagamentos"), abnd.PersonUnit,
			choose(b.parameter("event"),
				totalOf(own, times(ref(frameBirthsBefore), b.line("share_next_year")), times(before, b.line("share_second_year"))),
				plus(own, times(after, b.line("share_next_year"))),
			))
		b.people = func(sex abnd.Sex) model.Expr {
			if sex == abnd.Female {
				return b.line("events")
			}
			return zero
		}
		b.payments = times(b.payments, m)
	},
	check: func(c *benefitCheck) {
		if c.code("sex") == string(abnd.Male) {
			c.fail("sex", "event-sex", abnd.T("men do not give birth: the target group would be empty", "os homens não dão à luz: o grupo-alvo ficaria vazio"),
				abnd.T("choose female", "escolha female"))
		}
		lo, okLo := c.number("age_min")
		hi, okHi := c.number("age_max")
		if okLo && lo != 0 || okHi && hi != abnd.MaxAge {
			c.fail("age_min", "event-ages", abnd.T("births are not available by age of the mother, so the ages %v to %v would have no effect", "os nascimentos não estão disponíveis por idade da mãe, pelo que as idades %v a %v não teriam efeito").Fill(lo, hi),
				abnd.T("enter 0 and 100 as ages, or clear event and entitlement_months", "escreva 0 e 100 ou apague event e entitlement_months"))
		}
		for _, other := range []family{bands, ageSteps, shareByAge} {
			if code, ok := c.fillsIn(other); ok {
				c.fail(code, "event-ages", abnd.T("%s depends on age, and births have no age", "%s depende da idade e os nascimentos não têm idade").Fill(code),
					abnd.T("clear this cell, or clear event and entitlement_months", "apague esta célula, ou apague event e entitlement_months"))
			}
		}
		c.rejectCombination("event", "payment_rule", "school_days", "works_time", "scale_counts", "child_cap_rule")
		c.rejectFamilies("event", interventions)
		months, okMonths := c.number("entitlement_months")
		if c.code("event") == OfPregnancies && okMonths && months > monthsInAYear {
			c.fail("entitlement_months", "pregnancy-months", abnd.T("no pregnancy lasts %v months", "nenhuma gravidez dura %v meses").Fill(months),
				abnd.T("enter at most 12, and cost the months after the birth as a separate benefit", "indique no máximo 12 e estime os meses após o nascimento como outra prestação"))
		}
		if year, ok := c.birthsUnknownIn(); ok {
			c.fail("event", "births-unknown", abnd.T("the births of %d are missing", "faltam os nascimentos de %d").Fill(int(year)),
				abnd.T("enter them in VITAL, with the extrapolation after the last value", "indique-os em VITAL, com a extrapolação depois do último valor"))
		}
	},
}

// birthsUnknownIn gives the first year without births among those that a
// benefit reads: from two years before the projection on, where the frame has
// them.
func (c *benefitCheck) birthsUnknownIn() (abnd.Year, bool) {
	s, frame := &c.study.Vital.Births, c.study.Frame()
	base, projected := c.study.PopulationBase()
	held := false
	for year := frame.First; year <= frame.Last; year++ {
		if projected && year >= base {
			return 0, false // those are computed
		}
		_, published := s.Values[year]
		held = held || published
		known := published
		switch s.Extension {
		case abnd.HoldLast:
			known = held
		case abnd.LongRunValue:
			known = published || year > frame.First && s.LongRun.Known
		}
		if !known && year >= c.study.Projection.First-2 {
			return year, true
		}
	}
	return 0, false
}

// optionalSeries checks a series that may be blank. In which years it must be
// known is for the rule that reads it to say.
func (c *checker) optionalSeries(f FrameSeries) {
	s := f.Of(c.study)
	if _, projected := c.study.PopulationBase(); projected {
		c.publishedYears(f, s)
		return
	}
	if len(s.Values) == 0 && s.Extension != abnd.LongRunValue {
		if s.Extension != "" {
			c.choice(f.Path()+"/extension", f.Extensions, string(s.Extension))
		}
		return
	}
	from := c.study.Frame().Last
	if f.Later {
		// It may begin after the frame of a study that was shortened.
		from = lastCalendarYear
	}
	c.series(f.Path(), f.Label, s, f.Extensions, f.Low, f.High, from, false)
}

// publishedYears checks the births before the base year of a projected
// population: any of them may be blank, and no extension is read.
func (c *checker) publishedYears(f FrameSeries, s *abnd.Series) {
	if s.Extension != "" {
		c.choice(f.Path()+"/extension", f.Extensions, string(s.Extension))
	}
	if len(s.Values) > 0 {
		c.provenance(f.Path(), s.Provenance)
	}
	for _, year := range sortedYears(s.Values) {
		c.bounds(abnd.JoinPath(string(f.Path()), yearText(year)), f.Label, s.Values[year], f.Low, f.High, false)
	}
}

// projectedBirths are the births of the frame where the population is
// projected: those published before the base year, then those of the
// projection.
//
//	births[t] = published[t] where t < base year, else projected[t]
func projectedBirths(published model.Key) model.Expr {
	return when(less(thisYear, ref(PopulationBaseKey)), when(isKnown(published), ref(published), blank), inYear(BirthsKey, thisYear))
}

// lastCalendarYear that a sheet can hold.
const lastCalendarYear abnd.Year = 9999

// addVitalLines adds the births of the years around each year, which the
// years that are costed read.
func (b *builder) addVitalLines() {
	frame := b.study.Frame()
	next := make([]float64, frame.Len())
	for i, year := range frame.All() {
		next[i] = float64(year + 1)
	}
	b.model.Add(model.Line{
		Key: frameNextYear, Group: "vital", Label: abnd.T("The year after", "O ano seguinte"), Unit: abnd.CalendarYear,
		Years: frame, Inputs: next,
	})
	around := func(key model.Key, label abnd.Text, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: "vital", Label: label, Unit: abnd.PersonUnit, Years: frame, Blankable: true, Formula: formula})
	}
	around(frameBirthsBefore, abnd.T("Live births, year before", "Nados-vivos, ano anterior"),
		when(equal(thisYear, ref(firstYear)), ref(frameBirths), prev(frameBirths)))
	mothers := model.Expr(ref(frameBirths))
	if SeriesGiven(&b.study.Vital.MultipleBirths) {
		mothers = times(mothers, minus(one, ref(abnd.JoinPath("frame", multipleBirthsCode))))
	}
	around(frameMothers, abnd.T("Women who give birth in the year", "Mulheres que têm um parto no ano"), mothers)
	around(frameBirthsAfter, abnd.T("Live births, year after", "Nados-vivos, ano seguinte"), inYear(frameBirths, ref(frameNextYear)))
}

// Births makes women giving birth the target group, in place of [Ages]: each
// is entitled for some months from the birth on ([OfBirths]) or before it
// ([OfPregnancies]). Share is the share of births that the benefit is meant
// for. The payments a year of [Delivery] stay those of a full year. See
// births.go.
type Births struct {
	Event  string
	Months float64
	Share  abnd.Share
}

func (r Births) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"event": abnd.Code(r.Event), "entitlement_months": abnd.Num(r.Months), "share": number(r.Share),
		"age_min": number(0), "age_max": number(abnd.MaxAge), "sex": abnd.Code(string(abnd.Female)),
	}
}
