import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@Suite struct `A setup` {
    private static let path = "/v1/identity-verification-setups"

    @Test(.contract("3.2 read"))
    func `is read with its steps`() async throws {
        try await TestApp.run { app in
            let found = try await app.call(.get, "\(Self.path)/\(app.tenant.live)", token: try await app.token())
            #expect(found.status == 200)
            #expect(found["isLive"] == true)
            #expect(found["name"] == "Live")
            #expect(found["steps"].items.map { $0["type"] } == ["Consent", "KycIdentification"])
            #expect(found["steps"].items[0].members["setupId"] == nil)
        }
    }

    @Test func `is bound to a verification in the version of its creation`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let bound = try await app.verification(try await app.create())["setup"]
            let current = try await app.call(.get, "\(Self.path)/\(app.tenant.sandbox)", token: token)
            #expect(bound["versionId"] == current["versionId"])
        }
    }

    @Test func `of another application, or of another kind, is not there`() async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let token = try await app.token()
            let own = try await app.call(.get, "\(Self.path)/\(app.tenant.sandbox)", token: token)
            let kyc = try #require(own["steps"].items[1]["setupId"].text)
            var refusals: Set<String> = []
            for id in [other.sandbox, kyc, "00000000-0000-7000-8000-000000000000", "x"] {
                let answer = try await app.call(.get, "\(Self.path)/\(id)", token: token)
                #expect(answer.status == 404)
                refusals.insert(answer.withoutTrace)
            }
            #expect(refusals.count == 1)
        }
    }

    @Test(
        .contract("3.2 filter"),
        arguments: [
            ("", ["Live", "Sandbox"]), ("?orderBy=Name&orderDirection=Asc", ["Live", "Sandbox"]),
            ("?orderBy=name&orderDirection=Desc", ["Sandbox", "Live"]), ("?limit=1", ["Live"]),
            ("?limit=1&orderDirection=desc", ["Sandbox"]), ("?limit=100", ["Live", "Sandbox"]),
        ])
    func `is listed in order and up to a limit`(_ query: String, _ names: [String]) async throws {
        try await TestApp.run { app in
            _ = try await app.otherTenant()
            let answer = try await app.call(
                .post, "\(Self.path)/filter\(query)", token: try await app.token(), json: [:])
            #expect(answer.status == 200)
            #expect(answer.json.items.map { $0["name"].text } == names)
        }
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=1001", "limit"), ("limit=x", "limit"), ("orderBy=Age", "orderBy"),
        ("orderDirection=Up", "orderDirection"),
    ])
    func `is not listed by a query that is wrong`(_ query: String, _ member: String) async throws {
        try await TestApp.run { app in
            let answer = try await app.call(
                .post, "\(Self.path)/filter?\(query)", token: try await app.token(), json: [:])
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [member])
        }
    }
}
