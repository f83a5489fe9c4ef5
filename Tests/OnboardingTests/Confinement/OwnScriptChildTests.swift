import Evidence
import Foundation
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing

/// Nothing of the language is opened before the child has shut itself in.
@Suite(.enabled(if: RuntimeFolder.hasScripts, "the models or Tesseract of `make setup` are not here"))
struct `A confined child` {
    private func passport(_ state: String) throws -> Data {
        let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))
        var holder = SpecimenHolder.varied(seed: 2, today: today, ownScript: true)
        holder.ownScript = ("Ястребинин", "Дмитрий")
        (holder.surname, holder.givenNames) = ("Iastrebinin", "Dmitrii")
        let document = SpecimenDocument(.passport, of: holder, layout: .ember, issuingState: state)
        return Data(try document.drawn(pixelsPerMillimetre: 8).picture.jpeg(quality: 92))
    }

    @Test func `reads names in Cyrillic`() async throws {
        let reading = try await RuntimeFolder.desk.read(try passport("RUS"), as: .dataPage)
        let lines = try #require(reading.document).text.filter { $0.language == .russian }.map(\.text)
        #expect(Set(lines).isSuperset(of: ["ЯСТРЕБИНИН", "ДМИТРИЙ"]))
    }

    @Test func `says which languages are open`() async throws {
        let open = try await RuntimeFolder.desk.models().open
        let digest = try #require(open["scriptRecognition.rus"])
        let reading = try await RuntimeFolder.desk.read(try passport("RUS"), as: .dataPage)
        #expect(reading.document?.scriptModels == [digest])
    }

    @Test func `reads everything else without them`() async throws {
        let desk = RuntimeFolder.desk(without: ScriptLanguage.allCases.map { "\($0.rawValue).traineddata" })
        let reading = try await desk.read(try passport("RUS"), as: .dataPage)
        await desk.close()
        #expect(reading.document?.mrz?.fields.primaryIdentifier == "IASTREBININ")
        #expect(reading.document?.text.allSatisfy { $0.language == nil } == true)
    }
}
