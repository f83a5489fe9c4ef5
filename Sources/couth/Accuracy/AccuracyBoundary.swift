import Evidence
import Foundation
import Specimens

/// Measures how well the document's edges are found: drawn photographs, whose corners are known, in classes of desks.
struct AccuracyBoundary {
    let reader: DocumentReader
    /// Says what is being done, for whoever waits.
    let progress: (String) -> Void

    enum Failure: Error {
        case noModels
    }

    init(models: EvidenceModels, progress: @escaping (String) -> Void) throws(Failure) {
        guard let reader = DocumentReader(models) else { throw .noModels }
        self.reader = reader
        self.progress = progress
    }

    /// What was found on one photograph.
    fileprivate struct Found {
        let seed: Int
        /// Intersection over union with the true corners; 0 where none were found.
        let overlap: Double
        let source: Boundary.Source?
        let milliseconds: Double
    }

    /// A Markdown table by class.
    /// - Parameters:
    ///   - count: photographs of each class.
    ///   - skip: how many are passed over first.
    func report(count: Int, skip: Int) throws -> String {
        var lines = Self.header
        var misses: [String] = []
        for kind in BoundaryScenes.Class.allCases {
            progress("finding documents: \(kind.rawValue)")
            let found = try (0..<count).map { try find(kind, seed: Self.firstSeed + skip + $0) }
            lines.append(Self.row(kind.rawValue, found))
            misses += found.filter { $0.overlap < Self.good }
                .map { "- \(kind.rawValue) \($0.seed): \(Figures.text($0.overlap, digits: 3))" }
        }
        return (lines + ["", "Under \(Self.good):", ""] + misses).joined(separator: "\n")
    }

    /// The document's edges as the engine finds them.
    func boundary(of photograph: Photograph) throws -> Boundary? {
        let (text, zone) = try hints(photograph)
        return Boundary.find(in: photograph.picture, text: text, zone: zone)
    }

    private func hints(_ photograph: Photograph) throws -> (text: [Quad], zone: Boundary.Zone?) {
        let read = try reader.read(photograph.picture, part: photograph.document.kind.role.part)
        return (read.text.map(\.quad) + (read.mrz.map { [$0.quad] } ?? []), read.mrz.map(Boundary.Zone.init))
    }

    private func find(_ kind: BoundaryScenes.Class, seed: Int) throws -> Found {
        let photograph = try BoundaryScenes.scene(kind, seed: seed).photographed()
        let (text, zone) = try hints(photograph)
        let (boundary, seconds) = ProcessorTime.of { Boundary.find(in: photograph.picture, text: text, zone: zone) }
        return Found(
            seed: seed, overlap: boundary?.quad.intersectionOverUnion(photograph.outline) ?? 0,
            source: boundary?.source, milliseconds: seconds * 1_000)
    }

    /// Those below were looked at while the search was written.
    private static let firstSeed = 100
    /// The overlap from which a document counts as found.
    private static let good = 0.95
}

extension AccuracyBoundary {
    fileprivate static let header = [
        "| desk | pictures | IoU ≥ 0.95 | IoU, median | lowest | by edges / by the zone / not found "
            + "| CPU ms, median (slowest) |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]

    fileprivate static func row(_ kind: String, _ found: [Found]) -> String {
        let overlaps = found.map(\.overlap).sorted()
        let times = found.map(\.milliseconds).sorted()
        let sources = [Boundary.Source.edges, .machineReadableZone, nil].map { source in
            found.count { $0.source == source }
        }
        let cells = [
            kind, "\(found.count)", QualityTable.rate(overlaps.count { $0 >= good }, of: found.count),
            Figures.text(overlaps[overlaps.count / 2], digits: 3), Figures.text(overlaps[0], digits: 3),
            sources.map(String.init).joined(separator: " / "),
            "\(Figures.text(times[times.count / 2], digits: 0)) (\(Figures.text(times[times.count - 1], digits: 0)))",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
