package costing

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// shareByAge: the share of the target group differs by age band, and may move
// by year. The benefit's own share is that of the youngest band; each later
// band has an age from which it counts and a share; a table by year takes the
// place of a share.
//
//	s[k,t] = the table of band k in t where there is one, else its share
//	N[s,t] = Σ s[k,t] × P[s, band k within the benefit's ages, t]
//	       = s[1,t] × P[s, lo..hi, t] + Σ (s[k,t] − s[k−1,t]) × P[s, max(lo, a(k))..hi, t]
//
// One prevalence for all ages keeps the number of persons with a disability at
// the same share of a population that grows older, and so understates it: by 7 to
// 10 % after nine years against the prevalences of single ages of UN ESCAP's Social
// Protection Online Tool for Cambodia, Lao PDR and the Philippines; seven bands are
// within 1 %. Amounts by age band are weighted by the people of the bands' shares.
var shareByAge = family{
	title: abnd.T("Share by age and by year", "Proporção por idade e por ano"),
	note: abnd.T("Share is that of the youngest band and holds up to the age of the next; each band's share is the same at all its "+
		"ages and for both sexes; bands may lie outside the ages of the benefit. Where a band has a table, its values count in place of its share. Amounts by age band are "+
		"weighted by the people of each band times its share. Who else receives a benefit, and which groups its recipients "+
		"belong to, is still told as if it reached the same share at each of its ages.",
		"Share é a do escalão mais jovem e vale até à idade do seguinte; a proporção de cada escalão é a mesma em todas as suas "+
			"idades e para ambos os sexos; pode haver escalões fora das idades da prestação. Se um escalão tem tabela, os valores desta contam em vez da proporção. Os montantes por "+
			"escalão etário são ponderados pelas pessoas de cada escalão vezes a sua proporção. Quem mais recebe a prestação, e a que "+
			"grupos pertencem os beneficiários, continua a ser indicado como se ela alcançasse a mesma proporção em cada idade."),
	specs:   shareBandSpecs(),
	prepare: func(b *benefitLines) { b.addShareBands() },
	check: func(c *benefitCheck) {
		var ages []string
		for _, k := range shareBandCodes[1:] {
			age := k + "_age"
			given := c.has(k) || c.has(k+"_table")
			switch {
			case c.has(age) && !given:
				c.eitherOr(k, k+"_table", abnd.T("%s has a value, but the share of its band is missing", "está indicado: %s, mas falta a proporção do escalão").Fill(age))
			case given && !c.has(age):
				c.fail(age, "needed", abnd.T("the age of a band is missing: %s", "falta a idade de um escalão: %s").Fill(age),
					abnd.T("enter the age from which it counts, or clear the share and the table of the band", "indique a idade a partir da qual conta, ou apague a proporção e a tabela do escalão"))
			}
			ages = append(ages, age)
		}
		c.inOrder(ages...)
		for _, code := range []string{shareBandCodes[1] + "_age", shareTableCode} {
			c.rejectCombination(code, "pensioners")
		}
	},
}

// shareBandCodes are those of the shares; "_age" ends the code of the age from
// which each but the first counts, "_table" that of its table by year.
var shareBandCodes = []string{"share", "share_2", "share_3", "share_4", "share_5", "share_6", "share_7"}

// ShareBandCodes lists the parameters of the shares by age, the youngest band first;
// "_age" ends the code of the age from which each but the first counts, "_table" that of
// its table by year.
func ShareBandCodes() []string { return slices.Clone(shareBandCodes) }

const shareTableCode = "share_table"

// shareBandSpecs are the parameters of the bands: those of the first are a
// benefit's own share, and its table.
func shareBandSpecs() []Spec {
	table := func(band string, label abnd.Text) Spec {
		return Spec{
			Code: band + "_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true, Optional: true, Label: label,
			Help: abnd.T("The id of a row of SERIES; it replaces the share of the band.", "O código de uma linha da folha SERIES; conta em vez da proporção do escalão."),
		}
	}
	all := []Spec{table(shareBandCodes[0], abnd.T("Table of the share of the youngest band", "Tabela da proporção do escalão mais jovem"))}
	for i, k := range shareBandCodes[1:] {
		n := i + 2
		all = append(all,
			bandAge(k+"_age", abnd.T("Share: band %d from age", "Proporção: escalão %d a partir da idade").Fill(n)),
			Spec{
				Code: k, Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true,
				Label: abnd.T("Share of the people of band %d", "Proporção das pessoas do escalão %d").Fill(n),
				Help:  abnd.T("From the age of the band up to that of the next.", "Da idade do escalão até à do seguinte."),
			},
			table(k, abnd.T("Table of the share of band %d", "Tabela da proporção do escalão %d").Fill(n)))
	}
	return all
}

// addShareBands adds the share of each band by year, and lets the target group
// and what is weighted by it count the people of the bands times their shares. In
// a scenario without bands the share stays a factor of whoever the group is.
func (b *benefitLines) addShareBands() {
	for i, k := range shareBandCodes {
		b.addBlankable(shareBand(i), abnd.T("Share of the people of band %d, used", "Proporção das pessoas do escalão %d, usada").Fill(i+1), abnd.PureNumber,
			when(isKnown(b.parameter(k+"_table")), b.table(k+"_table"), ref(b.parameter(k))))
	}
	counted := func(sex abnd.Sex, from model.Expr) model.Expr {
		below := b.line(shareBand(0))
		terms := []model.Expr{times(below, b.peopleFrom(sex, from))}
		for i, k := range shareBandCodes[1:] {
			age, share := b.parameter(k+"_age"), b.line(shareBand(i+1))
			terms = append(terms, when(isKnown(age), times(minus(share, below), b.peopleFrom(sex, greatest(from, ref(age)))), zero))
			below = share
		}
		return totalOf(terms...)
	}
	differs := anyOf(isKnown(b.parameter(shareTableCode)), isKnown(b.parameter(shareBandCodes[1]+"_age")))
	b.people = func(sex abnd.Sex) model.Expr {
		return when(differs, counted(sex, b.youngest), b.persons(sex, b.youngest, b.oldest))
	}
	b.countedFrom = func(sex abnd.Sex, from model.Expr) model.Expr {
		return when(differs, counted(sex, from), b.persons(sex, from, b.oldest))
	}
	b.share = when(differs, one, b.share)
}

// shareBand is the line of the share of a band by year.
func shareBand(band int) string { return fmt.Sprintf("share_band_%d", band+1) }

// ShareBand is a band of ages above the youngest: the age from which it counts,
// and its share, or the ID of a table by year that takes its place.
type ShareBand struct {
	From  int
	Share abnd.Share
	Table string
}

// ShareBands are the bands of ages, in their order, whose shares of the target
// group are others than that of [Ages], which is the youngest band's: six at
// most. See sharebyage.go.
type ShareBands []ShareBand

func (r ShareBands) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{}
	for i, band := range r {
		if i+1 == len(shareBandCodes) {
			panic("costing: ShareBands takes six bands at most")
		}
		k := shareBandCodes[i+1]
		p[k+"_age"] = number(band.From)
		if band.Table != "" {
			p[k+"_table"] = abnd.Code(band.Table)
		} else {
			p[k] = number(band.Share)
		}
	}
	return p
}

// ShareTable takes the share of the target group from the study's table with
// this ID, that of the youngest band where there are several. See sharebyage.go.
type ShareTable string

func (r ShareTable) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{shareTableCode: abnd.Code(string(r))}
}
