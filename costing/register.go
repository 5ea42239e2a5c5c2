package costing

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// register: recipients by age band as a register counts them in a year. In
// other years they go with the population of their band:
//
//	r[k]   = recipients of band k in year T ÷ P[band k, T]
//	R[s,t] = Σ r[k] × P[s, band k within the benefit's ages, t]
//	c[t]   = R[t] ÷ N[t]                      the coverage of the whole group
//	u[t]   = take-up before T, where one is given
//	       = c[t] + (u′ − c[t]) × clamp((t − t0) ÷ (t1 − t0)) from T on, with a final rate
//	       = c[t] otherwise
//	B[s,t] = R[s,t] × d[t] + G[s,t] × g[t]
//
// r may be above one: ages that people give a register and those of a census
// or a projection differ, most at the highest ages. No band is capped, for what
// one has too many its neighbour lacks; the coverage that is told is of the
// whole group. A take-up below that of the register takes from all bands in
// proportion, one above it reaches those whom the register lacks in each band:
//
//	G[s,t] = Σ max(0, 1 − r[k]) × P[s, band k within the benefit's ages, t]
//	d[t]   = min(1, u[t] ÷ c[t])
//	g[t]   = max(0, u[t] − c[t]) × N[t] ÷ G[t]
//
// In Timor-Leste nearly all who joined from 2024 to 2025 were of 60 to 69, where
// the register had half of the people.
//
// Ages of the benefit below those of the register have the rate of its youngest
// band, those above it that of its oldest. Amounts by age band are paid each to
// the recipients of its own ages: see bands.go.
//
// What a register counts has been through all that narrows a benefit, so that
// other rules that do so cannot be combined with it.
var register = family{
	title: abnd.T("Recipients of a register by age band", "Beneficiários de um registo por escalão etário"),
	note: abnd.T("Each band has the ratio of recipients to population of the register's year, in all years and for both sexes; it "+
		"may exceed 1, as ages in a register and in a projection differ. No band is capped: take_up is that of the whole "+
		"group. The youngest band's ratio holds at younger ages too, the oldest band's at older ones. Before the "+
		"register's year take_up applies, where it has a value; take_up_target, ramp_start and ramp_end change it after: "+
		"more recipients are those whom the register lacks in each band, fewer are fewer in all bands in proportion. Amounts by age band are paid to the recipients of their own ages.",
		"Cada escalão tem a razão entre beneficiários e população do ano do registo, em todos os anos e para ambos os sexos; "+
			"pode exceder 1, porque as idades do registo e da projecção diferem. Nenhum escalão é limitado: take_up é a do grupo "+
			"inteiro. A razão do escalão mais jovem vale também para idades inferiores, a do mais idoso para as superiores. Antes "+
			"do ano do registo aplica-se take_up, se tiver valor; take_up_target, ramp_start e ramp_end mudam-na depois: "+
			"se sobe, os novos são os que faltam ao registo em cada escalão; se desce, diminuem todos em proporção. Os montantes por escalão etário são pagos aos beneficiários das suas idades."),
	specs: []Spec{
		{
			Code: "register_year", Nature: Circumstance, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			NeededIf: "take_up_rule", NeededFor: []string{RegisterTakeUp},
			Label: abnd.T("Year of the register", "Ano do registo"),
			Help: abnd.T("Year of the counts by age band. Take_up applies before it only; the share of the age group is then used only for comparison.",
				"Ano das contagens por escalão etário. Take_up só se aplica antes dele; a proporção do grupo etário serve então só de comparação."),
		}, {
			Code: "register_age_min", Nature: Circumstance, Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge,
			NeededIf: "take_up_rule", NeededFor: []string{RegisterTakeUp},
			Label: abnd.T("Youngest age of the register", "Idade mínima do registo"),
			Help:  abnd.T("In completed years, included: where its first band begins.", "Em anos completos, incluída: onde começa o primeiro escalão."),
		},
		ofRegister(Spec{
			Code: "register_age_max", Nature: Circumstance, Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge,
			Label: abnd.T("Oldest age of the register", "Idade máxima do registo"),
			Help:  abnd.T("In completed years, included. Blank: no oldest age.", "Em anos completos, incluída. Em branco: sem idade máxima."),
		}),
		{
			Code: registerCodes[0], Nature: Circumstance, Unit: abnd.PersonUnit, Low: 0, High: maxRegistered,
			NeededIf: "take_up_rule", NeededFor: []string{RegisterTakeUp},
			Label: abnd.T("Recipients of the first band", "Beneficiários do primeiro escalão"),
			Help:  abnd.T("Persons in the register, from its youngest age up to the next band.", "Pessoas no registo, da idade mínima até ao escalão seguinte."),
		},
		registerAge(registerCodes[1], abnd.T("Register: second band from age", "Registo: segundo escalão a partir da idade")),
		registerCount(registerCodes[1], abnd.T("Recipients of the second band", "Beneficiários do segundo escalão")),
		registerAge(registerCodes[2], abnd.T("Register: third band from age", "Registo: terceiro escalão a partir da idade")),
		registerCount(registerCodes[2], abnd.T("Recipients of the third band", "Beneficiários do terceiro escalão")),
		registerAge(registerCodes[3], abnd.T("Register: fourth band from age", "Registo: quarto escalão a partir da idade")),
		registerCount(registerCodes[3], abnd.T("Recipients of the fourth band", "Beneficiários do quarto escalão")),
	},
	prepare: func(b *benefitLines) {
		b.addRegisterRates()
		b.addOfRegister("register_recipients", abnd.T("Recipients at the ratios of the register", "Beneficiários às razões do registo"), ofRatio)
		b.addOfRegister("register_lacking", abnd.T("People whom the register lacks in their band", "Pessoas que faltam ao registo no seu escalão"), ofLack)
		target, take, coverage := b.line("target_population"), b.line("take_up"), b.line("register_coverage")
		b.addBlankable("register_coverage", abnd.T("Recipients of the register, share of the whole target group", "Beneficiários do registo, proporção do grupo-alvo inteiro"), abnd.PureNumber,
			when(equal(target, zero), zero, over(b.line("register_recipients"), target)))
		b.addBlankable("register_kept", abnd.T("Recipients of the register who are reached", "Beneficiários do registo que são alcançados"), abnd.PureNumber,
			when(b.byRegister(), when(equal(coverage, zero), zero, when(less(take, coverage), over(take, coverage), one)), blank))
		b.addBlankable("register_joined", abnd.T("People whom the register lacks who are reached", "Pessoas que faltam ao registo e são alcançadas"), abnd.PureNumber,
			when(b.byRegister(), when(allOf(less(coverage, take), less(zero, b.line("register_lacking"))),
				over(times(minus(take, coverage), target), b.line("register_lacking")), zero), blank))

		p := func(code string) model.Expr { return ref(b.parameter(code)) }
		changed := plus(coverage, times(minus(p("take_up_target"), coverage),
			clamped(over(minus(thisYear, p("ramp_start")), minus(p("ramp_end"), p("ramp_start"))))))
		before := allOf(isKnown(b.parameter("take_up")), less(thisYear, p("register_year")))
		b.takeUpOfRegister = when(equal(coverage, zero), zero,
			when(before, p("take_up"), when(isKnown(b.parameter("take_up_target")), changed, coverage)))
		otherwise := b.countedFrom
		b.countedFrom = func(sex abnd.Sex, from model.Expr) model.Expr {
			return when(b.byRegister(), plus(
				times(b.registered(sex, from, ofRatio), b.line("register_kept")),
				times(b.registered(sex, from, ofLack), b.line("register_joined"))), otherwise(sex, from))
		}
	},
	check: func(c *benefitCheck) {
		if c.code("take_up_rule") != RegisterTakeUp {
			return
		}
		for _, k := range registerCodes[1:] {
			c.requireBoth(k+"_age", k)
		}
		c.inOrder("register_age_min", "register_2_age", "register_3_age", "register_4_age")
		c.requireBoth("take_up_target", "ramp_start")
		c.requireBoth("take_up_target", "ramp_end")
		year, okYear := c.number("register_year")
		if start, ok := c.number("ramp_start"); ok && okYear && start < year {
			c.fail("ramp_start", "order", abnd.T("the scale-up starts in %v, before the year of the register, %v", "a expansão começa em %v, antes do ano do registo, %v").Fill(start, year),
				abnd.T("enter the year of the register or a later one", "indique o ano do registo ou um posterior"))
		}
		if sex, ok := c.benefit.Parameters["sex"].Value.Code(); ok && sex != c.code("sex") {
			c.fail("sex", "register-sex", abnd.T("the register counts the recipients of the sex in the base, %s", "o registo conta os beneficiários do sexo da base, %s").Fill(sex),
				abnd.T("leave this cell blank, or choose another take_up_rule in this scenario", "deixe esta célula em branco ou escolha outra take_up_rule neste cenário"))
		}
		c.rejectCombination("register_year", notInRegister...)
		if !okYear {
			return
		}
		if !c.study.Frame().Contains(abnd.Year(year)) {
			c.fail("register_year", "year-outside",
				abnd.T("the year of the register, %v, is outside the data years %s", "o ano do registo, %v, está fora dos anos dos dados, %s").Fill(year, c.study.Frame()),
				abnd.T("enter one of these years, or an earlier first_year in GENERAL", "indique um desses anos, ou um first_year anterior em GENERAL"))
			return
		}
		c.registerPeople(abnd.Year(year))
	},
}

// registerCodes are those of the counts; "_age" ends the code of the age from
// which each but the first counts.
var registerCodes = []string{"register_1", "register_2", "register_3", "register_4"}

// notInRegister are parameters of the rules that a register has been through
// already, or whose recipients have no ages.
var notInRegister = []string{
	"event", "area_rule", "exclusion_error", "excluded_share", "pensioners", "child_cap_rule", "enrolment_rule", "scale_counts",
	"participation", "poorest_share", "yields_to", shareTableCode, shareBandCodes[1] + "_age",
}

// RegisterBand names the parameters of a band of a register: its count, and the
// age at which it begins. "_ratio" after the count is the line of the recipients
// per person of the band.
type RegisterBand struct{ Count, Age string }

// RegisterBands lists the bands that a register can have.
func RegisterBands() []RegisterBand {
	all := make([]RegisterBand, len(registerCodes))
	for i, code := range registerCodes {
		all[i] = RegisterBand{code, code + "_age"}
	}
	all[0].Age = "register_age_min"
	return all
}

// HasRegister reports whether the recipients of a benefit are those of a register
// in the base or in a scenario, or might be: its parameters are filled in.
func HasRegister(study *abnd.Study, b abnd.Benefit) bool { return register.inUse(study, b) }

// ofRegister is a parameter that a register may have.
func ofRegister(s Spec) Spec {
	s.Optional, s.ReadIf, s.ReadFor = true, "take_up_rule", []string{RegisterTakeUp}
	return s
}

func registerAge(band string, label abnd.Text) Spec {
	return ofRegister(Spec{Code: band + "_age", Nature: Circumstance, Label: label, Unit: abnd.AgeInYears, Whole: true, Low: 0, High: abnd.MaxAge})
}

func registerCount(band string, label abnd.Text) Spec {
	return ofRegister(Spec{Code: band, Nature: Circumstance, Label: label, Unit: abnd.PersonUnit, Low: 0, High: maxRegistered})
}

// maxRegistered is more than any register counts in a band; far more would leave
// no digits to the bands beside it.
const maxRegistered = 1e9

// byRegister holds where the take-up of the benefit is that of a register.
func (b *benefitLines) byRegister() model.Cond {
	return isCode(b.parameter("take_up_rule"), RegisterTakeUp)
}

// ofTheSex is zero for a sex that the benefit is not for.
func (b *benefitLines) ofTheSex(sex abnd.Sex, people model.Expr) model.Expr {
	return when(anyOf(isCode(b.parameter("sex"), string(abnd.Both)), isCode(b.parameter("sex"), string(sex))), people, zero)
}

// registerAgeOf is where a band of the register begins.
func (b *benefitLines) registerAgeOf(band int) model.Key {
	return b.parameter(RegisterBands()[band].Age)
}

// addRegisterRates adds the population of each band in the register's year, and
// how many recipients there were to a person of it. The population of all data
// years stands with the frames: a register is often older than what is costed.
func (b *benefitLines) addRegisterRates() {
	year, last := b.parameter("register_year"), b.parameter("register_age_max")
	oldest := when(isKnown(last), ref(last), ref(oldestAge))
	from := func(band int) model.Key { return b.cell(fmt.Sprintf("register_from_%d", band+1)) }
	for i := range registerCodes {
		age := b.registerAgeOf(i)
		// As POP has them: a shock to the population is one to what comes after a count.
		people := func(sex abnd.Sex) model.Expr { return b.ofTheSex(sex, peopleAged(sex, ref(age), oldest)) }
		b.model.Add(model.Line{
			Key: from(i), Group: "vital", Unit: abnd.PersonUnit, Years: b.study.Frame(), Blankable: true,
			Label:   abnd.T("%s, %s: people from band %d of the register on", "%s, %s: pessoas a partir do escalão %d do registo").Fill(b.benefit.Name, b.scenario.Name, i+1),
			Formula: when(allOf(isKnown(age), isKnown(b.parameter("sex"))), plus(people(abnd.Female), people(abnd.Male)), blank),
		})
	}
	for i, code := range registerCodes {
		then := inYear(from(i), ref(year))
		if next := i + 1; next < len(registerCodes) {
			then = minus(then, when(isKnown(b.registerAgeOf(next)), inYear(from(next), ref(year)), zero))
		}
		b.addCell(code+"_people", abnd.T("People of band %d in the register's year", "Pessoas do escalão %d no ano do registo").Fill(i+1), abnd.PersonUnit,
			when(allOf(isKnown(year), isKnown(b.registerAgeOf(i))), then, blank))
		b.addCell(code+ofRatio, abnd.T("Recipients per person of band %d in the register's year", "Beneficiários por pessoa do escalão %d no ano do registo").Fill(i+1), abnd.PureNumber,
			when(isKnown(b.cell(code+"_people")), when(equal(b.line(code+"_people"), zero), blank, over(ref(b.parameter(code)), b.line(code+"_people"))), blank))
		b.addCell(code+ofLack, abnd.T("Share of the people of band %d whom the register lacks", "Proporção das pessoas do escalão %d que faltam ao registo").Fill(i+1), abnd.PureNumber,
			when(isKnown(b.cell(code+ofRatio)), greatest(zero, minus(one, b.line(code+ofRatio))), blank))
	}
}

// What ends the codes of the lines of a band: recipients per person of it, and
// how far that is from everybody.
const ofRatio, ofLack = "_ratio", "_lack"

// addOfRegister adds the people of the benefit's ages, each band times its ratio.
func (b *benefitLines) addOfRegister(code string, label abnd.Text, ratio string) {
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		b.addBlankable(ofSex(code, sex), sexLabel(label, sex), abnd.PersonUnit,
			when(b.byRegister(), b.ofTheSex(sex, b.registered(sex, b.youngest, ratio)), blank))
	}
	b.addBlankable(code, label, abnd.PersonUnit, b.bothSexes(code))
}

// registered are the people of one sex from an age on, each band times its ratio.
//
//	Σ r[k] × P[band k] = r[1] × P[from an age on] + Σ (r[k] − r[k−1]) × P[from band k on]
func (b *benefitLines) registered(sex abnd.Sex, from model.Expr, of string) model.Expr {
	below := b.line(registerCodes[0] + of)
	terms := []model.Expr{times(below, b.peopleFrom(sex, from))}
	for i := range registerCodes[1:] {
		age, ratio := b.registerAgeOf(i+1), b.line(registerCodes[i+1]+of)
		terms = append(terms, when(isKnown(age), times(minus(ratio, below), b.peopleFrom(sex, greatest(from, ref(age)))), zero))
		below = ratio
	}
	return totalOf(terms...)
}

// registerPeople checks that the bands of a register have ages and people, and
// that it counts somebody.
func (c *benefitCheck) registerPeople(year abnd.Year) {
	ages, codes, counted := []int{}, []string{}, 0.0
	for _, band := range RegisterBands() {
		count, okCount := c.number(band.Count)
		age, okAge := c.number(band.Age)
		if !okAge || !okCount {
			break
		}
		ages, codes, counted = append(ages, int(age)), append(codes, band.Count), counted+count
	}
	oldest := abnd.MaxAge
	if x, ok := c.number("register_age_max"); ok {
		oldest = int(x)
	}
	if len(ages) == 0 || !slices.IsSorted(ages) {
		return // told already
	}
	if last := ages[len(ages)-1]; oldest < last {
		c.fail("register_age_max", "order", abnd.T("the oldest age of the register, %d, is below its last band, from %d on", "a idade máxima do registo, %d, é inferior ao último escalão, a partir de %d").Fill(oldest, last),
			abnd.T("enter a higher age, or leave the cell blank", "indique uma idade superior ou deixe a célula em branco"))
		return
	}
	if counted == 0 {
		c.fail(codes[0], "register-empty", abnd.T("the register counts nobody", "o registo não conta ninguém"),
			abnd.T("enter the recipients by age band, or choose another take_up_rule", "indique os beneficiários por escalão etário ou escolha outra take_up_rule"))
	}
	people := &c.study.Population
	if base, projected := c.study.PopulationBase(); projected && year > base || !people.Years().Contains(year) {
		return // its people are computed, or missing
	}
	sex := abnd.Sex(c.code("sex"))
	if _, known := people.Get(year, abnd.Female, abnd.MaxAge); !known || model.SexList.Index(string(sex)) < 0 {
		return // told already
	}
	for i, code := range codes {
		last := oldest
		if i+1 < len(ages) {
			last = ages[i+1] - 1
		}
		if people.Between(year, sex, ages[i], last) == 0 {
			c.fail(code, "register-nobody", abnd.T("POP has nobody of %d to %d in %d, the year of the register", "POP não tem ninguém dos %d aos %d anos em %d, ano do registo").Fill(ages[i], last, int(year)),
				abnd.T("join this band with its neighbour", "junte este escalão ao vizinho"))
		}
	}
}

// Register are recipients by age band as a register counts them in a year: so
// many of each band, by the age at which it begins, at most four. Oldest is the
// last age of the last band; 0 for none. See register.go.
type Register struct {
	Year             abnd.Year
	Oldest           int
	RecipientsByBand map[int]abnd.Persons
}

func (r Register) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{"take_up_rule": abnd.Code(RegisterTakeUp), "register_year": number(r.Year)}
	if r.Oldest > 0 {
		p["register_age_max"] = number(r.Oldest)
	}
	for i, age := range sortedKeys(r.RecipientsByBand) {
		switch {
		case i == len(registerCodes):
			panic("costing: Register takes four bands at most")
		case i == 0:
			p["register_age_min"] = number(age)
		default:
			p[registerCodes[i]+"_age"] = number(age)
		}
		p[registerCodes[i]] = number(r.RecipientsByBand[age])
	}
	return p
}
