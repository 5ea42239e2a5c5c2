package scenarios

import (
	"regexp"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Theirs is the figure of another institution for a benefit in a year: the
// total, and what it says of how that is made. What it does not say is not
// known. The years of the figures are not read.
type Theirs struct {
	People   abnd.Figure // beneficiaries, in the unit that the study counts them in
	Amount   abnd.Figure // of one payment, in whole units of money of the year; a mean where the study's is one
	Payments abnd.Figure // to one beneficiary in the year, of that amount
	// SharePaid is the share of what is due that is paid. Where it is not known, it is taken to
	// be 1: their figure is taken as paid in full.
	SharePaid abnd.Figure
	// Administration is a share of the benefits. Where it is not known, it is taken to be 0: their
	// figure is taken as without administration.
	Administration abnd.Figure
	Total          abnd.Figure // in whole units of money; where it is not known, the product of the others
}

// theirPart is one part of what another institution says.
type theirPart struct {
	names  []string // as they are written, the usual one first
	factor Factor   // blank for the total
	of     func(*Theirs) *abnd.Figure
	// taken is what stands for a part that is not given.
	taken abnd.Figure
	share bool // of one, and can be written in percent
}

var theirParts = []theirPart{
	{names: []string{"people"}, factor: PeopleFactor, of: func(t *Theirs) *abnd.Figure { return &t.People }},
	{names: []string{"amount"}, factor: AmountFactor, of: func(t *Theirs) *abnd.Figure { return &t.Amount }},
	{names: []string{"months", "payments"}, factor: PaymentsFactor, of: func(t *Theirs) *abnd.Figure { return &t.Payments }},
	{names: []string{"share-paid"}, factor: SharePaidFactor, of: func(t *Theirs) *abnd.Figure { return &t.SharePaid }, taken: abnd.Known(1, 0), share: true},
	{names: []string{"admin"}, factor: AdministrationFactor, of: func(t *Theirs) *abnd.Figure { return &t.Administration }, taken: abnd.Known(0, 0),
		share: true},
	{names: []string{"total"}, of: func(t *Theirs) *abnd.Figure { return &t.Total }},
}

// theirFactors are the parts without the total.
func theirFactors() []theirPart { return theirParts[:len(theirParts)-1] }

// TheirNames are the names that [ParseTheirs] knows.
func TheirNames() []string {
	var all []string
	for _, p := range theirParts {
		all = append(all, p.names...)
	}
	return all
}

// theirName begins a part of a figure.
var theirName = regexp.MustCompile(`(?:^|[\s,;]+)([\pL_-]+)\s*=`)

// ParseTheirs reads the figure of another institution as people write it, in
// one text or several: parts as name=value, set apart by commas, semicolons or
// spaces, as in
//
//	people=88919,amount=60,months=12,total=64021680
//	people=88919 share-paid=94% admin=0.05 total=64000000
//
// months and payments are two names for the payments in the year. Numbers are
// written as [ParseSetting] takes them; share-paid and admin can be in
// percent. A name that does not exist, a part that is given twice and a figure
// that cannot be are errors, as is a figure without a total that cannot be
// computed; all are found in one pass.
func ParseTheirs(texts []string, lang abnd.Lang) (Theirs, abnd.Diagnostics) {
	var t Theirs
	var found abnd.Diagnostics
	for _, text := range texts {
		starts := theirName.FindAllStringSubmatchIndex(text, -1)
		before := text
		if len(starts) > 0 {
			before = text[:starts[0][0]]
		}
		if before = strings.TrimSpace(before); before != "" {
			found.AddError("", "their-figure", abnd.T("%q is not part of a figure", "%q não faz parte de um valor").Fill(before),
				abnd.T("write NAME=VALUE, e.g. people=88919,total=64000000", "escreva NOME=VALOR, por exemplo people=88919,total=64000000"))
		}
		for i, at := range starts {
			end := len(text)
			if i+1 < len(starts) {
				end = starts[i+1][0]
			}
			found = append(found, t.read(text[at[2]:at[3]], strings.TrimSpace(text[at[1]:end]), lang)...)
		}
	}
	if found = append(found, t.ranges()...); found == nil {
		found = t.whole()
	}
	if found != nil {
		return Theirs{}, found
	}
	return t, nil
}

// read reads one part.
func (t *Theirs) read(name, value string, lang abnd.Lang) abnd.Diagnostics {
	code := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	for _, p := range theirParts {
		for _, known := range p.names {
			if known != code {
				continue
			}
			to := p.of(t)
			x, percent, problem := parseNumber(value, lang)
			switch {
			case to.Known:
				return failing(abnd.Path(code), "set-twice", abnd.T("the figure is given twice",
					"o valor está indicado duas vezes"), abnd.T("omit one of the two", "omita um dos dois"))
			case !problem.IsZero():
				return failing(abnd.Path(code), "value", problem, digitsHint)
			case percent && !p.share:
				return failing(abnd.Path(code), "value", abnd.T("%q is a percentage", "%q é uma percentagem").Fill(value), abnd.T("enter a number",
					"indique um número"))
			case percent:
				x /= percentPerShare
			}
			*to = abnd.Known(abnd.Kept(x), 0)
			return nil
		}
	}
	return failing(abnd.Path(name), "unknown-part", abnd.T("a figure has no part %q",
		"um valor não tem a parte %q").Fill(name), abnd.Suggestion(code, TheirNames()))
}

// ranges finds figures that cannot be.
func (t Theirs) ranges() abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, p := range theirParts {
		switch x, name := p.of(&t).Value, abnd.Path(p.names[0]); {
		case x < 0:
			found.AddError(name, "out-of-range", abnd.T("%v is below zero", "%v é inferior a zero").Fill(x), abnd.T("enter zero or more",
				"indique zero ou mais"))
		case p.share && x > 1:
			found.AddError(name, "out-of-range", abnd.T("%v is more than 1, i.e. 100%%", "%v é mais do que 1, ou seja 100 %%").Fill(x),
				abnd.T("enter a share or a percentage, e.g. 0.94 or 94%", "indique uma proporção ou uma percentagem, por exemplo 0,94 ou 94%"))
		}
	}
	return found
}

// whole finds whether there is a total, and whether the factors allow it.
func (t Theirs) whole() abnd.Diagnostics {
	var missing []string
	product := 1.0
	for _, p := range theirFactors() {
		switch x := *p.of(&t); {
		case x.Known:
			product *= p.asFactor(x.Value)
		case !p.taken.Known:
			missing = append(missing, p.names[0])
		}
	}
	switch {
	case !t.Total.Known && len(missing) > 0:
		return failing("total", "needed", abnd.T("the total is missing, and cannot be computed without %s",
			"falta o total, que não se pode calcular sem %s").Fill(strings.Join(missing, ", ")),
			abnd.T("enter total=, or all of people=, amount= and months=", "indique total=, ou people=, amount= e months="))
	case t.Total.Value != 0 && product == 0:
		return failing("total", "contradiction", abnd.T("the total is %v, but one of its factors is 0",
			"o total é %v, mas um dos seus factores é 0").Fill(t.Total.Value),
			abnd.T("correct one of the two, or omit the factor", "corrija um dos dois ou omita o factor"))
	}
	return nil
}

// asFactor is a part as it stands in the product: administration comes on top.
func (p theirPart) asFactor(x float64) float64 {
	if p.factor == AdministrationFactor {
		return 1 + x
	}
	return x
}
