package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// split: a benefit that serves two guarantees: a pension for old age and
// disability, a household benefit for children and old age. The first is that of the
// benefit; the second has a share of all that is added by guarantee.
//
//	part[second]     = share
//	part[first]      = 1 − share
//	sum of g[t]      = … + part[g] × (B[t], C[t], A[t], T[t], the increment and who pays)
//
// So nobody is counted in both, and the guarantees add up to the total. The benefit
// itself is told whole, under its first guarantee. How an institution splits its
// accounts is the same whatever is decided, so the split is that of the base: a
// scenario does not change it. Schemes that are carried on by their expenditure
// have the same split in SCHEMES.
var split = family{
	title: abnd.T("Split over two guarantees", "Repartição por duas garantias"),
	note: abnd.T("Sums by guarantee have the share of recipients, costs and increments, so that nobody counts twice in them and they add "+
		"up to the total; tables list the benefit whole, under its first guarantee. The split is the same in every scenario and year. A package "+
		"that takes different scenarios for the two guarantees has each part from its own. Whom the benefit covers is said group by "+
		"group in PROVISIONS, of either guarantee, and does not depend on the split.",
		"As somas por garantia têm a respectiva parte dos beneficiários, dos custos e das despesas adicionais, pelo que ninguém conta nelas duas "+
			"vezes e a sua soma é o total; os quadros mostram a prestação inteira, na primeira garantia. A repartição é a mesma em todos os cenários e anos. Um "+
			"pacote que toma cenários diferentes para as duas garantias tem cada parte do respectivo cenário. Quem a prestação cobre é dito grupo a "+
			"grupo em PROVISIONS, de qualquer das garantias, e não depende da repartição."),
	specs: []Spec{
		{
			Code: secondGuarantee, Unit: abnd.ChoiceUnit, List: GuaranteeList, Optional: true,
			Label: abnd.T("Second guarantee of the benefit", "Segunda garantia da prestação"),
			Help:  abnd.T("For a benefit that serves two, as a pension for old age and disability.", "Para uma prestação que serve duas, como uma pensão de velhice e de invalidez."),
		}, {
			Code: secondShare, Nature: Circumstance, Unit: abnd.PureNumber, Low: 0, High: 1, NeededIf: secondGuarantee, NeededFor: GuaranteeList.Names(),
			Label: abnd.T("Share of the second guarantee", "Parte da segunda garantia"),
			Help:  abnd.T("Of recipients and cost. 0.3: three tenths belong to the second guarantee.", "Dos beneficiários e do custo. 0,3: três décimos são da segunda garantia."),
		},
	},
	prepare: func(b *benefitLines) {
		second, ok := SecondGuarantee(b.benefit)
		if !ok {
			return
		}
		share := b.parameter(secondShare)
		b.addCell(partIn(second), partLabel.Fill(second.Name()), abnd.PureNumber,
			when(allOf(isCode(b.parameter(secondGuarantee), string(second)), isKnown(share)), ref(share), zero))
		b.addCell(partIn(b.benefit.Guarantee), partLabel.Fill(b.benefit.Guarantee.Name()), abnd.PureNumber,
			minus(one, b.line(partIn(second))))
	},
	check: func(c *benefitCheck) {
		if c.code(secondGuarantee) == string(c.benefit.Guarantee) {
			c.fail(secondGuarantee, "split-itself", abnd.T("the second guarantee of %q is its first", "a segunda garantia de %q é a primeira").Fill(c.benefit.ID),
				abnd.T("enter another guarantee, or clear the cell", "indique outra garantia ou apague a célula"))
		}
		for _, code := range []string{secondGuarantee, secondShare} {
			if path := c.path(code); path != ParameterPath(c.benefit.ID, code) {
				c.fail(code, "split-by-scenario", abnd.T("the split over guarantees is the same in every scenario, and this cell changes it in one", "a repartição por garantias é a mesma em todos os cenários, e esta célula altera-a num deles"),
					abnd.T("enter it in the base column, and leave the scenario blank", "indique-a na coluna base e deixe o cenário em branco"))
			}
		}
	},
}

// The parameters of the split; the share is a column of SCHEMES too.
const (
	secondGuarantee = "guarantee_2"
	secondShare     = "guarantee_2_share"
)

// GuaranteeList is the list of the guarantees.
var GuaranteeList = func() *model.List {
	list := &model.List{Name: "guarantee"}
	for _, g := range abnd.Guarantees() {
		list.Codes = append(list.Codes, model.ListCode{Code: string(g), Label: g.Name()})
	}
	return list
}()

// SecondGuarantee is the second guarantee of a benefit that is split over two;
// false for one that is not.
func SecondGuarantee(b abnd.Benefit) (abnd.Guarantee, bool) {
	code, ok := b.Parameters[secondGuarantee].Value.Code()
	second := abnd.Guarantee(code)
	return second, ok && second.Valid() && second != b.Guarantee
}

// GuaranteesOf lists the guarantees that a benefit belongs to: first the one under
// which it is listed.
func GuaranteesOf(b abnd.Benefit) []abnd.Guarantee {
	if second, ok := SecondGuarantee(b); ok {
		return []abnd.Guarantee{b.Guarantee, second}
	}
	return []abnd.Guarantee{b.Guarantee}
}

// SchemeGuarantees lists the guarantees among which the expenditure of a scheme is
// parted: its first alone, where it gives no share of the second.
func SchemeGuarantees(s abnd.Scheme) []abnd.Guarantee {
	if s.SecondShare.Known && len(s.Guarantees) > 1 {
		return s.Guarantees[:2]
	}
	return s.Guarantees[:min(1, len(s.Guarantees))]
}

// PartKey is the key of the share that one of its guarantees has of a benefit in a
// scenario; false for a benefit that is not split.
func PartKey(scenario string, b abnd.Benefit, g abnd.Guarantee) (model.Key, bool) {
	_, ok := SecondGuarantee(b)
	return BenefitKey(scenario, b.ID, partIn(g)), ok
}

// SchemePartKey is the same of a scheme that is carried on by its expenditure.
func SchemePartKey(s abnd.Scheme, g abnd.Guarantee) (model.Key, bool) {
	return abnd.JoinPath("schemes", s.ID, partIn(g)), len(SchemeGuarantees(s)) > 1
}

// partIn is the name of the line.
func partIn(g abnd.Guarantee) string { return "part/" + string(g) }

var partLabel = abnd.T("Part of: %s", "Parte de: %s")

// portion is what a guarantee has of a benefit or scheme: the part in the line, or
// all of it where there is none.
type portion struct{ line model.Key }

// of is the guarantee's part of x.
func (p portion) of(x model.Expr) model.Expr {
	if p.line == "" {
		return x
	}
	return times(ref(p.line), x)
}

// counts is x where the guarantee has any part, and otherwise zero.
func (p portion) counts(x model.Expr) model.Expr {
	if p.line == "" {
		return x
	}
	return when(less(zero, ref(p.line)), x, zero)
}

// portionOf is what a guarantee has of a benefit; false for nothing.
func portionOf(scenario string, b abnd.Benefit, g abnd.Guarantee) (portion, bool) {
	key, parted := PartKey(scenario, b, g)
	if !parted {
		key = ""
	}
	return portion{key}, slices.Contains(GuaranteesOf(b), g)
}

// portionOfScheme is what a guarantee has of a scheme; false for nothing.
func portionOfScheme(s abnd.Scheme, g abnd.Guarantee) (portion, bool) {
	key, parted := SchemePartKey(s, g)
	if !parted {
		key = ""
	}
	return portion{key}, slices.Contains(SchemeGuarantees(s), g)
}

// addSchemeParts adds the split of a scheme and its input.
func (b *builder) addSchemeParts(s abnd.Scheme) {
	of := SchemeGuarantees(s)
	if len(of) < 2 {
		return
	}
	share := abnd.JoinPath("schemes", s.ID, secondShare)
	b.addCell(share, "schemes", abnd.T("%s: share of the second guarantee", "%s: parte da segunda garantia").Fill(s.Name), abnd.PureNumber, figure(s.SecondShare), s.Provenance)
	add := func(g abnd.Guarantee, formula model.Expr) {
		key, _ := SchemePartKey(s, g)
		b.model.Add(model.Line{
			Key: key, Group: "schemes", Unit: abnd.PureNumber, Blankable: true, Formula: formula,
			Label: abnd.T("%s: %s", "%s: %s").Fill(s.Name, partLabel.Fill(g.Name())),
		})
	}
	second, _ := SchemePartKey(s, of[1])
	add(of[1], when(isKnown(share), ref(share), zero))
	add(of[0], minus(one, ref(second)))
}

// schemeSplit checks the split of a scheme.
func (c *checker) schemeSplit(path abnd.Path, s abnd.Scheme) {
	if !s.SecondShare.Known {
		return
	}
	path += "/" + secondShare
	spec, _ := FindSpec(secondShare)
	c.bounds(path, spec.Label, s.SecondShare.Value, spec.Low, spec.High, false)
	switch {
	case len(s.Guarantees) < 2 || s.Guarantees[0] == s.Guarantees[1]:
		c.fail(path, "split-of-one", abnd.T("the scheme %q has the share of a second guarantee, but no second guarantee", "o regime %q tem a parte de uma segunda garantia, mas não uma segunda garantia").Fill(s.ID),
			abnd.T("name two different ones in guarantees, separated by a semicolon, or clear the share", "indique duas diferentes em guarantees, separadas por ponto e vírgula, ou apague a parte"))
	case s.Projection == "" || len(standing(c.study, s.ID)) > 0:
		c.warn(path, "not-read", abnd.T("%s: it is not read, as the expenditure of the scheme %q is not carried on", "%s: não é usado, porque a despesa do regime %q não é projectada").Fill(secondShare, s.ID),
			abnd.T("where a benefit models the scheme, enter guarantee_2 and guarantee_2_share there; otherwise clear the cell", "se uma prestação representa o regime, indique lá guarantee_2 e guarantee_2_share; se não, apague a célula"))
	}
}

// splitPackages finds packages that pay one part of a benefit and not the other,
// as they take different scenarios for its guarantees.
func (c *checker) splitPackages(b abnd.Benefit) {
	second, ok := SecondGuarantee(b)
	if !ok {
		return
	}
	for _, p := range c.study.Packages {
		paid := func(g abnd.Guarantee) bool {
			s, ok := c.study.FindScenario(p.Scenarios[g])
			return ok && Pays(c.study.Inherited(s), b)
		}
		if paid(b.Guarantee) != paid(second) {
			c.warn(PackageScenarioPath(p.ID, second), "split-package", abnd.T("the package %q has one part of %q and not the other: only one of the two scenarios that it takes for its guarantees pays it", "o pacote %q tem uma parte de %q e não a outra: só um dos dois cenários que toma para as suas garantias a paga").Fill(p.ID, b.ID),
				abnd.T("take for both guarantees scenarios that pay it, or that do not", "tome para as duas garantias cenários que a paguem, ou que não a paguem"))
		}
	}
}

// Split gives a share of a benefit to a second guarantee, the rest to its own. See
// split.go.
type Split struct {
	Second abnd.Guarantee
	Share  abnd.Share // of the second
}

func (r Split) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{secondGuarantee: abnd.Code(string(r.Second)), secondShare: number(r.Share)}
}
