package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// partName is the short name of a guarantee, or of the sum over them.
func partName(g abnd.Guarantee) abnd.Text {
	if g == scenarios.AllOf {
		return abnd.Same("Total")
	}
	return g.ShortName()
}

// tableName is [partName] where there is no room for all of it.
func tableName(g abnd.Guarantee) abnd.Text {
	switch g {
	case abnd.ActiveAge:
		return abnd.T("Active age", "Id. activa")
	case abnd.IncomeSecurity:
		return abnd.T("Income sec.", "Seg. rend.")
	}
	return partName(g)
}
