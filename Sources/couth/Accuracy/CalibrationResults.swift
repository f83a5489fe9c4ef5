import Evidence
import Foundation

/// The files that a calibration leaves.
struct CalibrationResults {
    enum Failure: Error, CustomStringConvertible {
        case thereAlready(String)
        case refused(RuleOfThree.Refusal)

        var description: String {
            switch self {
            case .thereAlready(let path): "\(path) is there already: name another folder"
            case .refused(let refusal):
                "no thresholds.json is written: \(refusal). Compare more people, or ask for a rate of "
                    + String(format: "%.3g", RuleOfThree.least(pairs: refusal.present)) + " or more"
            }
        }
    }

    let folder: URL

    private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// Makes the folder. One with thresholds is left alone: after a refusal they would pass for this run's.
    func prepare() throws {
        let thresholds = file("thresholds.json").path
        guard !FileManager.default.fileExists(atPath: thresholds) else { throw Failure.thereAlready(thresholds) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// - Throws: `refused` after everything but the thresholds is written.
    func write(_ report: CalibrationReport) throws {
        try Data(report.text.utf8).write(to: file("report.md"), options: .atomic)
        let curve = ErrorPlot.Curve(name: report.heading.model.file, report.calibration)
        for kind in ErrorPlot.Kind.allCases {
            let title = "Face comparison, \(kind.rawValue.uppercased()), \(report.heading.date)"
            let plot = ErrorPlot(kind, title: title, curves: [curve])
            try Data(plot.svg.utf8).write(to: file("\(kind.rawValue).svg"), options: .atomic)
        }
        let thresholds: ThresholdFile
        do throws(RuleOfThree.Refusal) {
            thresholds = try ThresholdFile(
                report.calibration, match: report.match, review: report.review, heading: report.heading)
        } catch {
            throw Failure.refused(error)
        }
        try thresholds.json().write(to: file("thresholds.json"), options: .atomic)
    }
}
