import Decision
import Evidence
import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A licence with a barcode` {
    private let today = CalendarDate("2026-06-01")

    /// The licence of an invented person; each test changes one thing.
    private struct Case {
        var elements = [
            "DCAC", "DCBNONE", "DCDNONE", "DBA03112030", "DCSVANTORELLI", "DACFALKEN", "DADORLAN", "DBD03112022",
            "DBB03111990", "DBC1", "DAYBRO", "DAU070 IN", "DAG12 ORCHARD LANE", "DAIQUILLFORD", "DAJVA",
            "DAK232690000  ", "DAQT16700185", "DCF2424244747474786102204", "DCGUSA", "DDEN", "DDFN", "DDGN",
        ]
        var text = ["4d DLN T16700185", "1 VANTORELLI", "2 FALKEN ORLAN", "VIRGINIA"]
        var registration: String?
        var mrz: MRZFields?

        /// With one element in the place of the one of the same identifier.
        mutating func set(_ element: String) {
            elements = elements.map { $0.prefix(3) == element.prefix(3) ? element : $0 }
        }

        var symbol: Barcode {
            let body = "DL" + elements.joined(separator: "\n") + "\r"
            let length = String(format: "%04d", body.utf8.count)
            let content = "@\n\u{1e}\rANSI 636000100101DL0031\(length)" + body
            return Barcode(
                format: .pdf417, bytes: Array(content.utf8), text: content, corners: WrittenZone.quad)
        }
    }

    private func checks(_ given: Case) throws -> CrossChecks {
        let lines = given.text.map { TextLine(text: $0, confidence: 1, quad: WrittenZone.quad) }
        let front = DocumentReading(boundary: nil, mrz: nil, text: lines, findings: [])
        let back = DocumentReading(
            boundary: nil, mrz: try given.mrz.map { try WrittenZone.reading($0) }, text: [],
            barcodes: [given.symbol], findings: [Finding(.documentBarcode, .success)])
        let pictures = [(DocumentPart.front, front), (.back, back)].map { part, document in
            CrossChecks.Picture(
                kind: .document, part: part,
                reading: EvidenceReading(image: nil, findings: [], document: document, engine: "test"))
        }
        let registration = try given.registration.map {
            try JSONDecoder().decode(Registration.self, from: Data($0.utf8))
        }
        return CrossChecks(
            pictures: pictures, type: .driverLicense, registration: registration,
            settings: .standard(passiveLiveness: false), today: try #require(today))
    }

    private func outcome(_ check: Check, _ change: (inout Case) -> Void = { _ in }) throws -> Finding.Outcome? {
        var given = Case()
        change(&given)
        return try checks(given).findings.last { $0.check == check }?.outcome
    }

    @Test(arguments: [
        Check.documentNotExpired, .personIsOfAge, .visualZoneMatchesBarcode, .documentBarcode, .documentBothSides,
    ])
    func `is read`(_ check: Check) throws {
        #expect(try outcome(check) == .success)
    }

    @Test func `is never enough without a person's look`() throws {
        #expect(try outcome(.documentHasMrz) == .review)
        let checks = try checks(Case())
        let trace = DecisionMaker.decide(checks.findings, by: KycSettings.standard(passiveLiveness: false).rules)
        #expect(trace.outcome == .review)
    }

    @Test(arguments: [
        ("DBA05312026", Check.documentNotExpired, Finding.Outcome.review),
        ("DBA06012026", .documentNotExpired, .success),
        ("DBA99999999", .documentNotExpired, .review), ("DBB06022008", .personIsOfAge, .review),
        ("DBB06012008", .personIsOfAge, .success), ("DBBNONE", .personIsOfAge, .unavailable),
        ("DAQT16700186", .visualZoneMatchesBarcode, .review), ("DCSVANTORELLO", .visualZoneMatchesBarcode, .success),
        ("DCSOTHER", .visualZoneMatchesBarcode, .review),
    ])
    func `asks for a look where it speaks against the person`(
        _ element: String, _ check: Check, _ expected: Finding.Outcome
    ) throws {
        #expect(try outcome(check) { $0.set(element) } == expected)
    }

    @Test(arguments: [
        (#"{"lastName": "Vantorelli", "firstName": "Falken", "dateOfBirth": "1990-03-11"}"#, Finding.Outcome.success),
        (#"{"lastName": "Vantorelli", "firstName": "Falken Orlan", "countryCode": "US"}"#, .success),
        (#"{"lastName": "Vantorelly"}"#, .review), (#"{"lastName": "Somebody"}"#, .review),
        (#"{"dateOfBirth": "1990-03-12"}"#, .review),
    ])
    func `is held against the registration`(_ registration: String, _ expected: Finding.Outcome) throws {
        #expect(try outcome(.registrationMatches) { $0.registration = registration } == expected)
    }

    @Test func `says nothing where a zone says it, and nothing where it cannot be read`() throws {
        var given = Case()
        given.mrz = WrittenZone.fields
        #expect(try checks(given).card == nil)
        given = Case()
        given.elements = []
        let broken = try checks(given)
        #expect(broken.findings.last { $0.check == .documentNotExpired }?.outcome != .success)
        #expect(broken.findings.last { $0.check == .personIsOfAge }?.outcome == .unavailable)
    }

    @Test func `gives the members of the document`() throws {
        let card = try #require(try checks(Case()).card)
        #expect(card.fields.familyName == "VANTORELLI" && card.fields.firstName == "FALKEN")
        #expect(card.fields.documentNumber == "T16700185" && card.fields.country == "USA")
        #expect(card.fields.dateOfExpiry == CalendarDate("2030-03-11"))
        #expect(card.fields.dateOfBirth == CalendarDate("1990-03-11"))
    }
}

@Suite(.enabled(if: RuntimeFolder.hasBarcodes, "the models or the barcode library of `make setup` are not here"))
struct `The back of a licence` {
    @Test func `is read by a confined child, symbol and all`() async throws {
        let picture = DrawnSymbol.card.picture(pixelsPerModule: 4, margin: 120)
        let reading = try await RuntimeFolder.desk.read(Data(picture.jpeg(quality: 90)), as: .otherSide)
        let document = try #require(reading.document)
        #expect(document.findings.last { $0.check == .documentBarcode }?.outcome == .success)
        #expect(document.card?.fields.familyName == "LINDQVIST")
        let blank = Picture(width: 900, height: 600, channels: 1, pixels: [UInt8](repeating: 240, count: 540_000))
        let none = try await RuntimeFolder.desk.read(Data(blank.jpeg(quality: 90)), as: .otherSide)
        let finding = none.document?.findings.last { $0.check == .documentBarcode }
        #expect(finding?.outcome == .unavailable && finding?.reason == .notFound)
    }
}
