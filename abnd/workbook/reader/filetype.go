package reader

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// What to do with a file that is no workbook.
var (
	saveAsWorkbook = abnd.T("open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)",
		"abra-o no Excel ou no LibreOffice e guarde-o como livro do Excel (.xlsx)")
	openAndSave = abnd.T("open it in Excel, copy the data into a template workbook and save that as .xlsx",
		"abra-o no Excel, copie os valores para um livro modelo e guarde esse como .xlsx")
	giveWorkbook = abnd.T("give the Excel workbook (.xlsx) that contains the study",
		"indique o livro do Excel (.xlsx) que contém o estudo")
	fetchAgain = abnd.T("download or copy it again; if it was edited elsewhere, save it there again",
		"obtenha-o ou copie-o de novo; se foi editado noutro lugar, volte a guardá-lo lá")
)

// foreign is a kind of file that is not an Excel workbook in the format of
// 2007.
type foreign struct {
	code   string
	is     abnd.Text // "this is …"
	remedy abnd.Text
}

// The kinds of file that people take for a workbook.
var (
	isEmptyFile = foreign{"file-empty", abnd.T("an empty file", "um ficheiro vazio"), fetchAgain}
	isLockFile  = foreign{"file-lock", abnd.T("the small file that Excel keeps next to an open workbook", "o pequeno ficheiro que o Excel mantém ao lado de um livro aberto"),
		abnd.T("give the workbook itself, whose name is the same without ~$", "indique o próprio livro, com o mesmo nome sem ~$")}
	isProtectedFile = foreign{"file-password", abnd.T("a workbook that is protected by a password", "um livro protegido por palavra-passe"),
		abnd.T("open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password) and save it",
			"abra-o no Excel, retire a palavra-passe (Ficheiro, Informações, Proteger Livro, Encriptar com Palavra-passe) e guarde-o")}
	isOldExcel  = foreign{"file-xls", abnd.T("a workbook in the old Excel format (.xls)", "um livro no formato antigo do Excel (.xls)"), saveAsWorkbook}
	isOldOffice = foreign{"file-ole", abnd.T("a file in an old Office format: an .xls workbook, or one protected by a password", "um ficheiro num formato antigo do Office: um livro .xls, ou protegido por palavra-passe"), saveAsWorkbook}
	isOldWord   = foreign{"file-doc", abnd.T("an old Word document (.doc)", "um documento antigo do Word (.doc)"), giveWorkbook}
	isBinary    = foreign{"file-xlsb", abnd.T("an Excel binary workbook (.xlsb)", "um livro binário do Excel (.xlsb)"), saveAsWorkbook}
	isOpenSheet = foreign{"file-ods", abnd.T("an OpenDocument spreadsheet (.ods)", "uma folha de cálculo OpenDocument (.ods)"), saveAsWorkbook}
	isOpenOther = foreign{"file-odf", abnd.T("an OpenDocument file that is not a spreadsheet", "um ficheiro OpenDocument que não é uma folha de cálculo"), giveWorkbook}
	isWord      = foreign{"file-docx", abnd.T("a Word document (.docx)", "um documento do Word (.docx)"), giveWorkbook}
	isSlides    = foreign{"file-pptx", abnd.T("a PowerPoint presentation (.pptx)", "uma apresentação do PowerPoint (.pptx)"), giveWorkbook}
	isNumbers   = foreign{"file-numbers", abnd.T("an Apple Numbers document", "um documento do Apple Numbers"), abnd.T("open it in Numbers and export it to Excel (.xlsx)", "abra-o no Numbers e exporte-o para Excel (.xlsx)")}
	isArchive   = foreign{"file-archive", abnd.T("an archive of other files", "um arquivo de outros ficheiros"), abnd.T("unpack it and give the workbook inside", "descomprima-o e indique o livro que está lá dentro")}
	isPDF       = foreign{"file-pdf", abnd.T("a PDF document", "um documento PDF"), giveWorkbook}
	isHTML      = foreign{"file-html", abnd.T("a web page (HTML), as many sites send in place of a workbook", "uma página Web (HTML), como muitos sítios enviam em vez de um livro"), saveAsWorkbook}
	isXML2003   = foreign{"file-xml", abnd.T("an XML spreadsheet of Excel 2003 or LibreOffice", "uma folha de cálculo XML do Excel 2003 ou do LibreOffice"), saveAsWorkbook}
	isOtherXML  = foreign{"file-xml", abnd.T("an XML file that is not a workbook", "um ficheiro XML que não é um livro"), giveWorkbook}
	isRichText  = foreign{"file-rtf", abnd.T("a rich text document (.rtf)", "um documento de texto formatado (.rtf)"), giveWorkbook}
	isPlainText = foreign{"file-text", abnd.T("a plain text or CSV file", "um ficheiro de texto ou CSV"), openAndSave}
	isUnknown   = foreign{"file-unknown", abnd.T("not an Excel workbook, nor any kind of file that this program knows", "algo que não é um livro do Excel nem outro tipo de ficheiro que este programa conheça"), giveWorkbook}
)

func (k foreign) at(name string) abnd.Diagnostic {
	return abnd.Diagnostic{
		Code: k.code, Place: name,
		Problem: abnd.T("this is %s", "isto é %s").Fill(k.is), Remedy: k.remedy,
	}
}

// magics are the first bytes of files that are neither zip, OLE2 nor text.
var magics = []struct {
	start string
	kind  foreign
}{
	{"%PDF", isPDF},
	{"{\\rtf", isRichText},
	{"\x1f\x8b", isArchive}, {"Rar!", isArchive}, {"7z\xbc\xaf\x27\x1c", isArchive},
	{"\x09\x08\x10\x00", isOldExcel}, {"\x09\x08\x08\x00", isOldExcel}, // before OLE2: Excel 2 to 5
	{"\x09\x04\x06\x00", isOldExcel}, {"\x09\x02\x06\x00", isOldExcel}, {"\x09\x00\x04\x00", isOldExcel},
}

const (
	zipStart = "PK\x03\x04"
	zipEmpty = "PK\x05\x06"
	oleStart = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// identify tells what a file is by its content: names lie, and many an "xls"
// that a site sends is a web page. foreign is false for a zip, which may be a
// workbook.
func identify(data []byte, name string) (d abnd.Diagnostic, isForeign bool) {
	has := func(start string) bool { return bytes.HasPrefix(data, []byte(start)) }
	switch {
	case strings.HasPrefix(name, "~$"):
		return isLockFile.at(name), true
	case len(bytes.TrimSpace(data)) == 0:
		return isEmptyFile.at(name), true
	case has(zipEmpty):
		return isArchive.at(name), true
	case has(zipStart):
		return abnd.Diagnostic{}, false
	case has(oleStart[:4]):
		return identifyOLE(data).at(name), true
	}
	for _, m := range magics {
		if has(m.start) {
			return m.kind.at(name), true
		}
	}
	return identifyText(data).at(name), true
}

// identifyOLE looks for the names of the streams of an old Office file: those
// at its top, because a workbook may have a Word document inside. Excel puts a
// workbook that has a password into such a file too.
func identifyOLE(data []byte) foreign {
	names, ok := oleStreams(data)
	holds := func(stream string) bool {
		if ok {
			return slices.Contains(names, stream)
		}
		return bytes.Contains(data, inUTF16(stream)) // its directory is damaged
	}
	switch {
	case holds("EncryptedPackage"):
		return isProtectedFile
	case holds("Workbook"), holds("Book"), !ok && holds("Book\x00"):
		return isOldExcel
	case holds("WordDocument"):
		return isOldWord
	}
	return isOldOffice
}

func inUTF16(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func identifyText(data []byte) foreign {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf"))
	lower := strings.ToLower(strings.TrimSpace(string(head)))
	switch {
	case strings.HasPrefix(lower, "<!doctype html"), strings.HasPrefix(lower, "<html"), strings.HasPrefix(lower, "<table"),
		strings.HasPrefix(lower, "<head"), strings.HasPrefix(lower, "<meta"), strings.HasPrefix(lower, "<?xml") && strings.Contains(lower, "<html"):
		return isHTML
	case strings.Contains(lower, "urn:schemas-microsoft-com:office:spreadsheet"), strings.Contains(lower, "<office:document"):
		return isXML2003
	case strings.HasPrefix(lower, "<?xml"):
		return isOtherXML
	case looksLikeText(head):
		return isPlainText
	}
	return isUnknown
}

// looksLikeText is true for UTF-8, for UTF-16 with its mark, and for the old
// single-byte code pages, which have no control characters.
func looksLikeText(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' {
			return false
		}
	}
	odd := 0
	for rest := head; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			odd++
		}
		rest = rest[size:]
	}
	return odd*4 <= len(head)
}

// identifyContainer tells what a zip holds.
func identifyContainer(p *container, name string) (d abnd.Diagnostic, isForeign bool) {
	if mime := p.mimetype(); strings.HasPrefix(mime, "application/vnd.oasis.opendocument.spreadsheet") {
		return isOpenSheet.at(name), true
	} else if strings.HasPrefix(mime, "application/vnd.oasis.opendocument") {
		return isOpenOther.at(name), true
	}
	switch {
	case p.has("xl/workbook.bin"):
		return isBinary.at(name), true
	case strings.HasSuffix(p.workbookPart(), "workbook.xml") && p.has(p.workbookPart()):
		return abnd.Diagnostic{}, false
	case p.has("word/document.xml"):
		return isWord.at(name), true
	case p.has("ppt/presentation.xml"):
		return isSlides.at(name), true
	case p.has("Index/Document.iwa"), p.has("Index.zip"):
		return isNumbers.at(name), true
	}
	return isArchive.at(name), true
}

func tooLarge(name string) abnd.Diagnostic {
	return abnd.Diagnostic{
		Code: "file-too-large", Place: name,
		Problem: abnd.T("the workbook is larger than this program reads (%d MB, or %d MB unpacked)", "o livro é maior do que este programa lê (%d MB, ou %d MB descomprimido)").Fill(maxFile>>20, maxUnpacked>>20),
		Remedy:  abnd.T("remove pictures and sheets that the study does not need", "retire imagens e folhas de que o estudo não precisa"),
	}
}

func tooSlow(name string) abnd.Diagnostic {
	return abnd.Diagnostic{
		Code: "file-too-slow", Place: name,
		Problem: abnd.T("the workbook could not be read within %d minutes", "não foi possível ler o livro em %d minutos").Fill(int(maxTime.Minutes())),
		Remedy:  abnd.T("copy it to this computer; remove sheets that the study does not need", "copie-o para este computador; retire folhas de que o estudo não precisa"),
	}
}

func truncated(name string) abnd.Diagnostic {
	return abnd.Diagnostic{
		Code: "file-truncated", Place: name,
		Problem: abnd.T("the file is truncated or damaged: it begins like a workbook but cannot be unpacked", "o ficheiro está incompleto ou danificado: começa como um livro, mas não é possível descomprimi-lo"),
		Remedy:  fetchAgain,
	}
}

func Damaged(place string, err error) abnd.Diagnostic {
	return abnd.Diagnostic{
		Code: "file-damaged", Place: place,
		Problem: abnd.T("this part of the workbook is damaged: %s", "esta parte do livro está danificada: %s").Fill(faultText(err)),
		Remedy:  abnd.T("open the workbook in Excel, let it repair the file, and save it", "abra o livro no Excel, deixe-o reparar o ficheiro e guarde-o"),
	}
}
