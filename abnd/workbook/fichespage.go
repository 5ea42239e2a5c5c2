package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// FichesSheet has a page for each benefit.
const FichesSheet = "FICHES"

// fichesPages are the fiches, where the study has benefits.
func (w *resultWriter) fichesPage() *paper.Page {
	p := &printer{resultWriter: w, sheet: FichesSheet}
	var rows []printRow
	for _, b := range w.study.Benefits {
		for less := range len(ficheCuts) {
			fiche := p.fiche(b, less)
			if less == len(ficheCuts)-1 || len(paged(fiche, printRoom)) == 1 {
				fiche[0].begins = true
				rows = append(rows, fiche...)
				break
			}
		}
	}
	return p.fill(abnd.T("A page for each benefit, for printing: rule, law, cost, cover, who pays", "Uma página por prestação, para imprimir: regra, lei, custo, cobertura, quem paga"), rows)
}

// ficheCut is what a fiche leaves out where it would not fit on its page.
type ficheCut struct {
	target, payers, amount bool // these rows are left out
	texts                  int  // lines that a text may have; 0 for all
}

// ficheCuts go from the fullest to the barest.
var ficheCuts = []ficheCut{{}, {target: true}, {target: true, texts: 3}, {target: true, texts: 2}, {target: true, payers: true, texts: 2}, {target: true, payers: true, texts: 1}, {target: true, payers: true, amount: true, texts: 1}}

// fiche is the page of one benefit.
func (p *printer) fiche(b abnd.Benefit, less int) []printRow {
	cut := ficheCuts[less]
	title := p.words(printColumns, b.Name, paper.Look{Kind: paper.TitleLook, Points: titlePoints})
	scheme, existing := p.study.FindScheme(b.Scheme)
	kind := abnd.T("%s  ·  a new benefit, an option of the dialogue", "%s  ·  prestação nova, opção do diálogo").Fill(b.Guarantee.Name())
	if existing {
		kind = abnd.T("%s  ·  existing scheme: %s", "%s  ·  regime existente: %s").Fill(b.Guarantee.Name(), scheme.Name)
	}
	rows := []printRow{{cells: []printCell{title}}, p.note(kind)}
	const name, text = 4, printColumns - 4
	line := func(label abnd.Text, e printEntry) {
		if e.value == "" {
			return
		}
		c := p.list(text, []printEntry{e})
		if most := cut.texts * int(printLine(text, c.look)); most > 0 && e.formula == "" && len([]rune(e.value)) > most {
			c.entries = []printEntry{{value: paper.Shortened(e.value, most)}}
		}
		rows = append(rows, printRow{cells: []printCell{p.words(name, label, paper.Look{Kind: paper.FixedLook, Bold: true}), c}})
	}
	var paid []paidBenefit
	for _, s := range p.scenarios() {
		if x, on := p.paidIn(s, b); on {
			paid = append(paid, x)
		}
	}
	for _, x := range paid {
		// Of whom the take-up is a share is said beside it: the target group of one
		// scenario is not that of another.
		parts := []printEntry{x.eligibility(), x.phrase(abnd.T("take-up: %s, of a target group of %s", "adesão: %s, de um grupo-alvo de %s"), x.takeUp(), x.target())}
		parts = append(append(parts, x.stepsInWords()...), x.amount())
		line(abnd.T("Rule: %s", "Regra: %s").Fill(x.scenario.Name), spliced(x.ends(), x.separated(parts)))
	}
	if existing {
		line(abnd.T("Who, by the law", "Quem, segundo a lei"), printEntry{value: scheme.Eligibility.In(p.lang)})
		line(abnd.T("Law", "Lei"), printEntry{value: strings.Join(nonBlank(scheme.LegalBasis.In(p.lang), scheme.Law.Remark().In(p.lang)), "; ")})
		line(abnd.T("Who pays, institution", "Quem paga, instituição"), printEntry{value: strings.Join(nonBlank(scheme.Financing.In(p.lang), scheme.Institution.In(p.lang)), "; ")})
	} else {
		line(abnd.T("Law", "Lei"), printEntry{value: abnd.T("not known of this option: no existing scheme stands behind it", "não se conhece: nenhum regime existente está por trás desta opção").In(p.lang)})
	}
	line(abnd.T("Source", "Fonte"), printEntry{value: p.ficheSource(b, scheme, existing)})
	return append(rows, p.ficheTable(b, paid, cut)...)
}

// ficheSource is where the option comes from, or what the scheme's figures do.
func (p *printer) ficheSource(b abnd.Benefit, scheme abnd.Scheme, existing bool) string {
	from := b.Provenance
	if existing && from.Source == "" {
		from = scheme.Provenance
	}
	parts := []string{p.sourceOf(from).In(p.lang)}
	for _, id := range b.Recommendations {
		for _, r := range p.study.Recommended {
			if r.ID == id {
				parts = append(parts, r.ID+". "+strings.TrimRight(r.Text.In(p.lang), "."))
			}
		}
	}
	if parts[0] == "" && len(parts) == 1 {
		if source := p.sourceOf(b.Parameters["amount"].Provenance).In(p.lang); source != "" {
			return source
		}
		return costing.NotKnown().In(p.lang)
	}
	return strings.Join(nonBlank(parts...), "; ")
}

func nonBlank(all ...string) []string {
	var some []string
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			some = append(some, s)
		}
	}
	return some
}

// ficheTable has the figures of the chosen years: cover and cost of each scenario
// that pays the benefit, and who pays in the last of them.
func (p *printer) ficheTable(b abnd.Benefit, paid []paidBenefit, cut ficheCut) []printRow {
	years := chosenYears(p.study.Projection)
	const name, part, figure = 5, 7, 2
	head := printRow{cells: []printCell{p.label(name, abnd.T("Scenario", "Cenário")), p.label(part, abnd.T("Cover and cost", "Cobertura e custo"))}}
	for _, year := range years {
		head.cells = append(head.cells, p.yearHead(figure, year))
	}
	head.cells = append(head.cells, p.filler(name+part+figure*len(years), paper.LabelLook)...)
	var body []printRow
	add := func(s abnd.Scenario, key model.Key) {
		if _, placed := p.spots[key]; !placed || !p.model.Has(key) {
			return
		}
		line := p.model.Line(key)
		kind := paper.FixedLook
		if strings.HasSuffix(string(key), "/total_cost") {
			kind = paper.TotalLook
		}
		label := line.Label
		switch {
		case strings.HasSuffix(string(key), "/take_up"):
			label = abnd.T("%s, of the target group", "%s, do grupo-alvo").Fill(label)
		case line.Unit == abnd.PureNumber || line.Unit == abnd.PersonUnit:
		case !inMillions(line):
			label = abnd.T("%s, %s", "%s, %s").Fill(label, p.study.Country.Currency)
		default:
			label = abnd.T("%s, %s", "%s, %s").Fill(label, p.unitOf(line))
		}
		body = append(body, p.costRow(s.Name, label, key, years, kind, name, part, figure))
	}
	for i, x := range paid {
		// From the target group to the beneficiaries each row is a factor of the last.
		lines := slices.Concat([]string{"target_population", "take_up"}, x.steps(), []string{"beneficiaries", "benefit_amount", "total_cost", "share_of_gdp"})
		left := func(of ...string) {
			lines = slices.DeleteFunc(lines, func(l string) bool { return slices.Contains(of, l) })
		}
		if cut.target {
			left(append(x.steps(), "target_population")...)
		}
		if cut.amount {
			left("benefit_amount", "take_up")
		}
		if i == len(paid)-1 && !cut.payers {
			lines = append(lines, costing.PaidState, costing.PaidContributions, costing.PaidExternal, costing.PayerUnknown)
		}
		for _, l := range lines {
			add(x.scenario, x.key(l))
		}
	}
	if len(body) == 0 {
		return []printRow{p.note(abnd.T("No scenario pays this benefit.", "Nenhum cenário paga esta prestação."))}
	}
	return table(head, body)
}
