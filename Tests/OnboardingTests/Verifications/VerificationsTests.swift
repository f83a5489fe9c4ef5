import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Web

@Suite struct `An identity verification` {
    private static let path = "/v1/identity-verifications"

    @Test(
        .contract(
            "4.1 externalReferenceId", "4.1 registration names", "4.1 registration.dateOfBirth",
            "4.1 registration.countryCode", "4.3 id", "4.3 registration", "4.3 externalReferenceId"))
    func `keeps every member of the contract and reads it back`() async throws {
        try await TestApp.run { app in
            let registration: JSONValue = [
                "firstName": "Mila", "middleName": "Rose", "lastName": "O'Vantorre", "email": "mila@example.com",
                "personalCode": "49004120000", "dateOfBirth": "1990-04-12", "phoneNumber": 370_624_515_141,
                "countryCode": "LT",
            ]
            let id = try await app.create([
                "externalReferenceId": "customer-1", "registration": registration, "representativeId": "r",
            ])
            let found = try await app.verification(id)
            #expect(found["id"].text == id)
            #expect(found["status"] == "Pending")
            #expect(found["externalReferenceId"] == "customer-1")
            #expect(found["registration"] == registration)
            #expect(found["applicationId"].text == app.tenant.application.description)
            #expect(found["setup"]["id"].text == app.tenant.sandbox)
            #expect(found["step"] == [:])
        }
    }

    @Test(.contract("0 absent members", "4.1 registration"))
    func `leaves out what it was not told`() async throws {
        try await TestApp.run { app in
            let found = try await app.verification(try await app.create())
            #expect(found.members["externalReferenceId"] == nil)
            #expect(found.members["registration"] == nil)
            #expect(found.members["statusReason"] == nil)
            let empty = try await app.verification(try await app.create(["registration": [:]]))
            #expect(empty["registration"] == [:])
        }
    }

    @Test(
        .contract("4.1 registration.phoneNumber"),
        arguments: [("370624515141", 370_624_515_141), ("+370 624 515-141", 370_624_515_141)] as [(String, Double)])
    func `§4.1 takes a telephone number in digits or as text`(_ text: String, _ number: Double) async throws {
        try await TestApp.run { app in
            let id = try await app.create(["registration": ["phoneNumber": .string(text)]])
            #expect(try await app.verification(id)["registration"]["phoneNumber"].number == number)
        }
    }

    @Test(.contract("0 unknown members"))
    func `§4.1 ignores members that it does not know`() async throws {
        try await TestApp.run { app in
            let id = try await app.create([
                "successUrl": "https://a.example", "errorUrl": 5, "language": nil, "failRedirectUrl": ["a"],
                "registration": ["address": ["street": "X"], "firstName": "A"],
            ])
            #expect(try await app.verification(id)["registration"] == ["firstName": "A"])
        }
    }

    @Test(
        arguments: [
            (["externalReferenceId": 5], "externalReferenceId"), (["registration": "x"], "registration"),
            (["registration": ["firstName": true]], "registration.firstName"),
            (["registration": ["dateOfBirth": "12.04.1990"]], "registration.dateOfBirth"),
            (["registration": ["dateOfBirth": "1990-02-30"]], "registration.dateOfBirth"),
            (["registration": ["phoneNumber": "none"]], "registration.phoneNumber"),
            (["registration": ["phoneNumber": 1.5]], "registration.phoneNumber"),
            (["registration": ["phoneNumber": -5]], "registration.phoneNumber"),
            (["registration": ["countryCode": "LTU"]], "registration.countryCode"),
            (["registration": ["lastName": .string(String(repeating: "x", count: 257))]], "registration.lastName"),
            (["externalReferenceId": .string(String(repeating: "x", count: 257))], "externalReferenceId"),
            (["setupId": 7], "setupId"), (["setupId": "x"], "setupId"),
        ] as [(JSONValue, String)])
    func `is refused by the name of the member that is wrong`(_ members: JSONValue, _ name: String) async throws {
        try await TestApp.run { app in
            let body = ["setupId": .string(app.tenant.sandbox)].merging(members.members) { $1 }
            let answer = try await app.call(
                .post, Self.path, token: try await app.token(), json: .object(body))
            #expect(answer.status == 400)
            #expect(answer.problem == "validation-failed")
            #expect(Array(answer["errors"].members.keys) == [name])
            #expect(answer["message"].text?.hasPrefix("\(name): ") == true)
        }
    }

    @Test(arguments: [
        ("{", "malformed-json", 400), ("", "malformed-json", 400), ("[]", "validation-failed", 400),
        ("{\"setupId\" \"x\"}", "malformed-json", 400), ("\u{0}", "malformed-json", 400),
        (String(repeating: "[", count: 40), "malformed-json", 400),
        ("{\"setupId\": \"" + String(repeating: "x", count: 70_000) + "\"}", "body-too-large", 413),
    ])
    func `is refused as a whole where the body is none`(_ body: String, _ problem: String, _ status: Int) async throws {
        try await TestApp.run { app in
            let answer = try await app.send(
                .post, Self.path, token: try await app.token(), headers: [.contentType: "application/json"],
                body: Data(body.utf8))
            #expect(answer.status == status)
            #expect(answer.problem == problem)
        }
    }

    @Test(.contract("10 415"))
    func `is refused in another media type`() async throws {
        try await TestApp.run { app in
            let answer = try await app.send(
                .post, Self.path, token: try await app.token(), headers: [.contentType: "text/plain"],
                body: Data("{}".utf8))
            #expect(answer.status == 415)
        }
    }

    @Test(.contract("4.1 unknown setup", "4.1 foreign setup", "4.1 disabled setup"))
    func `needs a setup of the application that is not disabled`() async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let token = try await app.token()
            func refused(_ setup: String) async throws -> Answer {
                try await app.call(.post, Self.path, token: token, json: ["setupId": .string(setup)])
            }
            let foreign = try await refused(other.sandbox)
            let unknown = try await refused("00000000-0000-7000-8000-000000000000")
            #expect(unknown.status == 404)
            #expect(foreign.status == 404)
            #expect(foreign.withoutTrace == unknown.withoutTrace)
            let id = try #require(ID<Setup>(app.tenant.sandbox))
            try await app.house.database.write { transaction in
                _ = try transaction.execute("UPDATE setup SET is_disabled = 1 WHERE id = \(id)")
            }
            #expect(try await refused(app.tenant.sandbox).problem == "setup-disabled")
        }
    }

    @Test(.contract("10 404"), arguments: ["", "/setup"])
    func `of another application cannot be told from one that is not there`(_ rest: String) async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let foreign = try await app.create(setup: other.sandbox, token: try await app.token(of: other))
            let token = try await app.token()
            let answers = try await [foreign, "00000000-0000-7000-8000-000000000000", "nothing"].asyncMap {
                try await app.call(.get, "\(Self.path)/\($0)\(rest)", token: token)
            }
            #expect(answers.allSatisfy { $0.status == 404 && $0.problem == "verification-not-found" })
            #expect(Set(answers.map(\.withoutTrace)).count == 1)
            var headers = answers.map(\.headers)
            for index in headers.indices { headers[index][.requestID] = nil }
            #expect(Set(headers).count == 1)
        }
    }

    @Test(.contract("0 ids"))
    func `is found by its id in upper case, and writes it in lower case`() async throws {
        try await TestApp.run { app in
            let id = try await app.create(setup: app.tenant.sandbox.uppercased())
            let found = try await app.verification(id.uppercased())
            #expect(found["id"].text == id)
            #expect(id == id.lowercased())
            #expect(found["setup"]["id"].text == app.tenant.sandbox)
        }
    }

    @Test func `answers a method that it does not take with those it does`() async throws {
        try await TestApp.run { app in
            let answer = try await app.call(.delete, Self.path)
            #expect(answer.status == 405)
            #expect(answer.headers[.allow] == "POST")
            let nowhere = try await app.call(.get, "/v1/nothing")
            #expect(nowhere.status == 404)
            #expect(nowhere.contentType?.hasPrefix("application/problem+json") == true)
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
