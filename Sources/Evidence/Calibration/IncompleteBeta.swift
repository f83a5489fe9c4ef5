import Foundation

/// The beta distribution, as far as Clopper and Pearson's interval needs it.
enum IncompleteBeta {
    /// The regularised incomplete beta function I_x(a, b): the probability that a beta(a, b) number is at most `x`.
    /// - Parameters:
    ///   - x: 0…1.
    ///   - a, b: greater than 0.
    ///
    /// The continued fraction of DLMF 8.17.22, on the side of the mean where it converges fast, evaluated by Lentz's
    /// method.
    static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double {
        precondition(a > 0 && b > 0, "a beta distribution has two positive numbers")
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let logarithm = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
        return x < (a + 1) / (a + b + 2)
            ? exp(logarithm) / (a * fraction(x, a, b)) : 1 - exp(logarithm) / (b * fraction(1 - x, b, a))
    }

    /// The `x` with I_x(a, b) = `probability`, by halving: slow and safe.
    static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while true {
            let middle = (low + high) / 2
            // Fourteen digits are more than anybody reads; the quantiles of small rates are themselves small.
            if middle <= low || middle >= high || high - low <= 1e-14 * high { return middle }
            if regularised(middle, a, b) < probability { low = middle } else { high = middle }
        }
    }

    /// 1 + d1 / (1 + d2 / (1 + …)), which is in the denominator of I_x.
    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        // About the square root of the greater parameter are needed; parameters are counts up to millions.
        let terms = 20_000
        var value = 1.0
        var (above, below) = (1.0, 0.0)
        for term in 1...terms {
            let half = Double(term / 2)
            let factor =
                term.isMultiple(of: 2)
                ? half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
                : -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
            below = 1 + factor * below
            below = 1 / (abs(below) < tiny ? tiny : below)
            above = 1 + factor / above
            if abs(above) < tiny { above = tiny }
            value *= above * below
            if abs(above * below - 1) < 1e-15 { break }
        }
        return value
    }
}
