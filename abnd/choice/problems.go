package choice

import "github.com/openabnd/engine/abnd"

// Problem is why a code or a file is refused, and what would mend it.
type Problem struct{ Problem, Remedy abnd.Text }

// Problems are what a code or a file can be refused for, by the names that
// choice.js has for them too; what stands in them as %s it gives with the name.
func Problems() map[string]Problem {
	again := abnd.T("read it again, letter by letter", "leia-o de novo, letra a letra")
	return map[string]Problem{
		"letter": {abnd.T("no code has the character \"%s\"", "nenhum código tem o carácter «%s»"), again},
		"length": {abnd.T("the code has %s characters; a code of this study has %s", "o código tem %s caracteres; um código deste estudo tem %s"), again},
		"check":  {abnd.T("the code has a wrong character, or two that have changed places", "o código tem um carácter errado, ou dois trocados"), again},
		"choice": {abnd.T("the code is of no choice of these levers", "o código não é de nenhuma escolha destas alavancas"), again},
		"other": {abnd.T("the code begins with %s and is of other levers: those of this study begin with %s", "o código começa por %s e é de outras alavancas: os deste estudo começam por %s"),
			abnd.T("take the file of the study whose page shows codes that begin in the same way, or choose anew on the page of this one", "use o ficheiro do estudo cuja página mostra códigos que começam da mesma forma, ou escolha de novo na página deste")},
		"file": {abnd.T("the file is no choice that a page has saved", "o ficheiro não é uma escolha guardada por uma página"),
			abnd.T("save it again with the page, or type in the code", "guarde-o de novo com a página, ou escreva o código")},
		"lever": {abnd.T("the study has no lever \"%s\"", "o estudo não tem a alavanca «%s»"),
			abnd.T("take the file of the study with which the choice was made", "use o ficheiro do estudo com que se fez a escolha")},
		"scenario": {abnd.T("the study has no scenario \"%s\"", "o estudo não tem o cenário «%s»"),
			abnd.T("take the file of the study with which the choice was made", "use o ficheiro do estudo com que se fez a escolha")},
	}
}

func refused(name string, args ...any) abnd.Diagnostics {
	var found abnd.Diagnostics
	p := Problems()[name]
	if len(args) > 0 {
		p.Problem = p.Problem.Fill(args...)
	}
	found.AddError("", "choice-"+name, p.Problem, p.Remedy)
	return found
}
