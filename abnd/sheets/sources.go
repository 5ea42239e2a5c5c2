package sheets

import "github.com/openabnd/engine/abnd"

func sourceColumns() []Column {
	return inEachLanguage([]Column{
		{Key: "id", Label: abnd.T("Id", "Id")},
		{
			Key: "title", Label: abnd.T("Title", "Título"), Format: Wrapped, Earlier: "title", Lang: bothLangs,
			Help: abnd.T("As published, in one of the two columns; both only where it describes the source and is no title.", "Tal como publicado, numa das duas colunas; nas duas só quando descreve a fonte e não é um título."),
		},
		{Key: "author", Label: abnd.T("Author", "Autor")},
		{Key: "year", Label: abnd.T("Year", "Ano")},
		{Key: "page", Label: abnd.T("Page, table or indicator", "Página, quadro ou indicador"), Format: Wrapped},
		{Key: "url", Label: abnd.T("Address", "Endereço"), Format: Wrapped},
		{Key: "licence", Label: abnd.T("Licence", "Licença")},
	})
}

// sourceField is the field of a source that a column holds.
func sourceField(x *abnd.Source, key string) *string {
	switch key {
	case "id":
		return &x.ID
	case keyIn("title", abnd.English):
		return &x.Title.EN
	case keyIn("title", abnd.Portuguese):
		return &x.Title.PT
	case "author":
		return &x.Author
	case "year":
		return &x.Year
	case "page":
		return &x.Page
	case "url":
		return &x.URL
	}
	return &x.Licence
}

func writeSources(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Sources, Title: abnd.T("Sources", "Fontes"), Columns: sourceColumns(), Frozen: 1,
		Help: abnd.T("Every input of the other sheets refers to one of these ids.", "Cada dado das outras folhas refere um destes códigos."),
	}
	for i := range study.Sources {
		x := study.Sources[i]
		w := s.newRow()
		for _, c := range s.Columns {
			w.text(c.Key, abnd.JoinPath("sources", x.ID, c.Key), *sourceField(&x, c.Key))
		}
		w.end()
	}
	return s
}

func readSources(r *reader) {
	r.places["sources"] = r.grids[Sources].Place
	for _, w := range r.table(Sources, sourceColumns(), nil) {
		var x abnd.Source
		id := w.text("id", "")
		for _, c := range sourceColumns() {
			*sourceField(&x, c.Key) = w.text(c.Key, abnd.JoinPath("sources", id, c.Key))
		}
		r.study.Sources = append(r.study.Sources, x)
	}
}
