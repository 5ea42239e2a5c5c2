package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// DifferenceLabel heads the two columns of SCHEMES and of OUTTURN in which the analyst
// gives the reason for a difference, each with its language after it.
var DifferenceLabel = abnd.T("Reason for the difference", "Motivo da diferença")

func schemeColumns() []Column {
	columns := append(inEachLanguage([]Column{
		{Key: "id", Label: abnd.T("Id", "Id")},
		nameColumn,
		{Key: "guarantees", Label: abnd.T("Guarantees", "Garantias"), Format: Codes, Help: abnd.T("health; children; active-age; older: one or more, separated by semicolons.", "health; children; active-age; older: uma ou mais, separadas por ponto e vírgula.")},
		{Key: "guarantee_2_share", Label: abnd.T("Share of the second guarantee", "Parte da segunda garantia"), Format: Share, Optional: true, Help: abnd.T("Share of the projected expenditure that belongs to the second of the guarantees. Blank: all of it belongs to the first.", "Parte da despesa projectada que é da segunda das garantias. Em branco: é toda da primeira.")},
		{Key: "kind", Label: abnd.T("Kind", "Tipo"), Earlier: "kind", Lang: bothLangs},
		{Key: "status", Label: abnd.T("Status", "Situação"), Format: Code, List: statusList},
		{Key: "form", Label: abnd.T("Form of the benefit", "Forma da prestação"), Format: Code, List: benefitFormList, Optional: true, Help: abnd.T("What is given. Only cash counts as coverage outside health care. Blank: cash.", "O que se dá. Fora dos cuidados de saúde só as prestações em dinheiro contam como cobertura. Em branco: em dinheiro.")},
		{Key: "legal_basis", Label: abnd.T("Legal basis", "Base legal"), Format: Wrapped, Earlier: "legal_basis", Lang: bothLangs},
		{Key: "legal_status", Label: abnd.T("Status of the legal basis", "Situação da base legal"), Format: Code, List: legalStatusList, Optional: true, Help: abnd.T("A decision or a partner's project is no legal coverage; a law without regulation or budget is. Blank: not known.", "Uma decisão ou um projecto de um parceiro não é cobertura legal; uma lei sem regulamentação ou sem orçamento é. Em branco: não se conhece.")},
		{Key: "eligibility", Label: abnd.T("Eligibility", "Elegibilidade"), Format: Wrapped, Earlier: "eligibility", Lang: bothLangs},
		{Key: "age_min", Label: abnd.T("Minimum age", "Idade mínima"), Format: Whole},
		{Key: "age_max", Label: abnd.T("Maximum age", "Idade máxima"), Format: Whole},
		{Key: "sex", Label: abnd.T("Sex", "Sexo"), Format: Code, List: model.SexList},
		{Key: "benefit", Label: abnd.T("Benefit", "Prestação"), Format: Money},
		{Key: "benefit_year", Label: abnd.T("Year of the benefit", "Ano da prestação"), Format: YearNo},
		{Key: "frequency", Label: abnd.T("Frequency", "Periodicidade"), Earlier: "frequency", Lang: bothLangs},
		{Key: "payments", Label: abnd.T("Payments per year", "Pagamentos por ano"), Format: Number, Optional: true, Help: abnd.T("Payments to one recipient in a year: 12 if monthly.", "A cada beneficiário num ano: 12 se for mensal.")},
		{Key: "recipients", Label: abnd.T("Recipients", "Beneficiários"), Format: Persons},
		{Key: "recipients_unit", Label: abnd.T("Counted as", "Contados como"), Format: Code, List: countingUnitList},
		{Key: "recipients_year", Label: abnd.T("Reference year of the count", "Ano de referência da contagem"), Format: YearNo},
		{Key: "recipients_paid", Label: abnd.T("Recipients paid in the year", "Beneficiários pagos no ano"), Format: Persons, Optional: true, Help: abnd.T("Those of the recipients who were paid in the reference year; they alone are covered. Blank: all who are counted.", "Os beneficiários a quem se pagou no ano de referência; só estes têm cobertura. Em branco: todos os contados.")},
		{Key: "benefit_for", Label: abnd.T("Persons per payment", "Pessoas por pagamento"), Format: Number, Optional: true, Help: abnd.T("The persons whom one payment is meant for, e.g. the members of a household. Adequacy is per person.", "As pessoas a que se destina um pagamento, por exemplo os membros do agregado. A adequação é por pessoa.")},
		{Key: "recipients_amount", Label: abnd.T("Payment amount in the year of the count", "Montante do pagamento no ano da contagem"), Format: Money, Optional: true, Help: abnd.T("The amount of one payment in the reference year of the count. Blank: the benefit amount, if it is of that year.", "O montante de um pagamento no ano de referência da contagem. Em branco: o montante da prestação, se for desse ano.")},
		{Key: "recipients_cover", Label: abnd.T("Recipients include schemes", "Os beneficiários incluem os regimes"), Format: Codes, Optional: true, Help: abnd.T("Ids of the other schemes whose recipients are included in this number.", "Códigos dos outros regimes cujos beneficiários estão incluídos neste número.")},
		{Key: "expenditure", Label: abnd.T("Annual expenditure", "Despesa anual"), Format: Money},
		{Key: "expenditure_year", Label: abnd.T("Year of the expenditure", "Ano da despesa"), Format: YearNo},
		{Key: "expenditure_covers", Label: abnd.T("Expenditure includes schemes", "A despesa inclui os regimes"), Format: Codes, Optional: true, Help: abnd.T("Ids of the other schemes whose expenditure is included in this amount.", "Códigos dos outros regimes cuja despesa está incluída neste montante.")},
		{Key: "projection", Label: abnd.T("Expenditure projected with", "Despesa projectada com"), Format: Code, List: costing.SchemeIndexList, Help: abnd.T("Blank: not projected, or modelled by a benefit.", "Em branco: não é projectada, ou o seu custo é o de uma prestação.")},
		{Key: "institution", Label: abnd.T("Institution", "Instituição"), Format: Wrapped, Earlier: "institution", Lang: bothLangs},
		{Key: "financing", Label: abnd.T("Financing", "Financiamento"), Format: Wrapped, Earlier: "financing", Lang: bothLangs},
		{Key: "share_state", Label: abnd.T("Share paid by the State", "Parte paga pelo Estado"), Format: Share, Optional: true, Help: abnd.T("Share of the cost that the State pays from its own means. Blank: not known.", "Parte do custo que o Estado paga com meios próprios (componente interna). Em branco: não se sabe.")},
		{Key: "share_contributions", Label: abnd.T("Share paid by contributions", "Parte paga por contribuições"), Format: Share, Optional: true, Help: abnd.T("Share of the cost paid by contributions of workers and employers. Blank: not known.", "Parte do custo paga por contribuições de trabalhadores e empregadores. Em branco: não se sabe.")},
		{Key: "share_external", Label: abnd.T("Share paid by external partners", "Parte paga por parceiros externos"), Format: Share, Optional: true, Help: abnd.T("Share of the cost paid by external partners, as grants or loans of projects. Blank: not known.", "Parte do custo paga por parceiros externos, em donativos ou créditos de projectos (componente externa). Em branco: não se sabe.")},
		{Key: "external_until", Label: abnd.T("Last year of external partners", "Último ano dos parceiros externos"), Format: YearNo, Optional: true, Help: abnd.T("Last year in which external partners pay; from the next year on the Treasury must find their share. Blank: no end year known.", "Último ano em que os parceiros externos pagam; no ano seguinte a sua parte passa para o Tesouro. Em branco: não se conhece o último ano.")},
		{Key: "indexation", Label: abnd.T("Indexation rule", "Regra de actualização"), Format: Wrapped, Earlier: "indexation", Lang: bothLangs},
		{Key: "difference", Label: DifferenceLabel, Format: Wrapped, Optional: true, Help: abnd.T("Why the model's cost in the first year differs from the reported expenditure; shown in RECONCILE.", "Porque difere o custo do modelo no primeiro ano da despesa comunicada; mostrado em RECONCILE."), Lang: bothLangs},
	}), provenanceColumns(true)...)
	// Files from before there was a Portuguese name have the local one.
	local := slices.IndexFunc(columns, func(c Column) bool { return c.Key == "name_pt" })
	columns[local].Earlier = "name_local"
	return columns
}

func writeSchemes(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Schemes, Title: abnd.T("Existing schemes", "Regimes existentes"), Columns: schemeColumns(), Frozen: 2,
		Help: abnd.T("Schemes and programmes in force or ended, as published, with or without a basis in law. Blank: no data.", "Regimes e programas em vigor ou cessados, tal como publicados, com ou sem base legal. Em branco: sem dados."),
	}
	for _, x := range study.Schemes {
		w := s.newRow()
		path := abnd.JoinPath("schemes", x.ID)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		w.text("id", under("id"), x.ID)
		w.texts("name", path, x.Name)
		w.text("guarantees", under("guarantees"), joined(x.Guarantees))
		w.figure("guarantee_2_share", under("guarantee_2_share"), x.SecondShare)
		w.texts("kind", path, x.Kind)
		w.text("status", under("status"), string(x.Status))
		w.text("form", under("form"), string(x.Form))
		w.texts("legal_basis", path, x.LegalBasis)
		w.text("legal_status", under("legal_status"), string(x.Law))
		w.texts("eligibility", path, x.Eligibility)
		w.figure("age_min", under("age_min"), x.AgeMin)
		w.figure("age_max", under("age_max"), x.AgeMax)
		w.text("sex", under("sex"), string(x.Sex))
		w.figure("benefit", under("benefit"), x.Benefit)
		w.year("benefit_year", under("benefit_year"), x.Benefit.Year)
		w.texts("frequency", path, x.Frequency)
		w.figure("payments", under("payments"), x.Payments)
		w.figure("recipients", under("recipients"), x.Recipients)
		w.text("recipients_unit", under("recipients_unit"), string(x.CountingUnit))
		w.year("recipients_year", under("recipients_year"), x.Recipients.Year)
		w.figure("recipients_paid", under("recipients_paid"), x.RecipientsPaid)
		w.figure("benefit_for", under("benefit_for"), x.BenefitFor)
		w.figure("recipients_amount", under("recipients_amount"), x.RecipientsAmount)
		w.text("recipients_cover", under("recipients_cover"), joined(x.RecipientsCover))
		w.figure("expenditure", under("expenditure"), x.Expenditure)
		w.year("expenditure_year", under("expenditure_year"), x.Expenditure.Year)
		w.text("expenditure_covers", under("expenditure_covers"), joined(x.ExpenditureCovers))
		w.text("projection", under("projection"), x.Projection)
		w.texts("institution", path, x.Institution)
		w.texts("financing", path, x.Financing)
		w.figure("share_state", under("share_state"), x.ShareState)
		w.figure("share_contributions", under("share_contributions"), x.ShareContributions)
		w.figure("share_external", under("share_external"), x.ShareExternal)
		w.year("external_until", under("external_until"), x.ExternalUntil)
		w.texts("indexation", path, x.Indexation)
		w.texts("difference", path, x.Difference)
		w.provenance(path, x.Provenance)
		w.end()
	}
	return s
}

func readSchemes(r *reader) {
	r.places["schemes"] = r.grids[Schemes].Place
	for _, w := range r.table(Schemes, schemeColumns(), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("schemes", id)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		r.places[path], r.places[under("id")] = w.place(), w.raw("id").Place
		x := abnd.Scheme{
			ID:                 id,
			Name:               w.texts("name", path),
			SecondShare:        w.figure("guarantee_2_share", under("guarantee_2_share")),
			Kind:               w.texts("kind", path),
			Status:             abnd.SchemeStatus(w.text("status", under("status"))),
			Form:               abnd.BenefitForm(w.text("form", under("form"))),
			LegalBasis:         w.texts("legal_basis", path),
			Law:                abnd.LegalStatus(w.text("legal_status", under("legal_status"))),
			Eligibility:        w.texts("eligibility", path),
			AgeMin:             w.figure("age_min", under("age_min")),
			AgeMax:             w.figure("age_max", under("age_max")),
			Sex:                abnd.Sex(w.text("sex", under("sex"))),
			Benefit:            w.datedFigure("benefit", "benefit_year", path),
			Frequency:          w.texts("frequency", path),
			Payments:           w.figure("payments", under("payments")),
			Recipients:         w.datedFigure("recipients", "recipients_year", path),
			CountingUnit:       abnd.CountingUnit(w.text("recipients_unit", under("recipients_unit"))),
			RecipientsPaid:     w.figure("recipients_paid", under("recipients_paid")),
			BenefitFor:         w.figure("benefit_for", under("benefit_for")),
			RecipientsAmount:   w.figure("recipients_amount", under("recipients_amount")),
			RecipientsCover:    w.list("recipients_cover", under("recipients_cover")),
			Expenditure:        w.datedFigure("expenditure", "expenditure_year", path),
			ExpenditureCovers:  w.list("expenditure_covers", under("expenditure_covers")),
			Projection:         w.text("projection", under("projection")),
			Institution:        w.texts("institution", path),
			Financing:          w.texts("financing", path),
			ShareState:         w.figure("share_state", under("share_state")),
			ShareContributions: w.figure("share_contributions", under("share_contributions")),
			ShareExternal:      w.figure("share_external", under("share_external")),
			ExternalUntil:      w.year("external_until", under("external_until")),
			Indexation:         w.texts("indexation", path),
			Difference:         w.texts("difference", path),
			Provenance:         w.provenance(path),
		}
		for _, g := range w.list("guarantees", under("guarantees")) {
			x.Guarantees = append(x.Guarantees, abnd.Guarantee(g))
		}
		r.study.Schemes = append(r.study.Schemes, x)
	}
}
