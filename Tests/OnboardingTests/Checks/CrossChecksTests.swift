import Evidence
import Foundation
import Kernel
import Onboarding
import Testing

@Suite struct `Pictures held against each other` {
    private let today = CalendarDate("2026-06-01")

    /// A case in order; each test changes one thing.
    private struct Case {
        var type = DocumentType.passport
        var parts = [DocumentPart.dataPage]
        var fields: MRZFields? = WrittenZone.fields
        var registration: String?
        var probe: [Float]? = [1, 0]
        var reference: [Float]? = [1, 0]
        var model = "m"
        var text = ["L898902C3", "ERIKSSON", "ANNA MARIA"]
        var isLive = false
    }

    private func findings(_ given: Case) throws -> [Check: Finding] {
        let scale = FaceComparisonScale(measure: .cosine, match: 0.4, review: 0.3)
        func face(_ values: [Float]?, _ model: String) -> FaceReading {
            FaceReading(
                face: nil, faceCount: values == nil ? 0 : 1,
                template: values.map { FaceTemplate(model: model, values: $0) }, findings: [])
        }
        let documents = try given.parts.enumerated().map { index, part in
            let isLast = index == given.parts.count - 1
            let lines = given.text.map { TextLine(text: $0, confidence: 1, quad: WrittenZone.quad) }
            let document = DocumentReading(
                boundary: nil, mrz: isLast ? try given.fields.map { try WrittenZone.reading($0) } : nil, text: lines,
                findings: [])
            return CrossChecks.Picture(
                kind: .document, part: part,
                reading: EvidenceReading(
                    image: nil, findings: [], document: document, face: face(given.reference, given.model),
                    scale: scale, engine: "test"))
        }
        let selfie = CrossChecks.Picture(
            kind: .selfie, part: nil,
            reading: EvidenceReading(
                image: nil, findings: [], face: face(given.probe, "m"), scale: scale, engine: "test"))
        let registration = try given.registration.map {
            try JSONDecoder().decode(Registration.self, from: Data($0.utf8))
        }
        var checks = CrossChecks(
            pictures: documents + [selfie], type: given.type, registration: registration,
            settings: .standard(passiveLiveness: false), today: try #require(today))
        checks.isLive = given.isLive
        return Dictionary(checks.findings.map { ($0.check, $0) }) { $1 }
    }

    private func outcome(_ check: Check, _ change: (inout Case) -> Void) throws -> Finding.Outcome? {
        var given = Case()
        change(&given)
        return try findings(given)[check]?.outcome
    }

    @Test(arguments: [
        Check.faceMatch, .documentBothSides, .documentTypeMatches, .documentNotExpired, .personIsOfAge,
        .registrationMatches, .visualZoneMatchesMrz,
    ])
    func `agree where all is in order`(_ check: Check) throws {
        #expect(try outcome(check) { _ in } == .success)
    }

    /// Fields of a zone that nobody publishes, but for what is handed in.
    private static func fields(
        _ number: String = "P1234567", state: String = "LTU", primary: String = "ZUKAUSKAS", secondary: String = "JONAS"
    ) -> MRZFields {
        MRZFields(
            documentCode: "P", issuingState: state, documentNumber: number, primaryIdentifier: primary,
            secondaryIdentifier: secondary, nationality: state, dateOfBirth: MRZDate("740812"), sex: .male,
            dateOfExpiry: MRZDate("300415"), personalNumber: "")
    }

    @Test(arguments: [
        (fields(), ["P1234567"], Finding.Outcome.success), (fields(state: "UTO"), [], .fail),
        (fields("L898902C3"), [], .fail), (fields(primary: "MUSTERMANN", secondary: "ERIKA"), [], .fail),
        (fields(primary: "MUSTERMANN", secondary: "JULIA"), [], .success), (fields(primary: "SPECIMEN"), [], .fail),
        (fields(), ["REPUBLIC", "Spécimen"], .review), (fields(), ["MUSTER / SPECIMEN"], .review),
        (fields(), ["MUSTERMANN"], .success),
    ])
    func `refuse a published specimen in a live setup, and take it in the sandbox`(
        _ fields: MRZFields, _ text: [String], _ expected: Finding.Outcome
    ) throws {
        func change(_ given: inout Case) { (given.fields, given.text) = (fields, text) }
        #expect(
            try outcome(.documentNotSpecimen) {
                change(&$0); $0.isLive = true
            } == expected)
        #expect(try outcome(.documentNotSpecimen) { change(&$0) } == .success)
    }

    @Test(
        arguments: [
            ("260601", .success), ("260531", .fail), ("260602", .success), ("361231", .success), ("1<<<<<", .review),
            ("260631", .review),
        ] as [(String, Finding.Outcome)])
    func `say that a document is good to the end of its printed day`(
        _ printed: String, _ expected: Finding.Outcome
    ) throws {
        #expect(try outcome(.documentNotExpired) { $0.fields?.dateOfExpiry = MRZDate(printed) } == expected)
    }

    @Test(
        arguments: [
            ("080601", .success), ("080602", .fail), ("080531", .success), ("150101", .fail), ("400101", .success),
            ("07<<<<", .success), ("08<<<<", .review), ("99<<<<", .success),
        ] as [(String, Finding.Outcome)])
    func `say whether the person is of age on this day`(_ printed: String, _ expected: Finding.Outcome) throws {
        #expect(try outcome(.personIsOfAge) { $0.fields?.dateOfBirth = MRZDate(printed) } == expected)
    }

    @Test(
        arguments: [
            (.passport, "P", .success), (.passport, "PD", .success), (.passport, "I", .fail), (.idCard, "ID", .success),
            (.idCard, "AC", .success), (.idCard, "P", .fail), (.idCard, "XX", .review),
            (.residencePermit, "IR", .success),
            (.driverLicense, "D", .review),
        ] as [(DocumentType, String, Finding.Outcome)])
    func `hold the type against the zone's code`(
        _ type: DocumentType, _ code: String, _ expected: Finding.Outcome
    ) throws {
        let found = try outcome(.documentTypeMatches) {
            $0.type = type
            $0.fields?.documentCode = code
        }
        #expect(found == expected)
    }

    @Test(
        arguments: [
            ([DocumentPart.front, .back], .success), ([.front], .fail), ([.back], .fail), ([], .fail),
        ] as [([DocumentPart], Finding.Outcome)])
    func `miss a side that is asked for`(_ parts: [DocumentPart], _ expected: Finding.Outcome) throws {
        let found = try outcome(.documentBothSides) {
            $0.type = .idCard
            $0.parts = parts
        }
        #expect(found == expected)
    }

    @Test(
        arguments: [
            ([1, 0], .success), ([0.41, 0.912], .success), ([0.35, 0.9367], .review), ([0.29, 0.957], .fail),
            ([-1, 0], .fail),
        ] as [([Float], Finding.Outcome)])
    func `compare the two faces`(_ probe: [Float], _ expected: Finding.Outcome) throws {
        #expect(try outcome(.faceMatch) { $0.probe = probe } == expected)
    }

    @Test func `never compare what cannot be compared`() throws {
        #expect(try outcome(.faceMatch) { $0.probe = nil } == .unavailable)
        #expect(try outcome(.faceMatch) { $0.reference = nil } == .unavailable)
        #expect(try outcome(.faceMatch) { $0.model = "another" } == .unavailable)
        #expect(try outcome(.faceMatch) { $0.probe = [1, 0, 0] } == .unavailable)
    }

    @Test(arguments: [
        Check.documentTypeMatches, .documentNotExpired, .personIsOfAge, .registrationMatches, .visualZoneMatchesMrz,
        .mrzCheckDigits,
    ])
    func `without a zone have nothing to say, which is no pass`(_ check: Check) throws {
        #expect(try outcome(check) { $0.fields = nil } == .unavailable)
    }

    @Test(
        arguments: [
            (#"{"lastName": "Eriksson"}"#, .success), (#"{"lastName": "Smith"}"#, .fail),
            (#"{"lastName": "Erikson"}"#, .review), (#"{"lastName": "Erikson", "firstName": "Bob"}"#, .fail),
            ("{}", .success),
        ] as [(String, Finding.Outcome)])
    func `hold the registration against the zone`(_ registration: String, _ expected: Finding.Outcome) throws {
        #expect(try outcome(.registrationMatches) { $0.registration = registration } == expected)
    }

    @Test func `ask for a look where the printed page says something else`() throws {
        #expect(try outcome(.visualZoneMatchesMrz) { $0.text = ["X1234567", "SMITH", "ANNA"] } == .review)
        #expect(try outcome(.visualZoneMatchesMrz) { $0.text = [] } == .unavailable)
    }
}
