/// What is wrong with the material of a calibration, or with a threshold file.
package enum CalibrationError: Error, Equatable, CustomStringConvertible {
    case noGenuinePairs
    case noImpostorPairs
    case tooManyPairs(limit: Int)
    case tableTooLarge(limitBytes: Int)
    /// Line counted from 1.
    case wrongLine(Int, String)
    /// Pair counted from 1.
    case wrongPair(Int, String)
    case wrongThresholdFile(String)

    package var description: String {
        switch self {
        case .noGenuinePairs: "there is no genuine pair (two samples of one person): FNMR cannot be measured"
        case .noImpostorPairs: "there is no impostor pair (samples of two persons): FMR cannot be measured"
        case .tooManyPairs(let limit): "there are more than \(limit) pairs"
        case .tableTooLarge(let limit): "the table is larger than \(limit) bytes"
        case .wrongLine(let line, let what): "line \(line): \(what)"
        case .wrongPair(let pair, let what): "pair \(pair): \(what)"
        case .wrongThresholdFile(let what): "the threshold file cannot be used: \(what)"
        }
    }
}
