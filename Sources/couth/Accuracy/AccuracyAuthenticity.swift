import Evidence
import Foundation
import Specimens

/// Measures the signals of authenticity on attacks that are drawn from the house's own specimens: no screen, no
/// printer, no editor and no camera had a part in them, so that the figures tell regressions, and next to nothing about
/// real attacks.
struct AccuracyAuthenticity {
    let engine: EvidenceEngine
    let drawing: AccuracyAuthenticityDrawing
    /// Where the drawn files are written, to be looked at.
    let shots: URL?
    let progress: (String) -> Void

    /// What the signals said of one picture.
    struct Seen {
        let signals: [AuthenticitySignal]
        let outcome: Finding.Outcome
        /// Of processor time, for the signals alone.
        let milliseconds: Double

        func signal(_ check: Check) -> AuthenticitySignal? { signals.first { $0.check == check } }
        var isRaised: Bool { signals.contains(where: \.isRaised) }
    }

    func report(_ presentations: [AccuracyAuthenticityDrawing.Presentation], specimens: URL?) throws -> String {
        var groups: [String: [Seen]] = [:]
        for presentation in presentations {
            let drawn = try drawing.drawn(presentation)
            if let shots { try Data(drawn.file).write(to: shots.appendingPathComponent(presentation.name)) }
            let seen = try look(at: drawn.file, as: drawn.photograph.document.kind.role)
            groups[presentation.group, default: []].append(seen)
            progress(Self.line(presentation.name, seen))
        }
        var published: [Seen] = []
        for specimen in try specimens.map({ try Self.files(in: $0) }) ?? [] {
            let seen = try look(at: specimen.file, as: .dataPage)
            published.append(seen)
            progress(Self.line(specimen.name, seen))
        }
        return AccuracyAuthenticityTables(groups: groups, published: published)
            .report(order: AccuracyAuthenticityDrawing.groups)
    }

    private func look(at file: [UInt8], as role: EvidenceRequest.Role) throws -> Seen {
        let image = try Picture.decode(file)
        let reading = try engine.read(image, as: role)
        let document = reading.document
        let portrait = try reading.face ?? engine.portraitPlace(in: image.picture, as: role)
        let (authenticity, seconds) = ProcessorTime.of {
            let surface = DocumentSurface(
                image.picture, boundary: document?.boundary.map { Boundary(quad: $0, source: .edges, score: 1) },
                mrz: document?.mrz, text: document?.text ?? [], portrait: portrait)
            return DocumentAuthenticity(surface, traces: image.traces)
        }
        let combined = document?.findings.last { $0.check == .documentAuthenticity }
        return Seen(
            signals: authenticity.signals, outcome: combined?.outcome ?? .unavailable,
            milliseconds: seconds * 1_000)
    }

    private static func files(in folder: URL) throws -> [(name: String, file: [UInt8])] {
        struct Label: Decodable {}
        let labels = try JSONDecoder().decode(
            [String: Label].self, from: Data(contentsOf: folder.appendingPathComponent("labels.json")))
        return try labels.keys.sorted().map { name in
            (name, try [UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
        }
    }

    private static func line(_ name: String, _ seen: Seen) -> String {
        let measures = seen.signals.map { signal in
            "\(signal.check.rawValue) \(signal.measure.map { Figures.text($0, digits: 3) } ?? "–")"
                + (signal.isStrong ? "!!" : signal.isRaised ? "!" : "")
        }
        return ([name, seen.outcome.rawValue] + measures + [Figures.text(seen.milliseconds, digits: 0) + " ms"])
            .joined(separator: "\t")
    }
}
