package abnd

// ParseUnit is for tests of what only this package uses.
var ParseUnit = parseUnit
