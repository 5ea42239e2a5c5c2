package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func indicatorList() *model.List {
	list := &model.List{Name: "indicator"}
	for _, code := range abnd.IndicatorCodes() {
		list.Codes = append(list.Codes, model.ListCode{Code: code, Label: abnd.IndicatorName(code)})
	}
	return list
}

func indicatorColumns() []Column {
	return append([]Column{
		{Key: "indicator", Label: abnd.T("Indicator", "Indicador"), Format: Code, List: indicatorList()},
		{Key: "label", Label: abnd.T("Population measured", "População medida"), Auto: true},
		{Key: "group", Label: abnd.T("Group that measures it", "Grupo que o mede"), Help: abnd.T("An id of GROUPS; blank for the index 3.8.1.", "Um código da folha GROUPS; em branco para o índice 3.8.1.")},
		{Key: "published", Label: abnd.T("Published value", "Valor publicado"), Format: Number, Help: abnd.T("A share from 0% to 100%; points from 0 to 100 for 3.8.1. Explain in the note why the study's own value differs.", "Uma proporção de 0 % a 100 %; pontos de 0 a 100 para 3.8.1. Explique na nota porque difere o valor do estudo.")},
		{Key: "published_year", Label: abnd.T("Year of the value", "Ano do valor"), Format: YearNo},
		{Key: "own", Label: abnd.T("Of this study", "Deste estudo"), Format: Share, Auto: true, Help: abnd.T("Direct recipients, share of the group (of children: those covered); calculated in the results workbook.", "Beneficiários directos, proporção do grupo (das crianças: as cobertas); preenchida pelo livro de resultados.")},
		{Key: costing.MembersLine, Label: abnd.T("With members of households", "Com membros dos agregados"), Format: Share, Auto: true, Help: abnd.T("Direct recipients with the members of their households, where schemes count households.", "Beneficiários directos com os membros dos seus agregados, quando os regimes contam agregados.")},
		{Key: "difference", Label: abnd.T("Difference", "Diferença"), Format: Share, Auto: true, Help: abnd.T("Value of this study minus the published value, in percentage points.", "Valor deste estudo menos o publicado, em pontos percentuais.")},
	}, provenanceColumns(false)...)
}

func writeIndicators(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Indicators, Title: abnd.T("Indicators of the Sustainable Development Goals", "Indicadores dos Objectivos de Desenvolvimento Sustentável"), Columns: indicatorColumns(), Frozen: 1,
		Help: abnd.T("Published values, with which the study's own coverage is compared.", "Valores publicados, com os quais se compara a cobertura do próprio estudo."),
	}
	for _, i := range study.Indicators {
		w := s.newRow()
		under := func(key string) abnd.Path { return costing.IndicatorKey(i.Code, key) }
		w.text("indicator", under("code"), i.Code)
		w.label("label", abnd.IndicatorName(i.Code))
		w.text("group", under("group"), i.Group)
		w.figure("published", under("published"), i.Published)
		if i.Code != abnd.ServiceCoverageIndex {
			w.format(Share, "published")
		}
		w.year("published_year", under("published_year"), i.Published.Year)
		w.provenance(abnd.JoinPath("indicators", i.Code), i.Provenance)
		w.end()
	}
	return s
}

func readIndicators(r *reader) {
	r.places["indicators"] = r.grids[Indicators].Place
	for _, w := range r.table(Indicators, indicatorColumns(), nil) {
		code := w.text("indicator", "")
		path := abnd.JoinPath("indicators", code)
		r.places[path], r.places[path+"/code"] = w.place(), w.raw("indicator").Place
		r.study.Indicators = append(r.study.Indicators, abnd.Indicator{
			Code:       code,
			Group:      w.text("group", path+"/group"),
			Published:  w.datedFigure("published", "published_year", path),
			Provenance: w.provenance(path),
		})
	}
}
