package scenarios

// How answers are found, as a manifest names it. A simulation names its way of
// drawing: see [Method].
const (
	// ShapleyMethod shares a change among factors: see [Result.Decompose].
	ShapleyMethod = "Shapley"
	// OneAtATime moves each figure alone: see [RunSensitivity].
	OneAtATime = "one-at-a-time"
	// BrentMethod closes in on a value: see [SolveTarget].
	BrentMethod = "Brent"
	// BranchAndBound accounts for every combination: see [Packages].
	BranchAndBound = "branch-and-bound"
	// InOrder takes one after another as early as it can: see [Phase].
	InOrder = "lexicographic"
)

// Method is how the plan was found.
func (s *PhasingSolution) Method() string {
	if len(s.Order) > 0 {
		return InOrder
	}
	return BranchAndBound
}
