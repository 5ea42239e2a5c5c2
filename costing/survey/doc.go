// Package survey estimates from a household survey who receives the schemes
// that it recorded, and what they change: coverage, incidence, adequacy, errors
// of targeting, poverty and inequality, each with its sampling error.
//
// A household weighs as many households of the country as it stands for, and a
// person as many persons: weight times members. Money is per month. Definitions
// are those of ADePT Social Protection and ASPIRE (World Bank); "before" a scheme
// is consumption less the whole amount that it pays, as ASPIRE takes it: nobody is
// taken to behave otherwise without it.
//
// Sampling errors are by linearisation (Taylor) for a design of strata and of
// clusters drawn in them with replacement (Wolter, K. M. (2007), Introduction to
// Variance Estimation, 2nd ed., ch. 6). Errors of answers and of weights are not
// in them.
//
// Nothing here keeps what a household has said longer than the estimate takes,
// and what could tell it of few is not shown: see [Estimate].
package survey
