import Evidence
import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

/// A licence of the European Union has neither zone nor, mostly, a barcode: its numbered fields are all it says.
@Suite struct `A licence that is printed alone` {
    private static let lines = [
        "DRIVING LICENCE", "1. MÜLLER", "2. JÖRG ANDREAS", "3. 12.08.1964 AMAUROT", "4a. 01.03.2021",
        "4b. 28.02.2036", "4c. UTOPIAN ROADS", "4d. 640812-12345", "5. UT123456789", "9. AM/B1/B",
    ]

    private func checks(
        _ registration: String, _ printed: [String] = Self.lines, confidence: Double = 1,
        type: DocumentType = .driverLicense,
        demanded: [KycSettings.RegistrationMember]? = nil
    ) throws -> CrossChecks {
        let lines = printed.enumerated().map { index, text in
            TextLine(
                text: text, confidence: confidence,
                quad: Quad(Region(x: 40, y: Double(16 * index), width: Double(text.count) * 5, height: 10)))
        }
        let reading = EvidenceReading(
            image: nil, findings: [], document: DocumentReading(boundary: nil, mrz: nil, text: lines, findings: []),
            engine: "test")
        return CrossChecks(
            pictures: [CrossChecks.Picture(kind: .document, part: .front, reading: reading)], type: type,
            registration: try JSONDecoder().decode(Registration.self, from: Data(registration.utf8)),
            settings: try settings(demanded), today: try #require(CalendarDate("2026-06-01")))
    }

    private func settings(_ demanded: [KycSettings.RegistrationMember]?) throws -> KycSettings {
        let standard = try JSONEncoder().encode(KycSettings.standard(passiveLiveness: false))
        var members = try JSONDecoder().decode(JSONValue.self, from: standard).members
        members["dataToMatch"] = demanded.map { .array($0.map { .string($0.rawValue) }) }
        return try JSONDecoder().decode(KycSettings.self, from: JSONEncoder().encode(JSONValue.object(members)))
    }

    private func finding(_ checks: CrossChecks) -> Finding? {
        checks.findings.last { $0.check == .registrationMatches }
    }

    @Test(arguments: [
        (#"{"lastName": "Müller", "firstName": "Jörg", "dateOfBirth": "1964-08-12"}"#, Finding.Outcome.success),
        (#"{"lastName": "Mueller", "firstName": "Joerg Andreas"}"#, .success),
        (#"{"lastName": "Muller", "personalCode": "64081212345"}"#, .success),
        (#"{"lastName": "Miller"}"#, .review), (#"{"lastName": "Somebody"}"#, .review),
        (#"{"firstName": "Andrea"}"#, .review), (#"{"dateOfBirth": "1964-08-13"}"#, .review),
        (#"{"personalCode": "99999999999"}"#, .review),
    ])
    func `is held against the registration, field by field`(_ given: String, _ expected: Finding.Outcome) throws {
        let found = finding(try checks(given))
        #expect(found?.outcome == expected)
        #expect(found?.reason == (expected == .success ? nil : .differs))
    }

    @Test func `says which field differs, where it was read clearly`() throws {
        let given = #"{"lastName": "Somebody", "firstName": "Jörg", "dateOfBirth": "1964-08-13"}"#
        func outcomes(confidence: Double) throws -> [String: String] {
            let checks = try checks(given, confidence: confidence)
            let registration = try JSONDecoder().decode(Registration.self, from: Data(given.utf8))
            let match = RegistrationMatch(registration, person: checks.person)
            return Dictionary(uniqueKeysWithValues: match.results.map { ($0.name, $0.outcome.rawValue) })
        }
        #expect(
            try outcomes(confidence: 0.99)
                == ["lastName": "Fail", "firstName": "Success", "dateOfBirth": "Fail"])
        #expect(
            try outcomes(confidence: 0.9)
                == ["lastName": "Review", "firstName": "Success", "dateOfBirth": "Review"])
    }

    @Test(arguments: ["1. JÖRG ANDREAS MÜLLER", "1. MÜLLER JÖRG ANDREAS"])
    func `may have both names in one line, in either order`(_ line: String) throws {
        let printed = Self.lines.filter { !$0.hasPrefix("1.") && !$0.hasPrefix("2.") } + [line]
        func outcome(_ given: String) throws -> Finding.Outcome? { finding(try checks(given, printed))?.outcome }
        #expect(try outcome(#"{"lastName": "Müller", "firstName": "Jörg"}"#) == .success)
        #expect(try outcome(#"{"lastName": "Muller", "firstName": "Joerg Andreas"}"#) == .success)
        #expect(try outcome(#"{"lastName": "Müller", "firstName": "Bob"}"#) == .review)
    }

    @Test func `proves nothing of what was not read, and of what it does not print`() throws {
        let nameless = Self.lines.filter { !$0.hasPrefix("2.") && !$0.contains("MÜLLER") }
        let missing = finding(try checks(#"{"lastName": "Müller"}"#, nameless))
        #expect(missing?.outcome == .unavailable && missing?.reason == .dataMissing)
        let state = finding(try checks(#"{"countryCode": "LT"}"#, demanded: [.countryCode]))
        #expect(state?.outcome == .unavailable)
        #expect(finding(try checks(#"{"lastName": "A"}"#, ["BLANK"]))?.outcome == .unavailable)
    }

    @Test func `is not what a passport without its zone is taken for`() throws {
        #expect(finding(try checks(#"{"lastName": "Müller"}"#, type: .passport))?.outcome == .unavailable)
    }
}
