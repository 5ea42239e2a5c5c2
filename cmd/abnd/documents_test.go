package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// notRun are the commands of the documents that the test of the documents
// does not run, and why.
var notRun = []struct {
	command *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`^go test `), "would run this test in itself; .ci/run runs it"},
	{regexp.MustCompile(`^go install `), "changes the machine"},
	{regexp.MustCompile(`^(GOOS=windows )?go build `), ".ci/build builds every program, twice"},
	{regexp.MustCompile(`^git clone `), "needs a network"},
	{regexp.MustCompile(`^go get `), "needs a network"},
	{regexp.MustCompile(`^soffice `), "needs LibreOffice; the proof of the workbook runs it"},
	{regexp.MustCompile(`^python3 `), "needs a program that is no part of the project"},
	{regexp.MustCompile(`^cmd /c `), "is of Windows; csv_dialect.txtar runs what it runs"},
	{regexp.MustCompile(`^Get-FileHash `), "is of PowerShell"},
	{regexp.MustCompile(`WEOOct2025all\.xlsx`), "the IMF's workbook is not among the test data; that of April 2025 is run"},
	{regexp.MustCompile(`abnd completion `), "writes into the settings of a shell; completion.txtar runs it"},
	{regexp.MustCompile(`^abnd (--lang pt )?selftest$`), "takes ten seconds; selftest.txtar runs it"},
	{regexp.MustCompile(`^\.ci/bench`), "measures for minutes, beside other programs"},
	{regexp.MustCompile(`^nice .*go run ./.ci/mutate `), "tests for an hour what the tests notice"},
}

// notRunHere are the languages of fenced blocks that are not commands of a
// shell, and why they are not run.
var notRunHere = map[string]string{
	"text":   "is what something prints, or worked by hand",
	"csv":    "is a file",
	"go":     "is run by TestProgramsInDocuments",
	"r":      "needs R",
	"stata":  "needs Stata",
	"python": "needs pandas",
}

// officialFiles are the files that a reader fetches from the UN, the IMF, the
// World Bank and the ILO, here as extracts, those of the last two written in
// their layout: they are in the folder in which the commands run. In them
// Timor-Leste stands for Laos, as an example of a country without a profile.
var officialFiles = map[string]string{
	"WPP2024_PopulationBySingleAgeSex_Medium_1950-2023.csv.gz": peopleFile,
	"WPP2024_Demographic_Indicators_Medium.csv.gz":             indicatorsFile,
	"WEOApr2025all.xls":              economyFile,
	"API_LAO_DS2_en_csv_v2_4100.csv": "../../costing/economy/wdi/testdata/API_TLS_DS2_en_csv_v2.csv",
	"EAP_2WAP_SEX_AGE_RT_A.csv":      "../../costing/economy/ilostat/testdata/EAP_2WAP_SEX_AGE_RT_A.csv",
	"UNE_2EAP_SEX_AGE_RT_A.csv":      "../../costing/economy/ilostat/testdata/UNE_2EAP_SEX_AGE_RT_A.csv",
}

// remarkWords are what a remark can begin with.
var remarkWords = []string{"add", "as", "backcast", "by", "clear", "copy", "file", "fresh", "measures", "output", "part", "paste", "replace", "run", "status", "type"}

// byHand is the remark above a text that nothing prints.
const byHand = "by hand"

// Every command of the documents is run, in the order in which it stands, in
// a folder that holds what the commands above it wrote; it ends with the
// status that the document says, 0 where it says nothing, and prints what the
// document shows. A remark above a block says more:
//
//	<!-- status 3 -->               the command ends with this status
//	<!-- output -->                 the block is all that the command above prints
//	<!-- output of abnd ... -->     or that this command prints, which is not shown
//	<!-- output of FILE -->         or the text of a file
//	<!-- part -->, <!-- part of … --> the same, of parts: each run of lines between
//	                                lines "…" is found in it
//	<!-- by hand -->                nothing prints the block
//	<!-- run abnd ... -->           a command that is not shown
//	<!-- fresh folder -->           what comes is run in a folder of its own
//	<!-- as in PAGE -->             the same commands are run in that page
//	<!-- file NAME -->              the block is the file NAME
//	<!-- copy PATH as NAME -->      NAME is a file of the project, or an official one
//	<!-- type into FILE -->         the table says what to type into a workbook
//	<!-- clear FILE SHEET X:AG -->  the last columns of a sheet are deleted
//	<!-- add to SHEET in FILE -->  the table has rows to add to a sheet
//	<!-- replace in FILE -->        the table says what to replace by what
//	<!-- paste PATH into FILE -->   the columns of a CSV, of the folder or the project,
//	                                go into the sheet of its name
//
// go test ./cmd/abnd -run Documents -update writes the outputs and the
// addresses of cells into the documents. A sample of the proofs runs the pages
// in English and the front page in both languages.
func TestDocuments(t *testing.T) {
	proofs.NotShort(t)
	top, err := filepath.Abs(projectTop)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, path := range documents(t) {
		if !*update && !proofs.All() && (isTranslation(t, path) || path == ofEveryVerb) {
			continue
		}
		t.Run(strings.ReplaceAll(path, "/", "_"), func(t *testing.T) {
			p := readPage(t, path)
			r := docRunner{t: t, page: p, top: top}
			r.scratch()
			for i := range p.blocks {
				r.block(i)
			}
			ran += r.ran
			if *update {
				t.Chdir(filepath.Join(top, "cmd", "abnd"))
				p.save(t)
			}
		})
	}
	t.Logf("%d commands", ran)
	if ran == 0 {
		t.Error("no command was found")
	}
}

// ofEveryVerb has the examples of the help texts, which take long. A sample of the
// proofs passes it over: the scripts run every verb.
const ofEveryVerb = "docs/commands.md"

// isTranslation says whether a page repeats an English one in Portuguese, so
// that a sample of the proofs passes it over.
func isTranslation(t *testing.T, path string) bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(projectTop, path))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(data, []byte("\n[In English"))
}

// docRunner runs the commands of one document.
type docRunner struct {
	t      *testing.T
	page   *docPage
	top    string
	ran    int
	output string // of the last command, standard output and messages
}

// scratch goes to a folder with what a reader of the document has: the
// official files, and beside the worked examples these.
func (r *docRunner) scratch() {
	dir := r.t.TempDir()
	for name, path := range officialFiles {
		data, err := os.ReadFile(filepath.Join(r.top, "cmd", "abnd", path))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), underAnotherCode(r.t, data), 0o666)
		}
		if err != nil {
			r.t.Fatal(err)
		}
	}
	if strings.HasPrefix(r.page.path, "testdata/examples/") {
		if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS(filepath.Join(r.top, "testdata/examples"))); err != nil {
			r.t.Fatal(err)
		}
		dir = filepath.Join(dir, "examples")
	}
	r.t.Chdir(dir)
}

// underAnotherCode gives the rows of Timor-Leste, packed or not, the code of
// Laos.
func underAnotherCode(t *testing.T, data []byte) []byte {
	t.Helper()
	if z, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		if data, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return bytes.ReplaceAll(data, []byte("TLS"), []byte("LAO"))
}

func (r *docRunner) copy(from, to string) {
	r.t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o666)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *docRunner) block(i int) {
	b := r.page.blocks[i]
	word, rest, _ := strings.Cut(b.remark, " ")
	switch {
	case b.kind == isRemark && word == "run":
		r.run(i, rest, statusDone)
	case b.kind == isRemark && !slices.Contains(remarkWords, word):
		r.t.Errorf("%s:%d: the remark %q says nothing to the test", r.page.path, b.from+1, b.remark)
	case b.kind == isRemark && word == "fresh":
		r.scratch()
	case b.kind == isRemark && word == "copy":
		from, to, _ := strings.Cut(rest, " as ")
		if officialFiles[from] == "" {
			from = filepath.Join(r.top, from)
		}
		r.copy(from, to)
	case b.kind == isRemark && word == "paste":
		from, into, _ := strings.Cut(rest, " into ")
		if _, err := os.Stat(from); err != nil {
			from = filepath.Join(r.top, from)
		}
		pasteCSV(r.t, from, into)
	case b.kind == isRemark && word == "clear":
		clearColumns(r.t, rest)
	case b.kind == isTable && word == "type":
		r.page.setContent(i, typeTable(r.t, strings.TrimPrefix(rest, "into "), r.page.content(b)))
	case b.kind == isTable && word == "add":
		sheet, file, _ := strings.Cut(strings.TrimPrefix(rest, "to "), " in ")
		addRows(r.t, file, sheet, r.page.content(b))
	case b.kind == isTable && word == "replace":
		replaceAll(r.t, strings.TrimPrefix(rest, "in "), r.page.content(b))
	case b.kind == isFenced && word == "file":
		if err := os.WriteFile(rest, []byte(r.page.content(b)), 0o666); err != nil {
			r.t.Fatal(err)
		}
	case b.kind == isFenced && (word == "output" || word == "part"):
		if command, given := strings.CutPrefix(rest, "of abnd "); given {
			r.run(i, "abnd "+command, statusDone)
		} else if file, given := strings.CutPrefix(rest, "of "); given {
			r.read(file)
		}
		r.compare(i, word == "part")
	case b.kind == isFenced && b.about == "" && word == "as":
		// shown twice, run once
	case b.kind == isFenced && b.about == "":
		status := statusDone
		if word == "status" {
			status, _ = strconv.Atoi(rest)
		}
		for _, command := range shellLines(r.page.content(b)) {
			r.run(i, command, status)
		}
	case b.kind == isFenced && b.about == "text" && b.remark != byHand && (i == 0 || r.page.blocks[i-1].about != "go"):
		r.t.Errorf("%s:%d: say in a remark above what prints this, or %q", r.page.path, b.from, byHand)
	case b.kind == isFenced && notRunHere[b.about] == "":
		r.t.Errorf("%s:%d: a block of %q: is it to be run? name it in notRunHere", r.page.path, b.from, b.about)
	}
}

// read takes a file for what was printed.
func (r *docRunner) read(file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		r.t.Fatal(err)
	}
	r.output = string(data)
}

// compare holds a shown output against what the last command printed. Of
// parts, each is looked for by its first line.
func (r *docRunner) compare(i int, parts bool) {
	shown := r.page.content(r.page.blocks[i])
	want := r.output
	if parts {
		want = partsOf(r.t, shown, r.output)
	}
	if shown == want {
		return
	}
	if *update {
		r.page.setContent(i, want)
		return
	}
	r.t.Errorf("%s:%d: the document shows\n%s\nbut what is printed is\n%s\ngo test ./cmd/abnd -run Documents -update shows it",
		r.page.path, r.page.blocks[i].from, shown, want)
}

const leftOut = "…\n" // stands for lines that are left out

// partsOf takes out of an output the parts that a document shows: as many
// lines, from the line that a part begins with.
func partsOf(t *testing.T, shown, output string) string {
	lines := strings.SplitAfter(output, "\n")
	var found strings.Builder
	at := 0
	for n, part := range strings.Split("\n"+shown, "\n"+leftOut) {
		if n > 0 {
			found.WriteString(leftOut)
		}
		part = strings.Trim(part, "\n")
		if part == "" {
			continue
		}
		first, _, _ := strings.Cut(part, "\n")
		begin := slices.Index(lines[at:], first+"\n")
		if begin < 0 {
			t.Errorf("the output has no line %q, or not there:\n%s", first, output)
			return shown
		}
		begin += at
		at = min(begin+strings.Count(part, "\n")+1, len(lines))
		found.WriteString(strings.Join(lines[begin:at], ""))
	}
	return found.String()
}

// shellLines joins lines that a backslash ends and drops remarks and prompts.
func shellLines(text string) []string {
	var commands []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", " ")) {
		line, _, _ = strings.Cut(line, " #")
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			commands = append(commands, line)
		}
	}
	return commands
}

var ourNames = []string{"abnd ", `.\abnd.exe `, "go run ./cmd/abnd "}

// run runs one command, unless the list says why not.
func (r *docRunner) run(i int, line string, want int) {
	where := fmt.Sprintf("%s:%d: %s", r.page.path, r.page.blocks[i].from, line)
	for _, not := range notRun {
		if not.command.MatchString(line) {
			return
		}
	}
	rest, ours := "", false
	for _, name := range ourNames {
		if !ours {
			rest, ours = strings.CutPrefix(line, name)
		}
	}
	if !ours {
		r.t.Errorf("%s\nis no command of this program; say in notRun why it is not run", where)
		return
	}
	command, file, redirected := strings.Cut(rest, " > ")
	var both, data bytes.Buffer
	out := io.Writer(&both)
	if redirected {
		out = &data
	}
	status := run(context.Background(), shellWords(r.t, command), strings.NewReader(""), out, &both)
	r.output = both.String()
	if redirected {
		if err := os.WriteFile(strings.TrimSpace(file), data.Bytes(), 0o666); err != nil {
			r.t.Fatal(err)
		}
	}
	if status != want {
		r.t.Errorf("%s\nends with status %d, not %d:\n%s", where, status, want, r.output)
	}
	r.ran++
}

var shellWord = regexp.MustCompile(`"[^"]*"|'[^']*'|[^\s"']+`)

// shellWords splits a command as a shell does, and finds the files of a pattern.
func shellWords(t *testing.T, command string) []string {
	var found []string
	for _, w := range shellWord.FindAllString(command, -1) {
		if inner := strings.Trim(w, `"'`); inner != w {
			found = append(found, inner)
			continue
		}
		files, err := filepath.Glob(w)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			files = []string{w}
		}
		found = append(found, files...)
	}
	return found
}

var inlineCommand = regexp.MustCompile("`abnd( [^`]*)`")

// What stands in the middle of a sentence is not run, because it is often
// only a part of a command. But its verb and its options are there.
func TestCommandsInSentences(t *testing.T) {
	seen := 0
	for _, path := range documents(t) {
		for _, found := range inlineCommand.FindAllStringSubmatch(proseOf(t, path), -1) {
			args := strings.Fields(found[1])
			if strings.ContainsAny(args[0], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") || args[0] == "…" {
				continue // COMMAND
			}
			seen++
			root := (&app{}).rootCommand()
			root.InitDefaultHelpCmd()
			cmd, rest, err := root.Find(args)
			if err == nil && cmd.HasParent() {
				err = knownFlags(cmd, rest)
			}
			if err != nil || !cmd.HasParent() && !strings.HasPrefix(args[0], "--") {
				t.Errorf("%s: %s: %v", path, found[0], err)
			}
		}
	}
	if seen == 0 {
		t.Error("no command was found")
	}
}

func knownFlags(cmd *cobra.Command, args []string) error {
	for _, arg := range args {
		name, isFlag := strings.CutPrefix(arg, "--")
		name, _, _ = strings.Cut(name, "=")
		known := func(flags *pflag.FlagSet) bool { return flags.Lookup(name) != nil }
		if isFlag && name != "help" && !known(cmd.Flags()) && !known(cmd.InheritedFlags()) {
			return fmt.Errorf("there is no option %s", arg)
		}
	}
	return nil
}

// The programs in the documents compile, and print what is shown after them.
func TestProgramsInDocuments(t *testing.T) {
	proofs.NotShort(t)
	ran := 0
	for _, path := range documents(t) {
		p := readPage(t, path)
		for i, b := range p.blocks {
			if b.kind != isFenced || b.about != "go" {
				continue
			}
			program := filepath.Join(t.TempDir(), "main.go")
			if err := os.WriteFile(program, []byte(p.content(b)), 0o666); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("go", "run", program)
			cmd.Dir = projectTop
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%s:%d: %v\n%s", path, b.from, err, out)
				continue
			}
			ran++
			if i+1 == len(p.blocks) || p.blocks[i+1].about != "text" {
				t.Errorf("%s:%d: what the program prints is not shown after it:\n%s", path, b.from, out)
				continue
			}
			if shown := p.content(p.blocks[i+1]); shown != string(out) {
				if *update {
					p.setContent(i+1, string(out))
				} else {
					t.Errorf("%s:%d: shown is\n%s\nbut the program prints\n%s", path, b.from, shown, out)
				}
			}
		}
		if *update {
			p.save(t)
		}
	}
	if ran == 0 {
		t.Error("no program was found")
	}
}
