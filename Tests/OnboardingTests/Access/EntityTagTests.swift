import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@Suite struct `A read with an entity tag` {
    private static func paths(_ app: TestApp) async throws -> [String] {
        let person = try await app.person()
        return [
            "/v1/identity-verifications/\(person.verification)",
            "/v1/identity-verifications/\(person.verification)/setup",
            "/v1/identity-verification-setups/\(app.tenant.sandbox)",
            "/v1/identifications/\(person.identification)", "/v1/identifications/\(person.identification)/setup",
        ]
    }

    @Test func `is answered 304 while nothing has changed`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            for path in try await Self.paths(app) {
                let first = try await app.call(.get, path, token: token)
                let tag = try #require(first.headers[.eTag], "\(path)")
                #expect(tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count > 20)
                for named in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                    let again = try await app.send(.get, path, token: token, headers: [.ifNoneMatch: named])
                    #expect(again.status == 304, "\(path) \(named)")
                    #expect(again.bytes.isEmpty && again.headers[.eTag] == tag)
                }
                let other = try await app.send(.get, path, token: token, headers: [.ifNoneMatch: "\"other\""])
                #expect(other.status == 200 && other.bytes == first.bytes)
            }
        }
    }

    @Test func `is answered in full after a change`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let path = "/v1/identity-verifications/\(try await app.create())"
            let tag = try #require(try await app.call(.get, path, token: token).headers[.eTag])
            _ = try await Person(opening: String(path.split(separator: "/")[2]), in: app)
            let changed = try await app.send(.get, path, token: token, headers: [.ifNoneMatch: tag])
            #expect(changed.status == 200)
            #expect(changed["status"] == "InProgress")
            #expect(changed.headers[.eTag] != tag)
        }
    }

    @Test func `tells nothing to another application`() async throws {
        try await TestApp.run { app in
            let path = "/v1/identity-verifications/\(try await app.create())"
            let other = try await app.token(of: try await app.otherTenant())
            let answer = try await app.send(.get, path, token: other, headers: [.ifNoneMatch: "*"])
            #expect(answer.status == 404)
        }
    }
}
