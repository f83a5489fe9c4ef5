/// A threshold and the error rates at it.
package struct OperatingPoint: Codable, Equatable, Sendable {
    /// In the measure of the sample.
    package let threshold: Double
    package let falseMatches: MeasuredRate
    package let falseNonMatches: MeasuredRate
}
