package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// watched is a file that is read from its beginning to its end, for as long
// as the user does not interrupt, and that says how far it has come.
type watched struct {
	*os.File
	ctx   context.Context
	app   *app
	name  string
	size  int64 // 0 where it is not known, and where nobody wants to hear
	every int64 // percent between two messages
	live  bool  // the message is written over the one before
	read  int64
	said  int64 // percent
	width int   // of the last message
}

// openWatched opens a file for reading. Progress is for a terminal, where one
// line changes, or for whoever asks for it, a line every ten percent.
func (a *app) openWatched(ctx context.Context, path string, progress bool) (*watched, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	w := &watched{File: f, ctx: ctx, app: a, name: filepath.Base(path), live: isTerminal(a.stderr), every: 1}
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() && (w.live || progress) {
		w.size = info.Size()
	}
	if !w.live {
		w.every = 10
	}
	return w, nil
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Read reads on unless the user has interrupted.
func (w *watched) Read(b []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.File.Read(b)
	w.read += int64(n)
	if w.size > 0 {
		if percent := min(100*w.read/w.size, 100); percent >= w.said+w.every {
			w.said = percent - percent%w.every
			w.say()
		}
	}
	return n, err
}

func (w *watched) say() {
	text := abnd.T("%s: %d%% of %s read", "%s: lidos %d %% de %s").Fill(w.name, w.said, terminal.Size(int(w.size), w.app.lang)).In(w.app.lang)
	if !w.live {
		fmt.Fprintln(w.app.stderr, text)
		return
	}
	fmt.Fprint(w.app.stderr, "\r"+text)
	w.width = len([]rune(text))
}

// finish closes the file and wipes the line of its progress.
func (w *watched) finish() {
	if w.width > 0 {
		fmt.Fprint(w.app.stderr, "\r"+strings.Repeat(" ", w.width)+"\r")
	}
	w.Close()
}
