package abnd

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// in1990 keeps the texts of the program in the orthography of 1990, by what is
// written in the source: there are some thousands, and many are asked for again
// in every check of a study. Beyond mostKept, which only texts that are put
// together reach, nothing more is kept.
var (
	in1990   sync.Map
	kept     atomic.Int32
	mostKept = int32(20_000)
)

// ownIn1990 is [Orthography1990] of a text of the program.
func ownIn1990(older string) string {
	if x, ok := in1990.Load(older); ok {
		return x.(string)
	}
	x := Orthography1990(older)
	if kept.Load() < mostKept {
		if _, was := in1990.LoadOrStore(older, x); !was {
			kept.Add(1)
		}
	}
	return x
}

// spelling is a beginning of words that the two orthographies of Portuguese
// write differently.
type spelling struct {
	older, new string
	whole      bool // the word and its plural alone, and no longer word
}

// spellings are the consonants that the orthography of 1990 no longer writes
// where Portugal does not pronounce them, and words with or without a hyphen.
// Words in which Portugal pronounces them are not here and stay as they are:
// facto, contacto, impacto, pacto, intacto, opção, interrupção, adaptação, apto,
// núpcias, corrupção, ficção, convicção, secção, característica, expectativa.
//
// Source: Acordo Ortográfico da Língua Portuguesa (1990), bases IV, IX and XV
// to XIX; Vocabulário Ortográfico do Português (ILTEC).
var spellings = []spelling{
	{"abstract", "abstrat", false}, {"acç", "aç", false}, {"accion", "acion", false}, {"acta", "ata", true}, {"acto", "ato", true},
	{"activ", "ativ", false}, {"actor", "ator", true}, {"actores", "atores", true}, {"actu", "atu", false}, {"adopç", "adoç", false},
	{"adopt", "adot", false}, {"afect", "afet", false}, {"arquitect", "arquitet", false}, {"aspect", "aspet", false},
	{"auto-emprego", "autoemprego", false}, {"baptis", "batis", false}, {"carácter", "caráter", true}, {"co-financi", "cofinanci", false},
	{"colecç", "coleç", false}, {"colect", "colet", false}, {"concepç", "conceç", false}, {"conjectur", "conjetur", false},
	{"correcç", "correç", false}, {"correct", "corret", false}, {"desactiv", "desativ", false}, {"desactu", "desatu", false},
	{"detecç", "deteç", false}, {"detect", "detet", false},
	{"dialect", "dialet", false}, {"direcç", "direç", false}, {"direccion", "direcion", false}, {"direct", "diret", false},
	{"distracç", "distraç", false}, {"efect", "efet", false}, {"electr", "eletr", false}, {"eléctr", "elétr", false}, {"espectr", "espetr", false},
	{"exact", "exat", false}, {"excepç", "exceç", false}, {"excepcion", "excecion", false}, {"excepto", "exceto", true},
	{"exceptu", "excetu", false}, {"extracç", "extraç", false}, {"factor", "fator", false}, {"factur", "fatur", false},
	{"fim-de-semana", "fim de semana", true}, {"fracç", "fraç", false}, {"fraccion", "fracion", false}, {"há-de", "há de", true},
	{"inactiv", "inativ", false}, {"incorrect", "incorret", false}, {"indirect", "indiret", false}, {"infecç", "infeç", false},
	{"infra-estrutur", "infraestrutur", false}, {"injecç", "injeç", false}, {"inspecç", "inspeç", false}, {"inspeccion", "inspecion", false},
	{"inspect", "inspet", false}, {"interacç", "interaç", false}, {"interactiv", "interativ", false},
	{"intercepç", "interceç", false}, {"lectiv", "letiv", false},
	{"object", "objet", false}, {"objecç", "objeç", false}, {"óptic", "ótic", false}, {"óptim", "ótim", false}, {"optimiz", "otimiz", false},
	{"percepç", "perceç", false}, {"perspectiv", "perspetiv", false}, {"pólo", "polo", true}, {"projecç", "projeç", false},
	{"project", "projet", false}, {"prospectiv", "prospetiv", false}, {"protecç", "proteç", false}, {"protect", "protet", false},
	{"reacç", "reaç", false}, {"reactiv", "reativ", false}, {"reafect", "reafet", false}, {"recepç", "receç", false}, {"recta", "reta", true},
	{"recto", "reto", true}, {"redacç", "redaç", false}, {"reflect", "reflet", false}, {"respectiv", "respetiv", false},
	{"rectific", "retific", false}, {"retroactiv", "retroativ", false}, {"ruptur", "rutur", false}, {"sector", "setor", false},
	{"selecç", "seleç", false}, {"seleccion", "selecion", false}, {"subtracç", "subtraç", false}, {"susceptí", "suscetí", false},
	{"susceptibilid", "suscetibilid", false}, {"táctic", "tátic", false}, {"tecto", "teto", true}, {"traject", "trajet", false},
	{"transacç", "transaç", false}, {"vector", "vetor", false},
}

// spellingsOf are the spellings by their first letter, longer ones first.
var spellingsOf = func() map[rune][]spelling {
	by := map[rune][]spelling{}
	for _, s := range spellings {
		first := []rune(s.older)[0]
		by[first] = append(by[first], s)
	}
	for _, list := range by {
		slices.SortStableFunc(list, func(a, b spelling) int { return len(b.older) - len(a.older) })
	}
	return by
}()

// beginningsOf are the older ones of them, rune by rune.
var beginningsOf = func() map[rune][][]rune {
	by := map[rune][][]rune{}
	for _, s := range spellings {
		older := []rune(s.older)
		by[older[0]] = append(by[older[0]], older)
	}
	return by
}()

// months are written small since 1990.
var months = []string{"Janeiro", "Fevereiro", "Março", "Abril", "Maio", "Junho", "Julho", "Agosto", "Setembro", "Outubro", "Novembro", "Dezembro"}

// notPortuguese are the ends of English words, which Portuguese texts contain
// as codes: projection, direct, effective.
var notPortuguese = []string{"ct", "cts", "cting", "cted", "ction", "ctions", "ective", "ctory", "ctories", "ctivity"}

// codes are those that would read as Portuguese up to the hyphen.
var codes = []string{"active-age"}

// Orthography1990 writes a Portuguese text of the older orthography (that of
// 1945, with which Angola and Mozambique write) in that of 1990: proteção for
// protecção, atual for actual. What the two write alike is not changed, nor
// what stands between backticks, an option (--csv-dialect) or a code with an
// underscore (odds_factor).
func Orthography1990(text string) string {
	if !mayBeOlder(text) {
		return text
	}
	var b strings.Builder
	runes, quoted := []rune(text), false
	for i := 0; i < len(runes); {
		if !isOfWord(runes[i]) {
			quoted = quoted != (runes[i] == '`')
			b.WriteRune(runes[i])
			i++
			continue
		}
		end := i
		for end < len(runes) && isOfWord(runes[end]) {
			end++
		}
		option := i > 1 && runes[i-1] == '-' && runes[i-2] == '-'
		for option && end < len(runes) && (isOfWord(runes[end]) || runes[end] == '-') {
			end++
		}
		if quoted || option {
			b.WriteString(string(runes[i:end]))
			i = end
			continue
		}
		i += word1990(&b, runes, i, end)
	}
	return b.String()
}

// isOfWord reports whether a rune belongs to a word or a code; a hyphen parts two.
func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// mayBeOlder rules out most texts without looking at their words.
func mayBeOlder(text string) bool {
	for _, sign := range []string{"ct", "cç", "cc", "pt", "pç", "pc", "CT", "CÇ", "PT", "PÇ", "êem", "-", "pólo", "Pólo"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return slices.ContainsFunc(months, func(m string) bool { return strings.Contains(text, m) })
}

// word1990 writes the word from start to end, or the compound that begins with
// it, and returns how many runes that was.
func word1990(b *strings.Builder, runes []rune, start, end int) int {
	word := string(runes[start:end])
	if !mayChange(runes[start:], end-start) {
		b.WriteString(word)
		return end - start
	}
	lower := []rune(strings.ToLower(string(runes[start:min(len(runes), end+len("-de-semana"))])))
	rest := string(lower)
	length := end - start
	isCode := slices.ContainsFunc(codes, func(code string) bool { return strings.HasPrefix(rest, code) }) ||
		slices.ContainsFunc(notPortuguese, func(end string) bool { return strings.HasSuffix(string(lower[:length]), end) })
	switch {
	case isCode:
	case strings.HasSuffix(word, "êem"):
		word = strings.TrimSuffix(word, "êem") + "eem"
	case slices.Contains(months, word) && !beginsSentence(runes[:start]):
		word = strings.ToLower(word)
	default:
		for _, s := range spellingsOf[lower[0]] {
			n := len([]rune(s.older))
			if !strings.HasPrefix(rest, s.older) || s.whole && !endsAt(lower, n) {
				continue
			}
			length = max(length, n)
			write1990(b, s, runes[start:start+length], n)
			return length
		}
	}
	b.WriteString(word)
	return length
}

// mayChange reports whether a word of so many runes can be one that is written
// otherwise: nearly all are not, and need no closer look.
func mayChange(from []rune, length int) bool {
	if unicode.IsUpper(from[0]) && length >= len("Maio") || length >= 3 && from[length-1] == 'm' && from[length-2] == 'e' && from[length-3] == 'ê' {
		return true // maybe a month, or an ending in êem
	}
	for _, older := range beginningsOf[unicode.ToLower(from[0])] {
		n := 0
		for n < len(older) && n < len(from) && unicode.ToLower(from[n]) == older[n] {
			n++
		}
		if n == len(older) {
			return true
		}
	}
	return false
}

// endsAt reports whether a word ends after n runes, or after its plural's s.
func endsAt(word []rune, n int) bool {
	if n < len(word) && word[n] == 's' {
		n++
	}
	return n >= len(word) || !isOfWord(word[n])
}

// write1990 writes a word whose first n runes are spelt in the older way, with
// the case that it has.
func write1990(b *strings.Builder, s spelling, word []rune, n int) {
	begin := []rune(s.new)
	switch all := string(word); {
	case len(word) > 1 && strings.ToUpper(all) == all:
		begin = []rune(strings.ToUpper(s.new))
	case unicode.IsUpper(word[0]):
		begin[0] = unicode.ToUpper(begin[0])
	}
	b.WriteString(string(begin))
	b.WriteString(string(word[n:]))
}

// beginsSentence reports whether what follows before is the first word of a
// sentence.
func beginsSentence(before []rune) bool {
	text := strings.TrimRight(string(before), " ")
	return text == "" || strings.ContainsAny(text[len(text)-1:], ".:!?\n") || strings.HasSuffix(text, "«")
}
