/// How much a calibration takes in, and how finely it answers.
package enum CalibrationLimits {
    /// Enough to carry an FMR of 1e-5 six times over; one pair takes about a hundred bytes of memory.
    package static let pairs = 2_000_000
    /// Every two of them are the greatest number of pairs.
    package static let pictures = 2000
    package static let tableBytes = 128 << 20
    package static let lineBytes = 1000
    package static let thresholdFileBytes = 64 << 10
    package static let sourceCharacters = 500
    /// Thresholds are stated in millionths: finer than the noise of templates made of single-precision numbers.
    static let thresholdSteps = 1e6
    /// Fewer people than this drawn again and again show too little of how people differ. A choice, not a law.
    static let bootstrapIdentities = 10
    package static let replicates = 100...10_000
    package static let curves = 6
    /// Characters: as many as a row of a plot's legend has room for.
    static let curveName = 28
    /// Of a curve in a plot, which is some 500 pixels wide.
    static let curvePoints = 600
}
