import Evidence
import Foundation
import Logging
import Onboarding

/// The memory of one confined child with the models: when it has just started, after pictures of every kind, and after
/// one of twelve million pixels.
struct ChildMemory {
    private let rows: [(after: String, member: ProcessFamily.Member)]

    /// Mebibytes that a child may have at its peak.
    private static let aim = 350

    init(runtime: String, _ pictures: EvidencePictures) async throws {
        let desk = EvidenceDesk(
            Settings(
                host: "127.0.0.1", port: 0, publicURL: "", dataFolder: "", runtimeFolder: runtime, workers: 1,
                allowsLoopbackWebhooks: false, logLevel: .warning, executable: SettingsOptions.executable),
            logger: Logger(label: "bench"))
        let large = try EvidencePictures.large(portraits: "\(runtime)/portraits")
        _ = try await desk.models()
        var rows = [Self.row("its start")]
        for file in pictures.documents { _ = try await desk.read(Data(file.bytes), as: .dataPage) }
        rows.append(Self.row("\(pictures.documents.count) documents"))
        for file in pictures.selfies { _ = try await desk.read(Data(file.bytes), as: .livenessSelfie) }
        rows.append(Self.row("\(pictures.selfies.count) selfies as well"))
        _ = try await desk.read(Data(large.bytes), as: .dataPage)
        rows.append(Self.row("a document of 12 megapixels as well"))
        await desk.close()
        self.rows = rows.compactMap { row in row.member.map { (row.after, $0) } }
    }

    /// The one child there is: nobody has asked for a picture to be inspected.
    private static func row(_ after: String) -> (after: String, member: ProcessFamily.Member?) {
        (after, ProcessFamily(parent: getpid()).members.dropFirst().first)
    }

    var table: [String] {
        let lines = rows.map { after, member in
            let peak = member.peakResidentBytes >> 20
            return "| \(after) | \(member.residentBytes >> 20) | \(peak) | \(peak <= Self.aim ? "yes" : "no") |"
        }
        return [
            "| a child after | resident MiB | at the most MiB | within \(Self.aim) |", "| --- | --- | --- | --- |",
        ] + lines
    }
}
