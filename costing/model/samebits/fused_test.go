package samebits_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
)

const top = "../../.."

// computing are the folders of all that computes or writes a figure.
var computing = []string{"abnd", "costing", "scenarios"}

// fusedOperation is an instruction of arm64 that multiplies and adds with one
// rounding, where the program says two, and where it stands.
var fusedOperation = regexp.MustCompile(`\(([^()]+\.go:\d+)\)\s+(FN?M(?:ADD|SUB)[DS])\b`)

// Oracle: the compiler for arm64 itself, which fuses what it may. Where this
// fails, write the product as float64(x*y).
func TestNothingIsFusedOnARM64(t *testing.T) {
	proofs.OfAll(t)
	args := []string{"build", "-gcflags=-S"}
	for _, folder := range computing {
		args = append(args, "./"+folder+"/...")
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = top
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0", "GOFLAGS=")
	listing, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, listing[max(0, len(listing)-2000):])
	}
	// The search must not come to nothing because the listing has changed.
	if n := strings.Count(string(listing), "\tFMULD\t"); n < 100 {
		t.Fatalf("the listing has %d multiplications; is it one of arm64?", n)
	}
	if !fusedOperation.MatchString("\t0x0010 00016 (/x/a.go:7)\tFMADDD\tF3, F0, F2, F0") {
		t.Fatal("the pattern does not find a fused operation")
	}
	var places []string
	for _, m := range fusedOperation.FindAllStringSubmatch(string(listing), -1) {
		if !strings.Contains(m[1], "/pkg/mod/") { // what other libraries do is theirs
			places = append(places, m[1]+" "+m[2])
		}
	}
	slices.Sort(places)
	if places = slices.Compact(places); len(places) > 0 {
		t.Errorf("fused on arm64, so that results differ from amd64:\n%s", strings.Join(places, "\n"))
	}
}

// inexact are the functions of package math whose last bits depend on the
// machine.
var inexact = strings.Fields(`Exp Exp2 Expm1 Log Log2 Log10 Log1p Pow Cbrt Hypot Gamma Lgamma Erf Erfc Erfinv Erfcinv
	Sin Cos Tan Sincos Asin Acos Atan Atan2 Sinh Cosh Tanh Asinh Acosh Atanh J0 J1 Jn Y0 Y1 Yn`)

func TestElementaryFunctionsAreThoseOfThisPackage(t *testing.T) {
	files := 0
	for _, folder := range computing {
		err := filepath.WalkDir(filepath.Join(top, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				filepath.Dir(path) == filepath.Join(top, "costing/model/samebits") {
				return err
			}
			files++
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "math" && slices.Contains(inexact, s.Sel.Name) {
						t.Errorf("%s: math.%s differs from machine to machine; costing/model/samebits has Exp, Log and Pow", set.Position(n.Pos()), s.Sel.Name)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Errorf("only %d files were looked at", files)
	}
}
