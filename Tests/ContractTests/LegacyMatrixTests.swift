import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

/// Who may open what of the legacy API: every operation of the document with every kind of key on every kind of id.
@Suite struct `A legacy operation of the document` {
    /// What one application has.
    private struct Things {
        let key: String
        /// Parameter of the document → id.
        let ids: [String: String]
    }

    private static let absent = [
        "LegacyIdentificationId": AccessMatrix.absent, "LegacyFileId": AccessMatrix.absent,
    ]

    private static func operations() throws -> [AccessMatrix.Operation] {
        let document = try OpenAPI.load()
        let legacy = document.operations.filter(\.isLegacy)
        return try AccessMatrix(document).operations.filter { operation in
            legacy.contains { $0.route.matches(operation.method.rawValue, operation.template) }
        }
    }

    private static func things(of tenant: TestApp.Tenant, in app: TestApp) async throws -> Things {
        let all = try await AccessMatrix.things(of: tenant, in: app).ids
        return Things(
            key: try await app.olderKey(of: tenant).text,
            ids: [
                "LegacyIdentificationId": all["IdentityVerificationId"] ?? "", "LegacyFileId": all["FileId"] ?? "",
            ])
    }

    /// The oldest call has its id and its key in the body.
    private static func call(
        _ operation: AccessMatrix.Operation, _ ids: [String: String], _ key: String?, _ app: TestApp
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        var body = operation.body
        if operation.template == "/get-data" {
            body = [
                "token": .string(ids["LegacyIdentificationId"] ?? ""), "apikey": key.map(JSONValue.string) ?? .null,
            ]
        } else {
            headers[TestApp.olderKeyField] = key
        }
        if body != nil { headers[.contentType] = "application/json" }
        return try await app.send(
            operation.method, try operation.path(ids), headers: headers,
            body: try body.map { try JSONEncoder().encode($0) })
    }

    @Test func `is in the matrix`() throws {
        #expect(try Self.operations().count == 5)
    }

    @Test func `opens to no key, a malformed one, a wrong one and a revoked one on no id at all`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            try await app.withLegacy { app in
                let (mine, theirs) = (
                    try await Self.things(of: app.tenant, in: app),
                    try await Self.things(of: try await app.otherTenant(), in: app)
                )
                let revoked = try await app.olderKey()
                #expect(try await app.revoke(revoked))
                let swapped = "\(mine.key.prefix(36)).\(theirs.key.dropFirst(37))"
                let unknown = "\(AccessMatrix.absent).\(mine.key.dropFirst(37))"
                for operation in try Self.operations() {
                    var answers: Set<String> = []
                    for ids in [mine.ids, theirs.ids, Self.absent] {
                        for key in [nil, "", "malformed", ".", mine.key + "x", swapped, unknown, revoked.text] {
                            let answer = try await Self.call(operation, ids, key, app)
                            #expect(answer.status == 401, "\(operation) with \(key == nil ? "no key" : "a wrong key")")
                            answers.insert(String(decoding: answer.bytes, as: UTF8.self))
                        }
                        clock.advance(by: 60)
                    }
                    #expect(answers == [#"{"message":"The API key is not valid","status":"UNAUTHORIZED"}"#])
                }
            }
        }
    }

    @Test func `knows its own things and tells foreign ones from absent ones by nothing`() async throws {
        try await TestApp.run { app in
            try await app.withLegacy { app in
                let mine = try await Self.things(of: app.tenant, in: app)
                let theirs = try await Self.things(of: try await app.otherTenant(), in: app)
                for operation in try Self.operations() where operation.template != "/identifications/start" {
                    let absent = try await Self.call(operation, Self.absent, mine.key, app)
                    #expect(absent.status == 400, "\(operation)")
                    #expect(absent["status"] == "IDENTIFICATION_NOT_FOUND", "\(operation)")
                    for (ids, key) in [(theirs.ids, mine.key), (mine.ids, theirs.key)] {
                        let foreign = try await Self.call(operation, ids, key, app)
                        #expect(foreign.status == absent.status && foreign.bytes == absent.bytes, "\(operation)")
                        #expect(Self.fields(foreign) == Self.fields(absent), "\(operation)")
                    }
                    let own = try await Self.call(operation, mine.ids, mine.key, app)
                    #expect(own.status == 200, "\(operation) on its own")
                }
            }
        }
    }

    @Test func `begins with the setup of its key alone`() async throws {
        try await TestApp.run { app in
            try await app.withLegacy { app in
                let theirs = try await Self.things(of: try await app.otherTenant(), in: app)
                let start = try #require(try Self.operations().first { $0.template == "/identifications/start" })
                let made = try await Self.call(start, [:], theirs.key, app)
                #expect(made.status == 200)
                let path = "/v1/identity-verifications/\(made["identificationId"].text ?? "")"
                #expect(try await app.call(.get, path, token: try await app.token()).status == 404)
            }
        }
    }

    /// The header fields of an answer that a caller could tell two answers apart by.
    private static func fields(_ answer: Answer) -> [String] {
        answer.headers.filter { $0.name != .date && $0.name.canonicalName != "x-request-id" }
            .map { "\($0.name): \($0.value)" }.sorted()
    }
}
