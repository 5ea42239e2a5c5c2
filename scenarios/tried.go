package scenarios

import "github.com/openabnd/engine/abnd"

// WithTried is the result with the room's proposal beside the scenarios of the
// study, for what can be changed where it is shown; the result itself where the
// study has no levers, or has the proposal already, or the levers as they stand
// cannot be costed.
func (r *Result) WithTried() *Result {
	study := abnd.WithTried(r.Study)
	if study == r.Study {
		return r
	}
	if with, _ := Run(study); with != nil {
		return with
	}
	return r
}
