package sheets

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// switchWords are words for yes and no beside the codes and labels of the
// list: what a spreadsheet shows of a switch of its own, and Portuguese
// without its accent.
var switchWords = map[string]string{
	"true": model.Yes, "verdadeiro": model.Yes, "yes": model.Yes, "sim": model.Yes,
	"false": model.No, "falso": model.No, "no": model.No, "não": model.No, "nao": model.No,
}

// earlierLabels are labels that earlier versions gave to codes.
var earlierLabels = map[string]string{
	"feminino": string(abnd.Female), "masculino": string(abnd.Male), "hipótese": string(abnd.Assumption),
}

// codeMeant is the code of a list that a text can only mean: the code in any
// case, or its label in either language. Any other text is given back.
func codeMeant(list *model.List, text string) string {
	if list == nil || text == "" || list.Index(text) >= 0 {
		return text
	}
	meant := ""
	for _, c := range list.Codes {
		if strings.EqualFold(c.Code, text) || c.Label.Reads(text) {
			if meant != "" && meant != c.Code {
				return text // it could be two
			}
			meant = c.Code
		}
	}
	if word := switchWords[strings.ToLower(text)]; meant == "" && word != "" && list.Index(word) >= 0 {
		return word
	}
	if code := earlierLabels[strings.ToLower(text)]; meant == "" && code != "" && list.Index(code) >= 0 {
		return code
	}
	if meant == "" {
		return text
	}
	return meant
}

// listsOf are the lists of the columns whose cells hold one code each.
func listsOf(columns []Column) map[string]*model.List {
	lists := map[string]*model.List{}
	for _, c := range columns {
		if c.List != nil && c.Format == Code {
			lists[c.Key] = c.List
		}
	}
	return lists
}

// choice reads a code of a list.
func (w row) choice(key string, path abnd.Path, list *model.List) string {
	return codeMeant(list, w.text(key, path))
}

// fold finds a key among those known, in any case.
func fold(text string, known []string) string {
	text = strings.TrimSpace(text)
	if slices.Contains(known, text) {
		return text
	}
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, text) }); i >= 0 {
		return known[i]
	}
	return text
}

// strayBenefits finds ids of BENEFITS that are a slip of the pen: without the
// row that every benefit has, and near an id that has it.
func (r *reader) strayBenefits(seen map[string]map[string]bool) {
	var whole []string
	for _, b := range r.study.Benefits {
		if seen[b.ID][optionRow] {
			whole = append(whole, b.ID)
		}
	}
	for _, b := range r.study.Benefits {
		if seen[b.ID][optionRow] {
			continue
		}
		near := abnd.Nearest(b.ID, whole)
		if near == "" {
			continue
		}
		lines := abnd.T("%d rows", "%d linhas").Fill(len(seen[b.ID]))
		if len(seen[b.ID]) == 1 {
			lines = abnd.T("one row only", "uma só linha")
		}
		r.fail(r.places[abnd.JoinPath("benefits", b.ID)], "unknown-row", abnd.T("the benefit %q has %s, without a guarantee", "a prestação %q tem %s, sem garantia").Fill(b.ID, lines),
			abnd.DidYouMean(near))
	}
}
