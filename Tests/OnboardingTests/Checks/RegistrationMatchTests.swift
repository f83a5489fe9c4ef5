import Evidence
import Foundation
import Kernel
import Onboarding
import Testing

@Suite struct `What the business said of a person` {
    private static let today = CalendarDate("2026-06-01")

    private func person(_ fields: MRZFields) throws -> PrintedPerson {
        PrintedPerson(try WrittenZone.reading(fields).fields, today: try #require(Self.today))
    }

    private func outcomes(_ registration: String, _ fields: MRZFields = WrittenZone.fields) throws -> [String: String] {
        let given = try JSONDecoder().decode(Registration.self, from: Data(registration.utf8))
        let match = RegistrationMatch(given, person: try person(fields))
        return Dictionary(uniqueKeysWithValues: match.results.map { ($0.name, $0.outcome.rawValue) })
    }

    @Test(arguments: [
        ("Anna Maria", "Success"), ("ANNA", "Success"), ("anna-maria", "Success"), ("Anna Maria Louise", "Success"),
        ("Ann", "Fail"), ("Maria", "Fail"), ("Hanna Maria", "Review"), ("Bob", "Fail"), ("Ánna Maria", "Success"),
    ])
    func `agrees with the given names or does not`(_ name: String, _ outcome: String) throws {
        #expect(try outcomes(#"{"firstName": "\#(name)"}"#) == ["firstName": outcome])
    }

    @Test(arguments: [
        ("Eriksson", "Success"), ("ERIKSSON", "Success"), ("Erikson", "Review"), ("Eriksdotter", "Fail"),
        ("Smith", "Fail"),
    ])
    func `agrees with the surname or does not`(_ name: String, _ outcome: String) throws {
        #expect(try outcomes(#"{"lastName": "\#(name)"}"#) == ["lastName": outcome])
    }

    @Test(arguments: [
        ("Größling", "GROESSLING"), ("Müller", "MULLER"), ("Østerby-Lund", "OESTERBY LUND"), ("O'Brien", "OBRIEN"),
    ])
    func `agrees in every form that the zone may give a name`(_ given: String, _ printed: String) throws {
        var fields = WrittenZone.fields
        fields.primaryIdentifier = printed
        #expect(try outcomes(#"{"lastName": "\#(given)"}"#, fields) == ["lastName": "Success"])
    }

    @Test func `counts the middle name among the given names`() throws {
        #expect(try outcomes(#"{"firstName": "Anna", "middleName": "Maria"}"#) == ["firstName": "Success"])
        #expect(try outcomes(#"{"firstName": "Anna", "middleName": "Sofia"}"#) == ["firstName": "Fail"])
    }

    @Test(arguments: [
        ("740812", "1974-08-12", "Success"), ("740812", "1974-08-13", "Fail"), ("74<<<<", "1974-08-12", "Review"),
    ])
    func `has a date of birth that is the printed one`(_ printed: String, _ given: String, _ outcome: String) throws {
        var fields = WrittenZone.fields
        fields.dateOfBirth = MRZDate(printed)
        #expect(try outcomes(#"{"dateOfBirth": "\#(given)"}"#, fields) == ["dateOfBirth": outcome])
    }

    @Test(arguments: [
        ("ZE184226B", "ZE184226B", "Success"), ("ZE-184 226b", "ZE184226B", "Success"), ("X1", "ZE184226B", "Review"),
        ("X1", "", "Success"),
    ])
    func `has a personal code that stands in the zone`(_ given: String, _ printed: String, _ outcome: String) throws {
        var fields = WrittenZone.fields
        fields.personalNumber = printed
        #expect(try outcomes(#"{"personalCode": "\#(given)"}"#, fields) == ["personalCode": outcome])
    }

    @Test(
        arguments: [
            ("LT", "LTU", "UTO", "Success"), ("lt", "UTO", "LTU", "Success"), ("DE", "D", "UTO", "Success"),
            ("LV", "LTU", "LTU", "Fail"), ("ZZ", "LTU", "LTU", "Review"),
        ])
    func `has a state that issued the document or whose national the person is`(
        _ given: String, _ issuer: String, _ nationality: String, _ outcome: String
    ) throws {
        var fields = WrittenZone.fields
        (fields.issuingState, fields.nationality) = (issuer, nationality)
        let registration = try JSONDecoder().decode(
            Registration.self, from: Data(#"{"countryCode": "\#(given)"}"#.utf8))
        let match = RegistrationMatch(
            registration, person: try person(fields), demanded: [.countryCode])
        #expect(match.results.map(\.outcome.rawValue) == [outcome])
    }

    @Test func `is missed where it is demanded and was not given, or is not printed`() throws {
        func outcomes(_ text: String?, _ fields: MRZFields = WrittenZone.fields) throws -> [String] {
            let registration = try text.map { try JSONDecoder().decode(Registration.self, from: Data($0.utf8)) }
            let match = RegistrationMatch(
                registration, person: try person(fields), demanded: [.lastName, .personalCode])
            return match.results.map(\.outcome.rawValue)
        }
        #expect(try outcomes(nil) == ["Unavailable", "Unavailable"])
        #expect(try outcomes(#"{"lastName": "Eriksson", "firstName": "Bob"}"#) == ["Success", "Unavailable"])
        var fields = WrittenZone.fields
        fields.personalNumber = ""
        #expect(try outcomes(#"{"lastName": "Smith", "personalCode": "X1"}"#, fields) == ["Fail", "Unavailable"])
    }

    @Test func `says nothing where nothing was given, or nothing was read`() throws {
        #expect(try outcomes("{}") == [:])
        #expect(try outcomes(#"{"email": "a@example.com", "phoneNumber": 37060000000, "lastName": ""}"#) == [:])
        let given = try JSONDecoder().decode(Registration.self, from: Data(#"{"lastName": "A"}"#.utf8))
        #expect(RegistrationMatch(given, person: nil).results == [])
        #expect(RegistrationMatch(nil, person: try person(WrittenZone.fields)).results == [])
    }
}
