package survey

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Columns says which columns of the files are what. A blank name is a column
// that the file does not have.
type Columns struct {
	Household, Stratum, Cluster, Weight, Size, Consumption, Area, HeadSex string
	Age, Sex                                                              string // of the file of persons
	Schemes                                                               []SchemeColumns
}

// SchemeColumns are those of a scheme: whether or how many of a household receive
// it, and how much the household has of it. Member, in the file of persons, says
// who receives it.
type SchemeColumns struct {
	Name, Receives, Amount, Member string
}

// DefaultColumns are the names that are looked for where none are given.
func DefaultColumns() Columns {
	return Columns{
		Household: "household", Stratum: "stratum", Cluster: "cluster", Weight: "weight", Size: "size", Consumption: "consumption",
		Area: "area", HeadSex: "head_sex", Age: "age", Sex: "sex",
	}
}

// fields lists the columns by their code.
func (c *Columns) fields() []struct {
	code string
	name *string
} {
	return []struct {
		code string
		name *string
	}{
		{"household", &c.Household}, {"stratum", &c.Stratum}, {"cluster", &c.Cluster}, {"weight", &c.Weight}, {"size", &c.Size},
		{"consumption", &c.Consumption}, {"area", &c.Area}, {"head_sex", &c.HeadSex}, {"age", &c.Age}, {"sex", &c.Sex},
	}
}

// ColumnCodes lists what a column can be.
func ColumnCodes() []string {
	var codes []string
	for _, f := range new(Columns).fields() {
		codes = append(codes, f.code)
	}
	return codes
}

// ParseColumns reads a map of columns: "household=hhid,weight=w". Where the map is silent
// the default names hold.
func ParseColumns(text string) (Columns, abnd.Diagnostics) {
	c := DefaultColumns()
	var found abnd.Diagnostics
	for _, pair := range strings.Split(text, ",") {
		if pair = strings.TrimSpace(pair); pair == "" {
			continue
		}
		code, name, ok := strings.Cut(pair, "=")
		code, name = strings.TrimSpace(code), strings.TrimSpace(name)
		if !ok || name == "" {
			found.AddError("", "survey-map", abnd.T("%q is not a valid entry of the map of columns", "%q não é uma entrada válida do mapa de colunas").Fill(pair),
				abnd.T("write WHAT=COLUMN, e.g. weight=hhweight", "escreva O-QUÊ=COLUNA, por exemplo weight=ponderador"))
			continue
		}
		at := slices.IndexFunc(c.fields(), func(f struct {
			code string
			name *string
		}) bool {
			return f.code == code
		})
		if at < 0 {
			found.AddError("", "survey-map", abnd.T("the map of columns names %q, which is not known", "o mapa de colunas indica %q, que não se conhece").Fill(code),
				abnd.Suggestion(code, ColumnCodes()))
			continue
		}
		*c.fields()[at].name = name
	}
	return c, found
}

// ParseScheme reads the columns of a scheme: "pension=receives:amount" or, with
// the column of the file of persons, "pension=receives:amount:member".
func ParseScheme(text string) (SchemeColumns, abnd.Diagnostics) {
	name, columns, ok := strings.Cut(text, "=")
	parts := strings.Split(columns, ":")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	const least, most = 2, 3
	if name = strings.TrimSpace(name); !ok || name == "" || len(parts) < least || len(parts) > most || slices.Contains(parts, "") {
		var found abnd.Diagnostics
		found.AddError("", "survey-scheme", abnd.T("%q does not say the columns of a scheme", "%q não diz as colunas de um regime").Fill(text),
			abnd.T("write NAME=RECEIVES:AMOUNT, e.g. pension=receives:benefit; :MEMBER after them names the column of the file of persons",
				"escreva NOME=RECEBE:MONTANTE, por exemplo pensao=recebe:valor; :MEMBRO depois deles indica a coluna do ficheiro de pessoas"))
		return SchemeColumns{}, found
	}
	s := SchemeColumns{Name: name, Receives: parts[0], Amount: parts[1]}
	if len(parts) == most {
		s.Member = parts[2]
	}
	return s, nil
}
