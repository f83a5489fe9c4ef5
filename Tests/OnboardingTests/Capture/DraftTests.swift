import Database
import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing
import Vault

/// Pictures in pieces: nothing counts before the person says so, and a broken line costs one piece.
@Suite struct `A picture in pieces` {
    private static let page: JSONValue = ["kind": "Document", "type": "Passport", "part": "DataPage"]

    /// A picture large enough for several pieces.
    private static let jpeg: Data = {
        var generator = SplitMix64(seed: 7)
        let noise = (0..<320 * 240 * 3).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return Data(Picture(width: 320, height: 240, channels: 3, pixels: noise).jpeg(quality: 95))
    }()

    private func announce(_ person: Person, _ place: JSONValue, _ size: Int) async throws -> Answer {
        var members = place.members
        members["sizeBytes"] = .number(Double(size))
        return try await person.app.call(
            .post, "/v1/kyc-identifications/\(person.identification)/pictures", token: person.token,
            json: .object(members))
    }

    private func path(_ person: Person, _ id: String) -> String {
        "/v1/kyc-identifications/\(person.identification)/pictures/\(id)"
    }

    private func piece(_ person: Person, _ id: String, _ offset: Int, _ bytes: Data) async throws -> Answer {
        try await person.app.send(
            .put, "\(path(person, id))/pieces/\(offset)", token: person.token,
            headers: [.contentType: "application/octet-stream"], body: bytes)
    }

    /// Announces a picture and sends all of it.
    private func send(_ person: Person, _ place: JSONValue, _ bytes: Data) async throws -> String {
        let id = try #require(try await announce(person, place, bytes.count)["id"].text)
        for offset in stride(from: 0, to: bytes.count, by: 20_000) {
            let answer = try await piece(person, id, offset, bytes.dropFirst(offset).prefix(20_000))
            #expect(answer.status == 200)
        }
        return id
    }

    private func verdict(_ person: Person, _ id: String) async throws -> Answer {
        try await person.app.call(.post, "\(path(person, id))/verdict", token: person.token, json: [:])
    }

    private func use(_ person: Person, _ id: String) async throws -> Answer {
        try await person.app.call(
            .put, "\(path(person, id))/use", token: person.token, json: ["captureSource": "camera"])
    }

    @Test func `goes on where the line broke, and counts once it is used`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let begun = try await announce(person, Self.page, Self.jpeg.count)
            #expect(begun.status == 201)
            let id = try #require(begun["id"].text)
            let first = Self.jpeg.prefix(20_000)
            #expect(try await piece(person, id, 0, first)["receivedBytes"] == 20_000)
            // The answer was lost: the same piece again does no harm.
            #expect(try await piece(person, id, 0, first)["receivedBytes"] == 20_000)
            let gap = try await piece(person, id, 50_000, first)
            #expect(gap.status == 409)
            #expect(gap.problem == "wrong-offset")
            #expect(try await verdict(person, id).problem == "picture-incomplete")
            #expect(try await use(person, id).problem == "picture-incomplete")
            let standing = try await app.call(.get, path(person, id), token: person.token)
            #expect(standing["receivedBytes"] == 20_000)
            let rest = Self.jpeg.dropFirst(20_000)
            #expect(try await piece(person, id, 20_000, rest)["receivedBytes"].number == Double(Self.jpeg.count))
            #expect(try await person.state()["capture"]["parts"] == [])
            #expect(try await use(person, id).status == 204)
            #expect(try await person.state()["capture"]["parts"] == [["part": "DataPage", "isUploaded": true]])
            // It is evidence now, and a draft no more. That the answer was lost does no harm.
            #expect(try await use(person, id).status == 204)
            #expect(try await verdict(person, id).problem == "picture-not-found")
            #expect(try await app.house.vault.list().count == 1)
            let file = try await app.identification(person.identification)["document"]["files"].items.first
            let bytes = try await app.call(
                .get, "/v1/identifications/\(person.identification)/files/\(file?["fileId"].text ?? "")",
                token: try await app.token()
            ).bytes
            #expect(bytes == Self.jpeg)
        }
    }

    @Test func `that is no picture is refused with its last piece and not kept`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let text = Data("no picture at all".utf8)
            let id = try #require(try await announce(person, Self.page, text.count)["id"].text)
            let answer = try await piece(person, id, 0, text)
            #expect(answer.status == 415)
            #expect(answer.problem == "unsupported-media-type")
            #expect(try await app.call(.get, path(person, id), token: person.token).status == 404)
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test(
        arguments: [
            (["kind": "Document", "type": "Library", "part": "DataPage", "sizeBytes": 9], 400, "type"),
            (["kind": "Document", "type": "Passport", "part": "Front", "sizeBytes": 9], 400, "part"),
            (["kind": "Document", "type": "Passport", "sizeBytes": 9], 400, "part"),
            (["kind": "Document", "type": "Passport", "part": "DataPage", "frame": 1, "sizeBytes": 9], 400, "frame"),
            (["kind": "Selfie", "frame": 10, "sizeBytes": 9], 400, "frame"),
            (["kind": "AdditionalDocument", "type": "SelfieWithDoc", "sizeBytes": 9], 400, "type"),
            (["kind": "Film", "sizeBytes": 9], 400, "kind"), (["kind": "Selfie"], 400, "sizeBytes"),
            (["kind": "Selfie", "sizeBytes": 10_485_761], 413, nil), (["kind": "Selfie", "sizeBytes": 0], 413, nil),
        ] as [(JSONValue, Int, String?)])
    func `is announced for a place that the setup asks for`(
        _ body: JSONValue, _ status: Int, _ member: String?
    ) async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await app.call(
                .post, "/v1/kyc-identifications/\(person.identification)/pictures", token: person.token, json: body)
            #expect(answer.status == status)
            if let member { #expect(Array(answer["errors"].members.keys) == [member]) }
        }
    }

    @Test func `may be looked at often, and not without end`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let (person, other) = (try await app.person(), try await app.person())
            // Counted before anything is read: what no child has to look at tells as much, and sooner.
            func advice(_ person: Person) async throws -> Answer {
                try await app.call(
                    .post, "/v1/kyc-identifications/\(person.identification)/selfie-advice", token: person.token,
                    json: [:])
            }
            let absent = "00000000-0000-7000-8000-000000000000"
            for _ in 1...40 { #expect(try await advice(person).status == 415) }
            let refused = try await advice(person)
            #expect(refused.status == 429 && refused.problem == "too-many-requests")
            #expect(refused.headers[.retryAfter] == "1")
            for _ in 1...30 { #expect(try await verdict(person, absent).problem == "picture-not-found") }
            let late = try await verdict(person, absent)
            #expect(late.status == 429 && late.headers[.retryAfter] == "2")
            // Another session of the same person changes nothing; another person is another matter.
            let again = try await Person(opening: person.verification, in: app).begun()
            #expect(try await advice(again).status == 429)
            #expect(try await advice(other).status == 415)
            #expect(try await verdict(other, absent).status == 404)
            clock.advance(by: 2)
            #expect(try await advice(person).status == 415)
            #expect(try await verdict(person, absent).status == 404)
            #expect(try await verdict(person, absent).status == 429)
        }
    }

    @Test func `takes pieces neither beyond its size nor in crumbs`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let id = try #require(try await announce(person, Self.page, Self.jpeg.count)["id"].text)
            let beyond = try await piece(person, id, 0, Self.jpeg + Data([0]))
            #expect(beyond.status == 400)
            #expect(try await piece(person, id, 0, Self.jpeg.prefix(100)).problem == "wrong-offset")
            #expect(try await piece(person, id, 0, Data(count: 1_048_577)).status == 413)
            #expect(try await piece(person, id, 0, Data()).status == 400)
        }
    }

    @Test func `belongs to its own session alone, and needs consent`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let other = try await app.person()
            let id = try #require(try await announce(person, Self.page, Self.jpeg.count)["id"].text)
            let stranger = try await app.call(.get, path(person, id), token: other.token)
            #expect(stranger.status == 403)
            #expect(try await app.call(.get, path(other, id), token: other.token).status == 404)
            let shy = try await Person(opening: try await app.create(), in: app)
            let identification = try await shy.begin()["id"].text ?? ""
            let answer = try await app.call(
                .post, "/v1/kyc-identifications/\(identification)/pictures", token: shy.token,
                json: ["kind": "Selfie", "sizeBytes": 9])
            #expect(answer.problem == "no-consent")
        }
    }

    @Test func `makes room for another try, with its pieces`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let first = try #require(try await announce(person, Self.page, Self.jpeg.count)["id"].text)
            _ = try await piece(person, first, 0, Self.jpeg.prefix(20_000))
            let second = try await send(person, Self.page, Self.jpeg)
            #expect(try await app.call(.get, path(person, first), token: person.token).status == 404)
            #expect(try await app.house.vault.list().count == 1)
            #expect(try await use(person, second).status == 204)
        }
    }

    @Test func `of a selfie brings its further frames along`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let first = try await send(person, ["kind": "Selfie"], Self.jpeg)
            for frame in 1...2 {
                _ = try await send(person, ["kind": "Selfie", "frame": .number(Double(frame))], Self.jpeg)
            }
            #expect(try await use(person, first).status == 204)
            let files = try await app.identification(person.identification)["face"]["files"].items
            #expect(files.map { $0["fileName"] } == ["selfie.jpeg", "selfie-2.jpeg", "selfie-3.jpeg"])
        }
    }

    @Test func `that nobody used goes after an hour, and with the person's data`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.person()
            let id = try await send(person, Self.page, Self.jpeg)
            let half = try #require(
                try await announce(person, ["kind": "Selfie"], Self.jpeg.count)["id"].text)
            _ = try await piece(person, half, 0, Self.jpeg.prefix(20_000))
            #expect(try await app.compose.housekeeping.dropDrafts() == 0)
            #expect(try await app.house.vault.list().count == 2)
            clock.advance(by: 3_601)
            #expect(try await app.compose.housekeeping.dropDrafts() > 0)
            #expect(try await app.house.vault.list().isEmpty)
            #expect(try await app.call(.get, path(person, id), token: person.token).status == 404)

            _ = try await send(person, Self.page, Self.jpeg)
            let erased = try await app.call(
                .delete, "/v1/identity-verifications/\(person.verification)", token: try await app.token())
            #expect(erased.status == 204)
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test(.enabled(if: RuntimeFolder.hasModels))
    func `is looked at before it counts, and not read twice`() async throws {
        let papers = try await Papers.drawn(.approved, on: .idCard)
        let passport = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let person = try await app.person()
            let (front, back) = (papers.sides[0].jpeg, papers.sides[1].jpeg)
            let id = try await send(person, ["kind": "Document", "type": "IdCard", "part": "Front"], front)
            #expect(try await verdict(person, id).json == ["outcome": "Good", "faults": []])
            #expect(try await use(person, id).status == 204)

            let again = try await send(person, ["kind": "Document", "type": "IdCard", "part": "Back"], front)
            #expect(try await verdict(person, again).json == ["outcome": "Bad", "faults": ["sameSide"]])
            let other = try await send(
                person, ["kind": "Document", "type": "IdCard", "part": "Back"], passport.sides[0].jpeg)
            #expect(try await verdict(person, other).json == ["outcome": "Bad", "faults": ["otherDocument"]])
            let right = try await send(person, ["kind": "Document", "type": "IdCard", "part": "Back"], back)
            #expect(try await verdict(person, right).json == ["outcome": "Good", "faults": []])
            #expect(try await use(person, right).status == 204)

            let nobody = try await send(person, ["kind": "Selfie"], back)
            #expect(try await verdict(person, nobody).json["faults"].items.first == "noFace")
            let selfie = try await send(person, ["kind": "Selfie"], papers.selfie)
            #expect(try await verdict(person, selfie).json == ["outcome": "Good", "faults": []])
            #expect(try await use(person, selfie).status == 204)
            try await person.put("complete")
            await app.drain()
            #expect(try await app.identification(person.identification)["status"] == "Approved")
            let jobs = try await app.house.database.read {
                try $0.row("SELECT COUNT(*) AS count FROM job WHERE kind = 'evidence.read'")?.int("count")
            }
            #expect(jobs == 0)
        }
    }

    @Test(.enabled(if: RuntimeFolder.hasModels))
    func `of a face is advised about while the camera is open`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let person = try await app.person()
            func advice(_ frame: Data) async throws -> Answer {
                try await app.send(
                    .post, "/v1/kyc-identifications/\(person.identification)/selfie-advice", token: person.token,
                    headers: [.contentType: "image/jpeg"], body: frame)
            }
            #expect(try await advice(papers.selfie)["advice"].text != nil)
            #expect(try await advice(Pictures.jpeg)["advice"] == "noFace")
            #expect(try await advice(Data("no frame".utf8)).status == 415)
            #expect(try await advice(Data(count: 262_145)).status == 413)
            #expect(try await app.house.vault.list().isEmpty)
        }
    }
}
