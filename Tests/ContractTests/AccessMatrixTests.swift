import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

/// Who may open what: every operation of the document with every kind of token on every kind of id.
@Suite struct `An operation of the document` {
    let matrix: AccessMatrix

    init() throws {
        matrix = try AccessMatrix(OpenAPI.load())
    }

    private var forClients: [AccessMatrix.Operation] { matrix.operations.filter { !$0.scopes.isEmpty } }

    private static func call(
        _ operation: AccessMatrix.Operation, _ ids: [String: String], _ token: String?, _ app: TestApp
    ) async throws -> Answer {
        try await app.call(operation.method, try operation.path(ids), token: token, json: operation.body)
    }

    private static func absent(_ operation: AccessMatrix.Operation) -> [String: String] {
        Dictionary(operation.parameters.values.map { ($0, AccessMatrix.absent) }) { $1 }
    }

    @Test func `is in the matrix where a client's token opens it`() {
        #expect(forClients.count >= 8)
        #expect(forClients.count { !$0.parameters.isEmpty } >= 6)
        #expect(matrix.operations.count { $0.takesSession } >= 12)
    }

    @Test(.contract("10 401", "10 403"))
    func `opens to no token, a malformed one, an old one and one without its scope on no id at all`() async throws {
        let clock = ManualClock()
        let operations = forClients
        try await TestApp.run(clock: clock) { app in
            let old = try await app.token()
            clock.advance(by: 3600)
            let other = try await app.otherTenant()
            let mine = try await AccessMatrix.things(of: app.tenant, in: app).ids
            let theirs = try await AccessMatrix.things(of: other, in: app).ids
            for operation in operations {
                let wrong = AccessMatrix.everyScope.filter { scope in !operation.scopes.contains([scope]) }
                for ids in operation.parameters.isEmpty ? [mine] : [mine, theirs, Self.absent(operation)] {
                    for token in [nil, "malformed", "a.b.c", old] {
                        let answer = try await Self.call(operation, ids, token, app)
                        // A token without dots is a session's, to which nothing else exists.
                        let isSession = token == "malformed" && operation.takesSession
                        #expect(
                            answer.status == 401 || (isSession && answer.status == 404), "\(operation) \(token ?? "-")")
                    }
                    for scope in wrong {
                        let token = try await app.token(scope: scope)
                        let answer = try await Self.call(operation, ids, token, app)
                        #expect(answer.status == 403, "\(operation) with \(scope)")
                    }
                }
            }
        }
    }

    @Test(.contract("10 404"))
    func `knows its own things and tells foreign ones from absent ones by nothing`() async throws {
        let operations = forClients.filter { !$0.parameters.isEmpty }
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let (token, foreign) = (try await app.token(), try await app.token(of: other))
            let theirs = try await AccessMatrix.things(of: other, in: app).ids
            for operation in operations {
                // A thing of its own for each: an operation may end it.
                let mine = try await AccessMatrix.things(of: app.tenant, in: app).ids
                let absent = try await Self.call(operation, Self.absent(operation), token, app)
                #expect(absent.status == 404, "\(operation) on an absent id")
                for (ids, caller) in [(theirs, token), (mine, foreign)] {
                    let answer = try await Self.call(operation, ids, caller, app)
                    #expect(answer.status == 404, "\(operation) on a foreign id")
                    #expect(answer.withoutTrace == absent.withoutTrace, "\(operation)")
                    #expect(Self.fields(answer) == Self.fields(absent), "\(operation)")
                }
                let own = try await Self.call(operation, mine, token, app)
                #expect(
                    ![401, 403, 404].contains(own.status) && own.status < 500, "\(operation) on its own: \(own.status)")
            }
        }
    }

    @Test func `knows a thing of its own beside a foreign one only together`() async throws {
        let operations = forClients.filter { $0.parameters.count > 1 }
        #expect(operations.isEmpty == false)
        try await TestApp.run { app in
            let mine = try await AccessMatrix.things(of: app.tenant, in: app).ids
            let theirs = try await AccessMatrix.things(of: try await app.otherTenant(), in: app).ids
            for operation in operations {
                for kind in operation.parameters.values {
                    let mixed = mine.merging([kind: theirs[kind] ?? ""]) { $1 }
                    let answer = try await Self.call(operation, mixed, try await app.token(), app)
                    #expect(answer.status == 404, "\(operation) with a foreign \(kind)")
                }
            }
        }
    }

    @Test func `opens to a session on its own verification only`() async throws {
        let operations = matrix.operations.filter { $0.takesSession && !$0.parameters.isEmpty }
        try await TestApp.run { app in
            let mine = try await AccessMatrix.things(of: app.tenant, in: app)
            // Of the same business: what divides two people is their session, not their application.
            let theirs = try await AccessMatrix.things(of: app.tenant, in: app)
            for operation in operations {
                let foreign = try await Self.call(operation, theirs.ids, mine.person.token, app)
                let absent = try await Self.call(operation, Self.absent(operation), mine.person.token, app)
                #expect([401, 403, 404].contains(foreign.status), "\(operation): \(foreign.status)")
                #expect([401, 403, 404].contains(absent.status), "\(operation): \(absent.status)")
                #expect(foreign.json["detail"] == .null, "\(operation)")
                let none = try await Self.call(operation, theirs.ids, nil, app)
                #expect(none.status == 401, "\(operation)")
            }
        }
    }

    /// The header fields of an answer that a caller could tell two answers apart by.
    private static func fields(_ answer: Answer) -> [String] {
        answer.headers.filter { $0.name != .date && $0.name.canonicalName != "x-request-id" }
            .map { "\($0.name): \($0.value)" }.sorted()
    }
}
