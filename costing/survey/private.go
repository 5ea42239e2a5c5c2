package survey

import (
	"regexp"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// privateWords are words of headings that tell who or where somebody is.
var privateWords = regexp.MustCompile(`(?i)^(.*_)?(name|nome|apelido|surname|phone|telephone|telefone|telem[oó]vel|mobile|celular|address|endere[cç]o|morada|gps|lat|latitude|lon|long|longitude|village|aldeia|suco|bairro|nid|id_card|bilhete|passport|email|e-mail)(_.*)?$`)

// telephone is a cell that may be a number to call.
var telephone = regexp.MustCompile(`^(\+|00)\d[\d -]{7,}$`)

// warnOfPrivate names the columns that look as if they told who somebody is. They
// are not read; the file itself is what must not be passed on.
func (r *reader) warnOfPrivate(t table) {
	var private []string
	for at, name := range t.header {
		calls := slices.ContainsFunc(t.rows, func(row textfile.Row) bool { return telephone.MatchString(cell(row, at)) })
		if calls || privateWords.MatchString(strings.ReplaceAll(name, " ", "_")) {
			private = append(private, name)
		}
	}
	if len(private) > 0 {
		r.Warn(textfile.Place(t.name, 1, ""), "survey-private", abnd.T("these columns may tell who or where somebody is: %s", "estas colunas podem dizer quem é ou onde vive alguém: %s").Fill(textfile.Listed(private)),
			abnd.T("they are not read; take them out before the file is passed on", "não são lidas; retire-as antes de passar o ficheiro a outros"))
	}
}
