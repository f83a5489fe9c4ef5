import Foundation

/// The normal distribution turned round: DET plots have such axes, on which normal scores give straight lines.
enum NormalDeviate {
    /// The value that a standard normal number falls short of with this probability.
    /// - Parameter probability: between 0 and 1, both excluded.
    ///
    /// P. J. Acklam's rational approximation (relative error 1.15e-9), then one step of Halley's method.
    static func quantile(_ probability: Double) -> Double {
        precondition(probability > 0 && probability < 1, "a probability between 0 and 1")
        let rough = approximation(probability)
        let error = erfc(-rough / 2.0.squareRoot()) / 2 - probability
        let step = error * (2 * Double.pi).squareRoot() * exp(rough * rough / 2)
        return rough - step / (1 + rough * step / 2)
    }

    private static func approximation(_ probability: Double) -> Double {
        let edge = 0.02425
        if probability < edge { return tail((-2 * log(probability)).squareRoot()) }
        if probability > 1 - edge { return -tail((-2 * log(1 - probability)).squareRoot()) }
        let centred = probability - 0.5
        let square = centred * centred
        return centred * polynomial(centreAbove, square) / polynomial(centreBelow, square)
    }

    private static func tail(_ value: Double) -> Double {
        polynomial(tailAbove, value) / polynomial(tailBelow, value)
    }

    /// Coefficients from the highest power down.
    private static func polynomial(_ coefficients: [Double], _ value: Double) -> Double {
        coefficients.reduce(0) { $0 * value + $1 }
    }

    private static let centreAbove = [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
        -3.066479806614716e+01, 2.506628277459239e+00,
    ]
    private static let centreBelow = [
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
        -1.328068155288572e+01, 1,
    ]
    private static let tailAbove = [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
        4.374664141464968e+00, 2.938163982698783e+00,
    ]
    private static let tailBelow = [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1,
    ]
}
