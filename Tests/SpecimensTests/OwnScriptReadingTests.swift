import Evidence
import Foundation
import Specimens
import Testing

/// Drawn passports with their names in two scripts, read by the real models.
@Suite(.enabled(if: OwnScriptReading.isPossible, "the text models or Tesseract of `make setup` are not here"))
struct `A passport in two scripts` {
    private let reader: DocumentReader

    init() throws { reader = try OwnScriptReading.reader() }

    private func read(_ own: (String, String), state: String) throws -> (reading: DocumentReading, zone: MRZFields) {
        var holder = SpecimenHolder.varied(seed: 2, today: today, ownScript: true)
        holder.ownScript = own
        (holder.surname, holder.givenNames) = ("Iastrebinin", "Dmitrii")
        holder.nationality = state
        let document = SpecimenDocument(.passport, of: holder, layout: .ember, issuingState: state)
        let reading = try reader.read(document.drawn(pixelsPerMillimetre: 8).picture, part: .dataPage)
        return (reading, try #require(reading.mrz).fields)
    }

    private func comparison(_ reading: DocumentReading, _ zone: MRZFields) -> VisualComparison {
        VisualComparison(
            VisualFields(reading.text, reference: VisualReference(zone), at: reading.mrz?.quad),
            with: VisualReference(zone))
    }

    @Test func `agrees with its zone in both`() throws {
        let (reading, zone) = try read(("Ястребинин", "Дмитрий"), state: "RUS")
        let own = VisualFields(reading.text, reference: VisualReference(zone), at: reading.mrz?.quad).ownScript
        #expect(own.map(\.text) == ["ЯСТРЕБИНИН", "ДМИТРИЙ"])
        #expect(comparison(reading, zone)[.surname] == .agrees)
        #expect(reading.scriptModels == ["russian"])
        #expect(reading.findings.first { $0.check == .visualZoneMatchesMrz }?.models.contains("russian") == true)
    }

    @Test func `differs where another's name is printed in its own script`() throws {
        let (reading, zone) = try read(("Кузнечихин", "Дмитрий"), state: "RUS")
        #expect(comparison(reading, zone).differing == [.surname])
        let finding = try #require(reading.findings.first { $0.check == .visualZoneMatchesMrz })
        #expect(finding.outcome == .review && finding.reason == .differs)
    }

    @Test func `of a state that prints Latin letters alone is not tried`() throws {
        let (reading, _) = try read(("Ястребинин", "Дмитрий"), state: "UTO")
        #expect(reading.scriptModels == nil && reading.text.allSatisfy { $0.language == nil })
    }
}

/// A reader of documents with the language that the tests draw.
enum OwnScriptReading {
    private static let library = "\(ZoneModels.runtime)/lib/tesseract/libtesseract.so"
    private static let data = "\(ZoneModels.runtime)/models/rus.traineddata"
    static let isPossible =
        ZoneModels.areHere && [library, data].allSatisfy { FileManager.default.fileExists(atPath: $0) }

    static func reader() throws -> DocumentReader {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: data)))
        let file = try ScriptReader.File(.russian, digest: "russian", bytes: bytes)
        let scripts = ScriptReader(library: try ScriptLibrary(libraryPath: library), files: [.russian: file])
        return try ZoneModels().documentReader(scripts: scripts)
    }
}
