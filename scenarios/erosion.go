package scenarios

// erosion is the part of a factor's share of a change that comes from keeping
// value. The factor, the amount in real terms, is itself a product of two: what the
// amount is over what it would be had it kept its value, on both sides, and the
// amount that keeps its value. The other factors' shares are as if they were one;
// the share of the one is divided between the two by Shapley's rule once more:
//
//	amount      a = e × r
//	share of a  C × (a1 − a0)                          C: the mean of the rest of the product
//	of e        C × (e1 − e0) × (r0 + r1) ÷ 2
//
// Owen, G. (1977), Values of games with a priori unions.
func erosion(factors, of int, kept [2]float64, value func(set uint) float64) float64 {
	before := value(0)
	if kept[0] == kept[1] || kept[0] == 0 || kept[1] == 0 || before == 0 {
		return 0
	}
	bit := uint(1) << of
	rest := shapley(factors, func(set uint) float64 {
		if set&bit == 0 {
			return 0
		}
		return value(set &^ bit)
	})[of]
	// In units of the amount before.
	r0, r1 := 1/kept[0], value(bit)/before/kept[1]
	return rest * float64(kept[1]-kept[0]) * float64(r0+r1) / 2
}

// parted divides the share of a factor into what is erosion and the other.
func parted(share, eroded float64) (other, erosion float64) {
	if !(Difference{Old: share, New: eroded}).Differs() {
		return 0, share // the rounding of a quotient is no cause
	}
	return share - eroded, eroded
}
