package main

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
)

// What the mutants call, in the package itself.
var (
	//go:embed inforce.go.txt
	supportFile string
	//go:embed formulas.go.txt
	formulaSupport string
)

// find puts mutants into the nodes of a file.
func (s *source) find() {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && s.isConstant(e) {
			if lit, ok := n.(*ast.BasicLit); ok {
				s.number(lit)
			}
			return false
		}
		if d, ok := n.(*ast.GenDecl); ok && (d.Tok == token.CONST || d.Tok == token.TYPE || d.Tok == token.IMPORT) {
			return false
		}
		switch n := n.(type) {
		case *ast.BinaryExpr:
			s.binary(n)
		case *ast.IfStmt:
			s.condition(n.Cond)
		case *ast.ForStmt:
			s.condition(n.Cond)
		case *ast.SwitchStmt:
			s.cases(n)
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				s.condition(n.X)
			}
		case *ast.CallExpr:
			s.builder(n)
		case *ast.CompositeLit:
			s.formula(n)
		case *ast.FuncDecl:
			s.statements(n.Body, n.Type)
		case *ast.FuncLit:
			s.statements(n.Body, n.Type)
		}
		return true
	})
}

func (s *source) isConstant(e ast.Expr) bool { return s.info.Types[e].Value != nil }

// number makes a literal one more or one less.
func (s *source) number(lit *ast.BasicLit) {
	typ, ok := s.info.Types[lit].Type.(*types.Basic)
	if !ok || typ.Info()&types.IsNumeric == 0 || typ.Info()&types.IsUntyped != 0 || lit.Kind == token.CHAR {
		return
	}
	one := constant.MakeInt64(1)
	faults := []string{lit.Value + "+1"}
	if constant.Compare(s.info.Types[lit].Value, token.GEQ, one) {
		faults = append(faults, lit.Value+"-1")
	}
	var ids []int
	for _, fault := range faults {
		ids = append(ids, s.add(lit, "number", lit.Value+" → "+fault))
	}
	s.edits[lit] = func() string {
		text := lit.Value
		for i, id := range ids {
			text = fmt.Sprintf("mutantPick[%s](%d, %s, %s)", typ.Name(), id, text, faults[i])
		}
		return text
	}
}

// binary moves or negates a comparison, swaps an arithmetic operator, or turns
// "and" into "or".
func (s *source) binary(n *ast.BinaryExpr) {
	change := func(op token.Token) string {
		return fmt.Sprintf("%s %s %s → %s", s.original(n.X), n.Op, s.original(n.Y), op)
	}
	swapped := map[token.Token]token.Token{
		token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL,
		token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
		token.EQL: token.NEQ, token.NEQ: token.EQL, token.LAND: token.LOR, token.LOR: token.LAND,
	}[n.Op]
	call := func(name string, ids string, l, r ast.Expr) {
		s.edits[n] = func() string { return fmt.Sprintf("%s(%s, %s, %s)", name, ids, s.render(l), s.render(r)) }
	}
	switch n.Op {
	case token.ADD, token.SUB, token.MUL, token.QUO:
		basic, ok := s.info.Types[n].Type.Underlying().(*types.Basic)
		if !ok || basic.Info()&types.IsNumeric == 0 {
			return
		}
		name := map[token.Token]string{token.ADD: "mutantAdd", token.SUB: "mutantSub", token.MUL: "mutantMul", token.QUO: "mutantDiv"}[n.Op]
		call(name, strconv.Itoa(s.add(n, "arithmetic", change(swapped))), n.X, n.Y)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		negated := map[token.Token]token.Token{token.LSS: token.GEQ, token.LEQ: token.GTR, token.GTR: token.LEQ, token.GEQ: token.LSS}[n.Op]
		ids := fmt.Sprintf("%d, %d", s.add(n, "boundary", change(swapped)), s.add(n, "condition", change(negated)))
		name := "mutantLess"
		if n.Op == token.LEQ || n.Op == token.GEQ {
			name = "mutantLessEqual"
		}
		if n.Op == token.GTR || n.Op == token.GEQ {
			call(name, ids, n.Y, n.X)
		} else {
			call(name, ids, n.X, n.Y)
		}
	case token.EQL, token.NEQ:
		id := s.add(n, "condition", change(swapped))
		s.edits[n] = func() string { return fmt.Sprintf("((%s) != mutantOn(%d))", s.inside(n), id) }
	case token.LAND, token.LOR:
		id := s.add(n, "and, or", change(swapped))
		s.condition(n.X)
		s.condition(n.Y)
		s.edits[n] = func() string {
			l, r := s.render(n.X), s.render(n.Y)
			return fmt.Sprintf("(mutantOn(%d) && ((%s) %s (%s)) || !mutantOn(%d) && ((%s) %s (%s)))", id, l, swapped, r, id, l, n.Op, r)
		}
	}
}

// condition negates a condition that is not made of others.
func (s *source) condition(e ast.Expr) {
	switch ast.Unparen(e).(type) {
	case nil, *ast.BinaryExpr:
		return
	case *ast.UnaryExpr: // negating what is negated is the same fault
		return
	}
	if s.isConstant(e) {
		return
	}
	id := s.add(e, "condition", s.original(e)+" → not so")
	before := s.edits[e]
	s.edits[e] = func() string {
		text := ""
		if before != nil {
			text = before()
		} else {
			text = s.inside(e)
		}
		return fmt.Sprintf("((%s) != mutantOn(%d))", text, id)
	}
}

func (s *source) cases(n *ast.SwitchStmt) {
	if n.Tag != nil {
		return
	}
	for _, clause := range n.Body.List {
		for _, e := range clause.(*ast.CaseClause).List {
			s.condition(e)
		}
	}
}

// ours gives the name of what the package itself declares.
func (s *source) ours(e ast.Expr) string {
	id, ok := e.(*ast.Ident)
	if !ok {
		return ""
	}
	obj := s.info.Uses[id]
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Name() != s.name || obj.Parent() != obj.Pkg().Scope() {
		return ""
	}
	return id.Name
}

// builder makes a formula of lines by another operator.
func (s *source) builder(n *ast.CallExpr) {
	name := s.ours(n.Fun)
	fault, ok := map[string]string{
		"Plus": "Minus", "Minus": "Plus", "Over": "mutantProduct", "Times": "mutantQuotient",
		"Power": "mutantProduct", "Growth": "mutantFirst", "Clamp": "mutantSame",
	}[name]
	if !ok || s.info.Types[n].Type.String() != "github.com/openabnd/engine/costing.Expr" {
		return
	}
	if name == "Times" && len(n.Args) == 1 && !n.Ellipsis.IsValid() {
		return
	}
	s.formulas = true
	id := s.add(n, "formula "+name, s.original(n)+" → "+map[string]string{
		"Plus": "Minus", "Minus": "Plus", "Over": "Times", "Times": "first over the others",
		"Power": "Times", "Growth": "no growth", "Clamp": "no clamp",
	}[name])
	s.edits[n.Fun] = func() string { return fmt.Sprintf("mutantPick(%d, %s, %s)", id, name, fault) }
}

// formula makes a formula or a condition of lines wrong.
func (s *source) formula(n *ast.CompositeLit) {
	if n.Type == nil {
		return
	}
	name := s.ours(n.Type)
	fault := map[string][2]string{
		"If":       {"mutantSwap(%d, %s)", "branches swapped"},
		"Extreme":  {"mutantExtreme(%d, %s)", "least ↔ greatest"},
		"Total":    {"mutantTotal(%d, %s)", "without the last term"},
		"Compare":  {"mutantCompare(%d, %s)", "boundary moved"},
		"Choose":   {"mutantBranches(%d, %s)", "next branch"},
		"All":      {"mutantPick[Cond](%d, %[2]s, Any(%[2]s))", "Any"},
		"Any":      {"mutantPick[Cond](%d, %[2]s, All(%[2]s))", "All"},
		"Prev":     {"mutantPick[Expr](%d, %[2]s, Ref(%[2]s))", "same year"},
		"Zero":     {"mutantPick[Expr](%d, %s, One{})", "One"},
		"One":      {"mutantPick[Expr](%d, %s, Zero{})", "Zero"},
		"Unknown":  {"mutantPick[Expr](%d, %s, Zero{})", "Zero"},
		"ThisYear": {"mutantPick[Expr](%d, %s, Plus(ThisYear{}, One{}))", "next year"},
		"Round":    {"mutantPick[Expr](%d, %[2]s, %[2]s.X)", "not rounded"},
	}[name]
	if fault[0] == "" {
		return
	}
	s.formulas = true
	id := s.add(n, "formula "+name, s.original(n)+" → "+fault[1])
	s.edits[n] = func() string { return fmt.Sprintf(fault[0], id, s.inside(n)) }
}

// statements drops statements of a function, and hides its errors.
func (s *source) statements(body *ast.BlockStmt, f *ast.FuncType) {
	if body == nil {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit: // has its own turn
			return false
		case *ast.BlockStmt:
			s.list(n.List, f)
		case *ast.CaseClause:
			s.list(n.Body, f)
		}
		return true
	})
}

func (s *source) list(statements []ast.Stmt, f *ast.FuncType) {
	for _, st := range statements {
		switch n := st.(type) {
		case *ast.ExprStmt:
			if call, ok := n.X.(*ast.CallExpr); ok && s.original(call.Fun) != "panic" {
				s.drop(n, "call")
			}
		case *ast.AssignStmt:
			s.assignment(n)
		case *ast.IncDecStmt:
			s.drop(n, "assignment")
		case *ast.BranchStmt:
			if n.Tok == token.CONTINUE || n.Tok == token.BREAK {
				s.drop(n, "jump")
			}
		case *ast.ReturnStmt:
			if len(n.Results) == 0 {
				s.drop(n, "jump")
			} else {
				s.hideError(n, f)
			}
		}
	}
}

func (s *source) drop(n ast.Stmt, what string) {
	id := s.add(n, "dropped "+what, s.original(n)+" → nothing")
	s.edits[n] = func() string { return fmt.Sprintf("if !mutantOn(%d) { %s }", id, s.inside(n)) }
}

// assignment is dropped; one that adds subtracts.
func (s *source) assignment(n *ast.AssignStmt) {
	if n.Tok == token.DEFINE || s.original(n.Lhs[0]) == "_" {
		return
	}
	other := map[token.Token]string{token.ADD_ASSIGN: "-=", token.SUB_ASSIGN: "+=", token.MUL_ASSIGN: "/=", token.QUO_ASSIGN: "*="}[n.Tok]
	basic, _ := s.info.Types[n.Lhs[0]].Type.Underlying().(*types.Basic)
	s.drop(n, "assignment")
	if other == "" || basic == nil || basic.Info()&types.IsNumeric == 0 {
		return
	}
	id := s.add(n, "arithmetic", s.original(n)+" → "+other)
	dropped := s.edits[n]
	s.edits[n] = func() string {
		return fmt.Sprintf("if mutantOn(%d) { %s %s %s } else { %s }", id, s.render(n.Lhs[0]), other, s.render(n.Rhs[0]), dropped())
	}
}

// hideError returns nil in the place of an error.
func (s *source) hideError(n *ast.ReturnStmt, f *ast.FuncType) {
	last := n.Results[len(n.Results)-1]
	if f.Results == nil || len(n.Results) != f.Results.NumFields() || s.original(last) == "nil" {
		return
	}
	if s.original(f.Results.List[len(f.Results.List)-1].Type) != "error" {
		return
	}
	id := s.add(n, "hidden error", s.original(n)+" → nil")
	s.edits[n] = func() string {
		hidden := "if mutantOn(" + strconv.Itoa(id) + ") { return "
		for _, r := range n.Results[:len(n.Results)-1] {
			hidden += s.render(r) + ", "
		}
		return hidden + "nil }; " + s.inside(n)
	}
}
