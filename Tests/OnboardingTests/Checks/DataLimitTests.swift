import Foundation
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing

/// What a setup asks of the data in a document, from the setup's own call to the decision.
@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
struct `A limit on the data in a document` {
    private static func decide(
        _ kyc: JSONValue, _ registration: JSONValue, in app: TestApp
    ) async throws -> JSONValue {
        let setup = try await app.newSetup(kyc: kyc)
        let members: JSONValue = registration == .null ? [:] : ["registration": registration]
        let person = try await app.person(members, setup: setup)
        return try await person.handIn(try await Papers.drawn(.approved))
    }

    @Test(
        arguments: [
            (["minimumAgeYears": 120], "Rejected", "UnderagePerson"),
            (["minimumAgeYears": 18], "Approved", "AutomaticallyIdentified"),
            (["acceptedCountries": ["LTU", "LVA"]], "Rejected", "ProhibitedCountryOrState"),
            (["acceptedCountries": ["UTO"]], "Approved", "AutomaticallyIdentified"),
            (["prohibitedNationalities": ["UTO"]], "Rejected", "ProhibitedNationality"),
            (["prohibitedNationalities": ["LTU"]], "Approved", "AutomaticallyIdentified"),
        ] as [(JSONValue, String, String)])
    func `§3.3 decides`(_ kyc: JSONValue, _ status: String, _ reason: String) async throws {
        try await TestApp.run { app in
            let found = try await Self.decide(kyc, .null, in: app)
            #expect(found["status"].text == status)
            #expect(found["statusReason"].text == reason)
        }
    }

    @Test(
        arguments: [
            (["LastName"], ["lastName": "Completely"], "Rejected", "NameMismatch"),
            (
                ["LastName", "DateOfBirth"], ["lastName": "own", "dateOfBirth": "1950-01-01"], "Rejected",
                "DataDoesNotMatch"
            ),
            (["DateOfBirth"], ["lastName": "Completely", "dateOfBirth": "own"], "Approved", "AutomaticallyIdentified"),
            (["LastName", "FirstName"], ["lastName": "own"], "Awaiting", nil), (["LastName"], .null, "Awaiting", nil),
            ([], ["lastName": "Completely"], "Approved", "AutomaticallyIdentified"),
            (["CountryCode"], ["countryCode": "LT"], "Rejected", "DataDoesNotMatch"),
        ] as [(JSONValue, JSONValue, String, String?)])
    func `§3.3 dataToMatch says what has to match, and misses what is not there`(
        _ demanded: JSONValue, _ registration: JSONValue, _ status: String, _ reason: String?
    ) async throws {
        try await TestApp.run { app in
            let holder = try await Papers.drawn(.approved).holder
            let own = [
                "lastName": JSONValue.string(holder.surname), "dateOfBirth": .string(holder.dateOfBirth.description),
            ]
            let given = registration.members.map { name, value in (name, value == "own" ? own[name] ?? value : value) }
            let found = try await Self.decide(
                ["dataToMatch": demanded],
                registration == .null ? .null : .object(Dictionary(uniqueKeysWithValues: given)), in: app)
            #expect(found["status"].text == status)
            #expect(found["statusReason"].text == reason)
            let rule = found["rules"].items.first { $0["name"] == "RegistrationDataMatchesDocument" }
            #expect(rule?["status"].text == ["Approved": "Success", "Rejected": "Fail"][status] ?? "Unavailable")
        }
    }
}
