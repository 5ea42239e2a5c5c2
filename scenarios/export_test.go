package scenarios

// SetSource is for tests of what only this package uses.
const SetSource = setSource

// Bases is for tests of what only this package uses.
var Bases = bases
