import Database
import DatabaseSQLite
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Web

/// Contract § 5.4.
@Suite struct `A list of identifications` {
    private static let path = "/v1/identifications/filter"

    private func list(_ app: TestApp, _ query: String = "", _ body: JSONValue = [:]) async throws -> Answer {
        try await app.call(.post, Self.path + query, token: try await app.token(), json: body)
    }

    private func ids(_ answer: Answer) -> [String] { answer.json.items.compactMap { $0["id"].text } }

    /// Three, a minute apart; the second is approved.
    private func three(_ app: TestApp, _ clock: ManualClock) async throws -> [Business] {
        var found: [Business] = []
        for number in 0..<3 {
            if number > 0 { clock.advance(by: 60) }
            found.append(try await Business(in: app))
        }
        try await found[1].handIn()
        try await found[1].put("approve", ["reviewer": "Ada", "remark": "Seen."])
        return found
    }

    @Test(.contract("5.4 filter"))
    func `§5.4 is narrowed by time, status and verification`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let begin = clock.now
            let all = try await three(app, clock)
            let names = all.map(\.identification)
            #expect(ids(try await list(app)) == names)
            #expect(ids(try await list(app, "?orderBy=createdUtc&orderDirection=Desc")) == names.reversed())
            #expect(ids(try await list(app, "", ["status": "Approved"])) == [names[1]])
            #expect(ids(try await list(app, "", ["status": "APPROVED"])) == [names[1]])
            let one: JSONValue = ["identityVerificationId": .string(all[2].verification.uppercased())]
            #expect(ids(try await list(app, "", one)) == [names[2]])
            let style = Date.ISO8601FormatStyle()
            let from = JSONValue.string(begin.addingTimeInterval(60).formatted(style))
            let to = JSONValue.string(begin.addingTimeInterval(90).formatted(style))
            #expect(ids(try await list(app, "", ["createdUtc": ["from": from]])) == Array(names[1...]))
            #expect(ids(try await list(app, "", ["createdUtc": ["from": from, "to": to]])) == [names[1]])
            #expect(
                ids(try await list(app, "", ["applicationId": .string(app.tenant.application.description)])) == names)
            #expect(try await list(app).json.items[0] == (try await app.identification(names[0])))
        }
    }

    @Test(arguments: ["Asc", "Desc"])
    func `§5.4 comes in pages that miss nothing and repeat nothing`(_ direction: String) async throws {
        try await TestApp.run { app in
            var names: Set<String> = []
            for _ in 0..<5 { names.insert(try await Business(in: app).identification) }
            var seen: [String] = []
            var cursor: String?
            repeat {
                let query = "?limit=2&orderDirection=\(direction)" + (cursor.map { "&cursor=\($0)" } ?? "")
                let answer = try await list(app, query)
                #expect(answer.status == 200)
                seen += ids(answer)
                cursor = answer.headers[.nextCursor]
            } while cursor != nil && seen.count < 10
            #expect(seen.count == 5)
            #expect(Set(seen) == names)
        }
    }

    @Test(.contract("5.4 Total-Count"))
    func `§5.4 says how many there are where that is asked for`() async throws {
        try await TestApp.run { app in
            for _ in 0..<3 { _ = try await Business(in: app) }
            let token = try await app.token()
            let headers: HTTPFields = [.contentType: "application/json", .returnTotalCount: "true"]
            let answer = try await app.send(
                .post, Self.path + "?limit=1", token: token, headers: headers, body: Data("{}".utf8))
            #expect(answer.headers[.totalCount] == "3")
            #expect(answer.json.items.count == 1)
            #expect(try await list(app).headers[.totalCount] == nil)
        }
    }

    @Test func `§5.4 holds nothing of another application, and is read with a reading scope`() async throws {
        try await TestApp.run { app in
            _ = try await Business(in: app)
            let other = try await app.otherTenant()
            let stranger = try await app.token(of: other)
            let bodies: [JSONValue] = [[:], ["applicationId": .string(app.tenant.application.description)]]
            for body in bodies {
                #expect(try await app.call(.post, Self.path, token: stranger, json: body).json == [])
            }
            let reader = try await app.token(scope: "kyc_identifications_api_readonly")
            #expect(try await app.call(.post, Self.path, token: reader, json: [:]).status == 200)
            let idv = try await app.token(scope: "idv_api")
            #expect(try await app.call(.post, Self.path, token: idv, json: [:]).status == 403)
        }
    }

    @Test(
        arguments: [
            ("?cursor=x", [:], "cursor"), ("?limit=0", [:], "limit"), ("?orderBy=Name", [:], "orderBy"),
            ("", ["status": "Open"], "status"), ("", ["identityVerificationId": "x"], "identityVerificationId"),
            ("", ["createdUtc": ["from": "yesterday"]], "createdUtc.from"),
        ] as [(String, JSONValue, String)])
    func `names what is wrong with the question`(_ query: String, _ body: JSONValue, _ member: String) async throws {
        try await TestApp.run { app in
            let answer = try await list(app, query, body)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [member])
        }
    }

    @Test(arguments: [nil, Identification.Status.approved], [false, true])
    func `is read from an index, however it is asked for`(
        _ status: Identification.Status?, _ isDescending: Bool
    ) async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            let plans = RecordedPlans()
            let file = try SQLiteDatabase(path: "\(app.house.settings.dataFolder)/couth.sqlite")
            let now = app.house.clock.now
            let page = IdentificationPage(
                isDescending: isDescending, limit: 10, after: .init(createdAt: now, id: .new(at: now)))
            var filter = IdentificationFilter(of: app.tenant.application)
            filter.status = status
            let id = try #require(ID<Identification>(business.identification))
            try await plans.database(file).read { [kyc = app.house.identifications, filter] transaction in
                _ = try kyc.list(filter, page, in: transaction)
                _ = try kyc.count(filter, in: transaction)
                _ = try kyc.evidence(of: try kyc.find(id, in: transaction), in: transaction)
            }
            let isWalked = plans.steps.contains { step in
                step.hasPrefix("SCAN identification") || step.hasPrefix("SCAN evidence") || step.contains("TEMP B-TREE")
            }
            #expect(!isWalked, "\(plans.steps)")
            let index = status == nil ? "identification_by_application" : "identification_by_status"
            #expect(plans.steps.contains { $0.contains(index) }, "\(plans.steps)")
            try file.close()
        }
    }
}
