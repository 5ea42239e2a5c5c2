package survey

// gini is the Gini coefficient of a measure of welfare per person:
//
//	G = 2 Σ w y r ÷ (W Y) − 1
//
// w are persons, y their welfare, r the persons below and half of those of the
// household, W = Σ w, Y = Σ w y (Lerman, R. and Yitzhaki, S. (1989), Improving the
// accuracy of estimates of Gini coefficients, Journal of Econometrics 42). The
// error follows from the influence of each household:
//
//	u = w { 2 [y r + Σ of those above w y + w y ÷ 2] ÷ (W Y) − (G + 1)(1 ÷ W + y ÷ Y) }
func (e *estimator) gini(welfare func(*Household) float64) Estimate {
	order, persons := e.ranked(welfare)
	g := e.within(nil, nil)
	money, below, sum := 0.0, 0.0, 0.0
	rank := make([]float64, len(order))
	for _, i := range order {
		h := &e.Households[i]
		w, y := h.persons(), welfare(h)
		rank[i] = below + float64(w/2)
		below += w
		money += float64(w * y)
		sum += float64(w * y * rank[i])
	}
	g.Value = 2*sum/(persons*money) - 1
	each := make([]float64, len(order))
	above := money
	for _, i := range order {
		h := &e.Households[i]
		w, y := h.persons(), welfare(h)
		own := float64(w * y)
		above -= own
		each[i] = w * (2*(float64(y*rank[i])+above+float64(own/2))/(persons*money) - float64((g.Value+1)*(1/persons+y/money)))
	}
	g.Error = e.standardError(each)
	return g
}

// concentration is the concentration coefficient of what the schemes pay, by
// rank of welfare without them: −1 where all goes to the poorest, 1 where all
// goes to the richest. It has no error here.
func (e *estimator) concentration(schemes []int) float64 {
	order, persons := e.ranked(func(h *Household) float64 { return h.before(schemes) })
	below, money, sum := 0.0, 0.0, 0.0
	for _, i := range order {
		h := &e.Households[i]
		paid := float64(h.Weight * h.of(schemes).Amount)
		sum += float64(paid * (below + float64(h.persons()/2)))
		below += h.persons()
		money += paid
	}
	return 2*sum/(persons*money) - 1
}
