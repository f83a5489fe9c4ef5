import Database
import DatabaseSQLite
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A list of verifications` {
    private static let path = "/v1/identity-verifications/filter"

    private func list(
        _ app: TestApp, _ body: JSONValue = [:], query: String = "", total: Bool = false
    ) async throws -> Answer {
        var headers: HTTPFields = [.contentType: "application/json"]
        if total { headers[try #require(HTTPField.Name("Return-Total-Count"))] = "true" }
        return try await app.send(
            .post, Self.path + query, token: try await app.token(), headers: headers,
            body: try JSONEncoder().encode(body))
    }

    private func ids(_ answer: Answer) -> [String] { answer.json.items.compactMap { $0["id"].text } }

    private func header(_ name: String, _ answer: Answer) -> String? {
        HTTPField.Name(name).flatMap { answer.headers[$0] }
    }

    @Test(.contract("4.5 filter"))
    func `§4.5 filter gives the application's own, in order, page by page, with their number`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let other = try await app.otherTenant()
            _ = try await app.create(setup: other.sandbox, token: try await app.token(of: other))
            var made: [String] = []
            for _ in 1...5 {
                made.append(try await app.create())
                clock.advance(by: 1)
            }
            let all = try await list(app, total: true)
            #expect(ids(all) == made)
            #expect(header("Total-Count", all) == "5")
            #expect(header("Next-Cursor", all) == nil)
            var seen: [String] = []
            var query = "?limit=2&orderBy=createdutc&orderDirection=Desc"
            while true {
                let page = try await list(app, query: query)
                #expect(header("Total-Count", page) == nil)
                seen += ids(page)
                guard let cursor = header("Next-Cursor", page) else { break }
                query = "?limit=2&orderBy=CreatedUtc&orderDirection=Desc&cursor=\(cursor)"
            }
            #expect(seen == made.reversed())
        }
    }

    @Test func `§4.5 filter reads a status in capitals too, and no other word`() async throws {
        try await TestApp.run { app in
            let (waiting, begun) = (try await app.create(), try await app.create())
            _ = try await Person(opening: begun, in: app)
            #expect(ids(try await list(app, ["status": "IN_PROGRESS"])) == [begun])
            #expect(ids(try await list(app, ["status": "InProgress"])) == [begun])
            #expect(ids(try await list(app, ["status": "PENDING"])) == [waiting])
            let wrong = try await list(app, ["status": "in_progress"])
            #expect(wrong.status == 400)
            #expect(Array(wrong["errors"].members.keys) == ["status"])
        }
    }

    @Test func `§4.5 filter keeps pages apart where many are of one instant`() async throws {
        try await TestApp.run { app in
            var made: Set<String> = []
            for _ in 1...5 { made.insert(try await app.create()) }
            let first = try await list(app, query: "?limit=3")
            let cursor = try #require(header("Next-Cursor", first))
            let second = try await list(app, query: "?limit=3&cursor=\(cursor)")
            #expect(Set(ids(first) + ids(second)) == made)
            #expect(ids(first).count == 3 && ids(second).count == 2)
        }
    }

    @Test(.contract("4.5 filter"))
    func `§4.5 filter asks by reference, status, setup and time`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let early = try await app.create(["externalReferenceId": "customer-1"])
            clock.advance(by: 3600)
            let live = try await app.create(["externalReferenceId": "Customer-1"], setup: app.tenant.live)
            let begun = try await Person(opening: try await app.create(["externalReferenceId": "x"]), in: app)
            func found(_ body: JSONValue) async throws -> [String] { ids(try await list(app, body)) }
            #expect(try await found(["externalReferenceId": "customer-1"]) == [early])
            #expect(try await found(["externalReferenceId": "customer"]) == [])
            #expect(try await found(["status": "InProgress"]) == [begun.verification])
            #expect(try await found(["setupId": .string(app.tenant.live.uppercased())]) == [live])
            let noon = clock.now.addingTimeInterval(-1800).ISO8601Format()
            #expect(try await found(["createdUtc": ["to": .string(noon)]]) == [early])
            #expect(Set(try await found(["createdUtc": ["from": .string(noon)]])) == [live, begun.verification])
            let own = app.tenant.application.description
            #expect(try await found(["applicationId": .string(own.uppercased())]).count == 3)
            let other = try await app.otherTenant().application.description
            #expect(try await found(["applicationId": .string(other)]) == [])
            let unknown: JSONValue = ["search": "x", "createdUtc": [:]]
            #expect(try await found(unknown).count == 3)
        }
    }

    @Test func `§4.5 filter orders by the last change`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let first = try await app.create()
            clock.advance(by: 1)
            let second = try await app.create()
            clock.advance(by: 1)
            _ = try await Person(opening: first, in: app)
            #expect(ids(try await list(app, query: "?orderBy=ModifiedUtc")) == [second, first])
        }
    }

    @Test(
        arguments: [
            ("", ["status": "Done"], "status"), ("", ["setupId": "x"], "setupId"),
            ("", ["applicationId": "x"], "applicationId"),
            ("", ["createdUtc": ["from": "yesterday"]], "createdUtc.from"), ("?limit=0", [:], "limit"),
            ("?orderBy=Name", [:], "orderBy"), ("?cursor=x", [:], "cursor"),
        ] as [(String, JSONValue, String)])
    func `§4.5 filter says which member is wrong`(_ query: String, _ body: JSONValue, _ name: String) async throws {
        try await TestApp.run { app in
            let answer = try await list(app, body, query: query)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [name])
        }
    }

    @Test func `§2.2 filter is open to the read-only scope`() async throws {
        try await TestApp.run { app in
            let reading = try await app.token(scope: "idv_api_readonly")
            #expect(try await app.call(.post, Self.path, token: reading, json: [:]).status == 200)
            let kyc = try await app.token(scope: "kyc_identifications_api")
            #expect(try await app.call(.post, Self.path, token: kyc, json: [:]).status == 403)
        }
    }

    @Test func `keeps the reference as a keyed hash only, another one for each application`() async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            _ = try await app.create(["externalReferenceId": "customer-1"])
            _ = try await app.create(
                ["externalReferenceId": "customer-1"], setup: other.sandbox, token: try await app.token(of: other))
            let hashes = try await app.house.database.read { transaction in
                try transaction.rows("SELECT reference_hash FROM verification").map { try $0.data("reference_hash") }
            }
            #expect(Set(hashes).count == 2)
            #expect(hashes.allSatisfy { $0.count == 32 })
        }
    }

    @Test(arguments: VerificationPage.Order.allCases, [false, true])
    func `is read from an index, however it is asked for`(
        _ order: VerificationPage.Order, _ isDescending: Bool
    ) async throws {
        try await TestApp.run { app in
            _ = try await app.create(["externalReferenceId": "customer-1"])
            let plans = RecordedPlans()
            let file = try SQLiteDatabase(path: "\(app.house.settings.dataFolder)/couth.sqlite")
            let place = VerificationPage.Place(at: app.house.clock.now, id: .new(at: app.house.clock.now))
            let page = VerificationPage(order: order, isDescending: isDescending, limit: 10, after: place)
            let filter = VerificationFilter(of: app.tenant.application)
            _ = try await app.newSetup(kyc: ["dataKeptDays": 1], ["dataKeptDays": 1])
            let keepings = try await app.house.database.read { [setups = app.house.setups] in
                try setups.keepings(after: nil, limit: 10, in: $0)
            }
            #expect(keepings.count == 2)
            try await plans.database(file).read { [verifications = app.house.verifications, keepings] transaction in
                _ = try verifications.list(filter, page, in: transaction)
                _ = try verifications.count(filter, in: transaction)
                _ = try verifications.sandboxCreated(before: place.at, limit: 10, in: transaction)
                _ = try verifications.hasOverdue(at: place.at, in: transaction)
                for keeping in keepings {
                    let last = EndedVerification(id: .new(at: place.at), at: place.at)
                    _ = try verifications.ended(keeping, before: place.at, after: last, limit: 10, in: transaction)
                }
            }
            let isWalked = plans.steps.contains { $0.hasPrefix("SCAN verification") || $0.contains("TEMP B-TREE") }
            #expect(!isWalked, "\(plans.steps)")
            let index = order == .created ? "verification_by_application" : "verification_by_modified"
            let ended = ["verification_ended_by_setup", "verification_ended_by_kyc_setup"]
            for name in [index, "verification_sandbox", "verification_unfinished"] + ended {
                #expect(plans.steps.contains { $0.hasPrefix("SEARCH verification") && $0.contains(name) })
            }
            let byReference = RecordedPlans()
            var asked = filter
            asked.externalReferenceId = "customer-1"
            try await byReference.database(file).read { [verifications = app.house.verifications, asked] transaction in
                _ = try verifications.list(asked, page, in: transaction)
            }
            #expect(byReference.steps.contains { $0.contains("verification_by_reference") }, "\(byReference.steps)")
            try file.close()
        }
    }
}
