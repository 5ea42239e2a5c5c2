//go:build browser

package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// These tests drive Chromium, which .ci/page installs: go test -tags browser with
// ABND_CHROMIUM, the program, and ABND_AXE, the file axe.min.js of axe-core. With
// ABND_SCREENS, a folder, they leave there what the screens looked like.

// chromium is a page from disk in a browser without a network.
type chromium struct {
	t   *testing.T
	ctx context.Context
	mu  sync.Mutex
	// told are messages of its console and what it asked of a network.
	told []string
}

// usable says when the figures have been painted.
const usable = `
const seen = new MutationObserver(() => {
  if (!document.documentElement.classList.contains('has-script')) return;
  seen.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.usableAfter = performance.now(); }, 0));
});
seen.observe(document, { attributes: true, subtree: true });`

func startChromium(t *testing.T, width, height int64) *chromium {
	t.Helper()
	program := os.Getenv("ABND_CHROMIUM")
	if program == "" {
		t.Fatal("ABND_CHROMIUM is not set; see .ci/page")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.Flag("enable-precise-memory-info", true), chromedp.WindowSize(int(width), int(height)))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	c := &chromium{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		c.mu.Lock()
		defer c.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			c.told = append(c.told, fmt.Sprintf("console: %v", e.Args))
		case *runtime.EventExceptionThrown:
			c.told = append(c.told, "exception: "+e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			c.told = append(c.told, "log: "+e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "blob:") {
				c.told = append(c.told, "request: "+url)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	call(c, log.Enable, cdp.Empty{})
	call(c, network.Enable, network.EnableParams{})
	call(c, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: true})
	call(c, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: usable})
	c.do(chromedp.EmulateViewport(width, height))
	return c
}

// call gives the browser a command.
func call[P, R any](c *chromium, command cdp.Command[P, R], params P) {
	c.t.Helper()
	if _, err := chromedp.Call(c.ctx, command, params); err != nil {
		c.t.Fatal(err)
	}
}

func (c *chromium) do(actions ...chromedp.Action[chromedp.Void]) {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, actions...); err != nil {
		c.t.Fatal(err)
	}
}

// slowed has the processor slowed so many times.
func (c *chromium) slowed(times float64) {
	c.t.Helper()
	call(c, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
}

// eval is the value of an expression, waited for.
func eval[T any](c *chromium, script string) T {
	c.t.Helper()
	x, err := chromedp.Run(c.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		c.t.Fatal(err)
	}
	return x
}

// open opens a page that was written, and waits until it has computed all.
func (c *chromium) open(path string) {
	c.t.Helper()
	c.do(chromedp.Navigate("file://" + path))
	eval[bool](c, `new Promise(done => { const look = () => window.usableAfter ? done(true) : setTimeout(look, 5); look(); })`)
}

// settle waits until nothing is left to try beside the levels.
func (c *chromium) settle() {
	c.t.Helper()
	eval[bool](c, `new Promise(done => {
	  let last = '', same = 0;
	  const look = () => {
	    const now = document.getElementById('try').textContent;
	    same = now === last ? same + 1 : 0;
	    last = now;
	    if (same > 8) done(true); else setTimeout(look, 100);
	  };
	  setTimeout(look, 300);
	})`)
}

// fits holds the page to the width of the screen.
func (c *chromium) fits(what string, width int64) {
	c.t.Helper()
	if wide := eval[string](c, fmt.Sprintf(`document.documentElement.scrollWidth <= %d ? '' : [...document.body.querySelectorAll('*')].filter(
	  e => e.getBoundingClientRect().right > %d + 1 && !e.closest('.wide, .aside') && e.children.length === 0).map(e => e.outerHTML.slice(0, 120)).join(' | ') || 'something'`, width, width)); wide != "" {
		c.t.Errorf("%s: wider than %d pixels: %s", what, width, wide)
	}
}

func (c *chromium) silent() {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, told := range c.told {
		c.t.Errorf("the page said or asked: %s", told)
	}
}

func (c *chromium) screen(name string) {
	c.t.Helper()
	folder := os.Getenv("ABND_SCREENS")
	if folder == "" {
		return
	}
	image, err := chromedp.Run(c.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), image, 0o644); err != nil {
		c.t.Fatal(err)
	}
}

func pageOf(t *testing.T, code string, lang abnd.Lang) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "study.html")
	if status, _, stderr := runHere(t, "page", code, "-o", path, "--lang", string(lang)); status != statusDone {
		t.Fatal(stderr)
	}
	return path
}

const choose = `(lever, level) => document.querySelector('input[name=lever' + lever + '][value="' + level + '"]').click()`

type pageNumber struct{ Line, Year, Value, Text string }

const pageNumbers = `[...document.querySelectorAll('#try [data-line]')].map(e => ({ Line: e.dataset.line, Year: e.dataset.year, Value: e.dataset.value, Text: e.textContent }))`

const codeShown = `document.querySelector('p.code').textContent`

// Oracle: the engine and the verb cost, with the code that the page shows: every bit of
// every number, and to the digit that is shown.
func TestPageInChromiumIsCostOfItsCode(t *testing.T) {
	compared := 0
	for _, code := range []string{"TLS", "MOZ"} {
		c := startChromium(t, 360, 740)
		c.open(pageOf(t, code, abnd.English))
		study, _ := country.Load(code)
		for _, move := range [][2]int{{0, 2}, {1, 2}, {2, 1}} {
			eval[int](c, fmt.Sprintf("("+choose+")(%d, %d); 0", move[0], move[1]))
			chosen := eval[string](c, codeShown)
			format := choice.Of(study)
			read, wrong := format.Read(chosen)
			if wrong != nil {
				t.Fatal(wrong)
			}
			with, wrong := choice.Apply(study, read)
			if with == nil {
				t.Fatal(wrong)
			}
			r, found := scenarios.Run(abnd.WithTried(with))
			if r == nil {
				t.Fatal(found)
			}
			printed := costByCode(t, code, chosen)
			digits := 0
			for _, n := range eval[[]pageNumber](c, pageNumbers) {
				year, _ := strconv.Atoi(n.Year)
				want, known := r.Projection.Value(model.Key(n.Line), abnd.Year(year))
				got, err := strconv.ParseFloat(n.Value, 64)
				if n.Value == "" && !known {
					continue
				}
				if err != nil || !known || math.Float64bits(got) != math.Float64bits(want) {
					t.Fatalf("%s %s is %s on the page, in the engine %v, %v", n.Line, n.Year, n.Value, want, known)
				}
				compared++
				if line, is := strings.CutPrefix(n.Line, abnd.Tried+"/total/"); is {
					text, ok := printed[line+" "+n.Year]
					if !ok || text != n.Text {
						t.Errorf("%s of %s is %s on the page, %s by abnd cost", line, n.Year, n.Text, text)
					}
					digits++
				}
			}
			if digits < 20 {
				t.Errorf("only %d figures of abnd cost were compared", digits)
			}
		}
		// The code typed into a page that was just opened gives the same figures.
		chosen, figures := eval[string](c, codeShown), eval[string](c, `document.querySelector('.figures').textContent`)
		c.do(chromedp.Reload())
		c.settle()
		eval[int](c, "document.querySelector('input.code').focus(); 0")
		c.do(chromedp.KeyEvent(strings.ToLower(chosen) + kb.Enter))
		if got := eval[string](c, `document.querySelector('.figures').textContent`); got != figures {
			t.Errorf("by its code the choice is %s, it was %s", got, figures)
		}
		c.silent()
	}
	proofs.Tell(t, "the page in Chromium: %d numbers, every bit the engine's, and to the digit those of abnd cost --choice", compared)
}

// costByCode are the figures of abnd cost --choice as the page writes them.
func costByCode(t *testing.T, source, code string) map[string]string {
	t.Helper()
	status, stdout, stderr := runHere(t, "cost", source, "--choice", code, "--scenario", abnd.Tried, "--format", "csv")
	if status != statusDone {
		t.Fatal(stderr)
	}
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, row := range rows[1:] {
		if row[1] != "all" || row[2] != "all" || row[3] != "total" {
			continue
		}
		x, _ := strconv.ParseFloat(row[7], 64)
		switch row[5] {
		case "total_cost":
			all["total_cost "+row[4]] = abnd.FormatNumber(x/1e6, 1, abnd.English)
		case "percent_gdp":
			all["share_of_gdp "+row[4]] = abnd.FormatNumber(x, 2, abnd.English) + "%"
		}
	}
	return all
}

// Oracle: axe-core, whose rules are WCAG 2.2 AA and what it calls best practice.
func TestPageIsAccessible(t *testing.T) {
	axe, err := os.ReadFile(os.Getenv("ABND_AXE"))
	if err != nil {
		t.Fatalf("ABND_AXE: %v; see .ci/page", err)
	}
	const check = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(r =>
	  r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150) + ' (' + n.failureSummary + ')').join(' | ')))`
	states := 0
	for _, lang := range abnd.Langs()[:2] {
		path := pageOf(t, "TLS", lang)
		for _, size := range [][2]int64{{360, 740}, {320, 640}, {820, 1180}, {1600, 900}} {
			c := startChromium(t, size[0], size[1])
			c.open(path)
			c.settle()
			eval[int](c, string(axe)+"; 0")
			name := fmt.Sprintf("%s-%d", lang, size[0])
			c.screen(name)
			for _, state := range []struct{ name, do string }{
				{"opened", "0"},
				{"moved", "(" + choose + ")(0, 2); document.querySelectorAll('details').forEach(d => { d.open = true; })"},
				{"a broken code", "document.querySelector('input.code').value = 'AAAA'; document.querySelector('input.code + button, .code ~ .settings button').click()"},
				{"a workshop", `document.querySelector('textarea').value = document.querySelector('p.code').textContent + '\n' + document.querySelector('p.code').textContent;
				  [...document.querySelectorAll('details button')].find(b => ['Put them side by side', 'Pô-los lado a lado'].includes(b.textContent)).click()`},
				{"why", "document.querySelector('.now [data-line]').click()"},
			} {
				if size[0] != 360 && state.name != "moved" {
					continue // the rules that depend on the width look at one state
				}
				eval[int](c, state.do+"; 0")
				c.settle()
				if state.name == "moved" || state.name == "why" {
					c.screen(name + "-" + state.name)
				}
				for _, violation := range eval[[]string](c, check) {
					t.Errorf("%s, %d pixels wide, %s: %s", lang, size[0], state.name, violation)
				}
				c.fits(string(lang)+", "+state.name, size[0])
				states++
			}
			c.silent()
		}
	}
	proofs.Tell(t, "accessibility: %d states of the page in two languages, no violation of axe-core's rules", states)
}

// Text of twice its size, and a window of half its width, as browsers zoom.
func TestPageAtTwiceItsSize(t *testing.T) {
	path := pageOf(t, "TLS", abnd.Portuguese)
	c := startChromium(t, 640, 450)
	c.open(path)
	c.fits("a window of 1280 pixels at 200 %", 640)
	c.screen("pt-zoomed")
	c.do(chromedp.EmulateViewport(360, 740))
	eval[int](c, "document.documentElement.style.fontSize = '32px'; 0")
	c.fits("a phone with text of twice its size", 360)
	c.silent()
}

// Everything by the keyboard: what has the focus is in sight, a level is chosen with
// an arrow, a figure says why with Enter and gives the focus back with Escape.
func TestPageByKeyboard(t *testing.T) {
	for _, size := range [][2]int64{{360, 740}, {1600, 900}} {
		c := startChromium(t, size[0], size[1])
		c.open(pageOf(t, "TLS", abnd.English))
		c.settle()
		hidden := func() string {
			return eval[string](c, `(() => {
			  const e = document.activeElement, r = e.getBoundingClientRect();
			  if (e === document.body) return '';
			  for (let part = 1; part < 16; part++) { // what is higher than the screen is seen in part
			    const at = document.elementFromPoint(r.left + Math.min(r.width, 20) / 2, r.top + r.height * part / 16);
			    if (at && (e.contains(at) || at.tagName === 'LABEL' && at.contains(e))) return '';
			  }
			  return e.outerHTML.slice(0, 120) + ' at ' + Math.round(r.top);
			})()`)
		}
		stops := 0
		for _, back := range []bool{false, true} {
			for range 45 {
				if !back {
					c.do(chromedp.KeyEvent(kb.Tab))
				} else {
					c.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
				}
				if x := hidden(); x != "" {
					t.Errorf("%d pixels wide: the focus is hidden on %s", size[0], x)
				}
				stops++
			}
		}
		before := eval[string](c, `document.querySelector('.now').textContent`)
		eval[int](c, `document.querySelector('input[name=lever0]').focus(); 0`)
		c.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
		if after := eval[string](c, `document.querySelector('.now').textContent`); after == before {
			t.Error("an arrow key moves no lever")
		}
		if said := eval[string](c, `document.querySelector('[aria-live]').textContent`); !strings.Contains(said, "before") {
			t.Errorf("the live region says %q", said)
		}
		eval[int](c, `document.querySelector('.now [data-line]').focus(); 0`)
		c.do(chromedp.KeyEvent(kb.Enter))
		if !eval[bool](c, `document.querySelector('.why').contains(document.activeElement) && !document.querySelector('.why').hidden`) {
			t.Error("Enter on a figure does not say why")
		}
		c.do(chromedp.KeyEvent(kb.Escape))
		if !eval[bool](c, `document.querySelector('.why').hidden && document.activeElement.matches('.now [data-line]')`) {
			t.Error("Escape does not give the focus back")
		}
		c.silent()
		proofs.Tell(t, "keyboard: %d stops of Tab in a window of %d pixels, none hidden", stops, size[0])
	}
}

// The sheet for a table is printed on A4.
func TestPagePrintsASheet(t *testing.T) {
	for _, lang := range abnd.Langs()[:2] {
		c := startChromium(t, 1600, 900)
		c.open(pageOf(t, "TLS", lang))
		printed, err := chromedp.Run(c.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		if pages := bytes.Count(printed, []byte("/Type /Page\n")); pages < 1 || pages > 2 {
			t.Errorf("%s: the sheet has %d pages", lang, pages)
		}
		if !bytes.Contains(printed, []byte("/MediaBox [0 0 594.95996 841.91998]")) {
			t.Errorf("%s: the sheet is not A4: %s", lang, regexp.MustCompile(`/MediaBox [^/]*`).Find(printed))
		}
		c.silent()
	}
}

// The times are told and never asserted: they are those of this machine.
func TestPageTimes(t *testing.T) {
	const runs = 20
	c := startChromium(t, 360, 740)
	path := pageOf(t, "TLS", abnd.English)
	c.open(path)
	for _, slower := range []float64{1, 4} {
		c.slowed(slower)
		var ready, moved []float64
		for range runs {
			c.open(path)
			ready = append(ready, eval[float64](c, "window.usableAfter"))
		}
		for i := range runs {
			moved = append(moved, eval[float64](c, fmt.Sprintf(`new Promise(done => setTimeout(() => {
			  const from = performance.now();
			  (%s)(%d, %d);
			  requestAnimationFrame(() => setTimeout(() => done(performance.now() - from), 0));
			}, 400))`, choose, i%2, 1+i/2%2)))
		}
		heap := eval[float64](c, "performance.memory.usedJSHeapSize")
		slices.Sort(ready)
		slices.Sort(moved)
		proofs.Tell(t, "the page in Chromium, the processor slowed %.0f times, %d runs: usable after %.0f ms (95th percentile %.0f), a lever to the last pixel %.0f ms (%.0f), heap %.0f MB",
			slower, runs, ready[runs/2], ready[runs*95/100], moved[runs/2], moved[runs*95/100], heap/1e6)
	}
	c.silent()
}

// A choice is saved as a file that the program reads, with a value of one's own.
func TestPageSavesAFileThatCostReads(t *testing.T) {
	c := startChromium(t, 1600, 900)
	c.open(pageOf(t, "TLS", abnd.English))
	eval[int](c, `window.saved = ''; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(x => { window.saved = x; }); return make.call(URL, blob); }; 0`)
	eval[int](c, "("+choose+")(0, 2); (() => { const f = document.querySelectorAll('#try fieldset')[2].querySelector('input[type=number]'); f.value = '12.5'; f.dispatchEvent(new Event('input')); })(); 0")
	eval[int](c, `[...document.querySelectorAll('button')].find(b => b.textContent === 'Save the choice as a file').click(); 0`)
	saved := eval[string](c, `new Promise(done => { const look = () => window.saved ? done(window.saved) : setTimeout(look, 10); look(); })`)
	var file choice.File
	if err := json.Unmarshal([]byte(saved), &file); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "table-1.json")
	if err := os.WriteFile(path, []byte(saved), 0o644); err != nil {
		t.Fatal(err)
	}
	want := eval[[]pageNumber](c, pageNumbers)[0].Text
	if got := costByCode(t, "TLS", path)["share_of_gdp 2030"]; got != want {
		t.Errorf("abnd cost --choice FILE says %s, the page %s", got, want)
	}
	c.silent()
}
