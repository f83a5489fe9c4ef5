import Confinement
import Evidence
import Foundation
import Kernel
import Logging
import Onboarding

/// What reading one passport and one selfie costs, step by step, in this process and one after another; then the whole
/// of it through a confined child, as the server asks.
struct EngineStages {
    let document: Data
    let selfie: Data
    let runtime: String
    let repetitions: Int

    enum Failure: Error {
        case noModels
    }

    private typealias Step = (name: String, times: Latencies)

    /// The rows of a Markdown table.
    func rows() async throws -> [String] {
        let steps = try engineSteps() + (try await childSteps())
        return steps.map { $0.times.row($0.name) }
    }

    private func engineSteps() throws -> [Step] {
        let models = try EvidenceModels.opened(in: runtime)
        guard let detector = models.textDetector, let recogniser = models.textRecogniser,
            let reader = DocumentReader(models)
        else { throw Failure.noModels }
        let (page, face) = (try Picture.decode([UInt8](document)).picture, try Picture.decode([UInt8](selfie)).picture)
        let quads = try detector.detect(in: page, longSide: DocumentReader.Limits.longSides[0])
        let zones = MRZReader(recogniser: recogniser, zoneRecogniser: models.zoneRecogniser)
        let read = try reader.read(page, part: .dataPage)
        let text = read.text.map(\.quad) + (read.mrz.map { [$0.quad] } ?? [])
        let boundary = Boundary.find(in: page, text: text)
        let faces = FaceReader(models: models)
        return [
            ("document: decode", try timed { try Picture.decode([UInt8](document)) }),
            (
                "document: find text",
                try timed { try detector.detect(in: page, longSide: DocumentReader.Limits.longSides[0]) }
            ),
            ("document: read the MRZ", try timed { try zones.read(page, quads) }),
            ("document: text, MRZ and VIZ together", try timed { try reader.read(page, part: .dataPage) }),
            ("document: boundary", try timed { Boundary.find(in: page, text: text) }),
            ("document: quality", try timed { DocumentQuality(of: page, boundary: boundary, text: text) }),
            ("document: portrait", try timed { try faces.readPortrait(page, boundary: boundary?.quad) }),
            ("selfie: decode", try timed { try Picture.decode([UInt8](selfie)) }),
            ("selfie: face, quality, presentation attack, template", try timed { try faces.readSelfie(face) }),
        ]
    }

    private func childSteps() async throws -> [Step] {
        let settings = Settings(
            host: "127.0.0.1", port: 0, publicURL: "", dataFolder: "", runtimeFolder: runtime, workers: 1,
            allowsLoopbackWebhooks: false, logLevel: .warning, executable: SettingsOptions.executable)
        let desk = EvidenceDesk(settings, logger: Logger(label: "bench"))
        try await desk.warmUp()
        let steps: [Step] = [
            ("child: inspect the document", try await timed { try await desk.inspect(document) }),
            ("child: inspect the selfie", try await timed { try await desk.inspect(selfie) }),
            ("child: read the document", try await timed { try await desk.read(document, as: .dataPage) }),
            ("child: read the selfie", try await timed { try await desk.read(selfie, as: .selfie) }),
        ]
        await desk.close()
        return steps
    }

    /// The first run is not counted: it makes what later ones find.
    private func timed(_ body: () throws -> some Any) throws -> Latencies {
        _ = try body()
        return Latencies(
            try (0..<repetitions).map { _ in
                let begun = ContinuousClock.now
                _ = try body()
                return (ContinuousClock.now - begun).milliseconds
            })
    }

    private func timed(_ body: () async throws -> some Any) async throws -> Latencies {
        _ = try await body()
        var times: [Double] = []
        for _ in 0..<repetitions {
            let begun = ContinuousClock.now
            _ = try await body()
            times.append((ContinuousClock.now - begun).milliseconds)
        }
        return Latencies(times)
    }
}
