package main

import (
	"fmt"
	"io"
	"time"

	"github.com/openabnd/engine/abnd"
)

// progress tells on a terminal how far a long run is. Nothing is said within
// the first second, nor to a file or a pipe.
type progress struct {
	out   io.Writer // nil where nobody watches
	lang  abnd.Lang
	start time.Time
	last  time.Time
	shown bool
}

// The times of progress: nothing before the first, then one line an interval.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// clearLine takes the cursor to the beginning of the line and empties it.
const clearLine = "\r\x1b[K"

func (a *app) newProgress() *progress {
	p := &progress{lang: a.lang, start: time.Now()}
	if isTerminal(a.stderr) {
		p.out = a.stderr
	}
	return p
}

// tell reports how many of all are done.
func (p *progress) tell(done, all int) {
	now := time.Now()
	if p.out == nil || now.Sub(p.start) < progressAfter || now.Sub(p.last) < progressEvery {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprint(p.out, clearLine+abnd.T("%d%% of %d draws", "%d %% de %d simulações").Fill(int(float64(done)/float64(all)*100), all).In(p.lang))
}

// end takes the line away.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.out, clearLine)
	}
}
