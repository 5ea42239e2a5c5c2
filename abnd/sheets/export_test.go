package sheets

// ReadFolders is for tests of sheets that make no study.
var ReadFolders = readFolders
