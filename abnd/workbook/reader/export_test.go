package reader

// What the tests of files from outside build them with.
const (
	OleStart  = oleStart
	ZipStart  = zipStart
	MainSpace = mainSpace
)

var InUTF16 = inUTF16
