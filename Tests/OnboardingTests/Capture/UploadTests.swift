import Database
import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// Everything that is not a picture to work with: refused clearly, with nothing half-written behind it.
@Suite struct `An upload` {
    /// What lies behind the answers: rows and objects.
    private struct Stock: Equatable {
        let rows: Int
        let objects: Int

        init(_ app: TestApp) async throws {
            rows = try await app.house.database.read {
                try $0.row("SELECT COUNT(*) AS count FROM evidence")?.int("count") ?? -1
            }
            objects = try await app.house.vault.list().count
        }
    }

    private static func base64(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }

    private static let truncated = Array(SampleFiles.jpegProgressive.prefix(SampleFiles.jpegProgressive.count / 2))
    private static let bomb = PictureFiles.jpeg(Pictures.jpegBytes, claimingWidth: 65_000, height: 65_000)
    private static let moving = PictureFiles.png(Pictures.pngBytes, adding: "acTL", [0, 0, 0, 2, 0, 0, 0, 0])

    @Test(
        arguments: [
            ("text", Array("no picture at all".utf8), 415, "unsupported-media-type"),
            ("PDF", Array("%PDF-1.7\n1 0 obj".utf8), 415, "unsupported-media-type"),
            ("GIF", SampleFiles.gif, 415, "unsupported-media-type"),
            ("animated WebP", SampleFiles.webpAnimated, 415, "unsupported-media-type"),
            ("animated PNG", moving, 415, "unsupported-media-type"),
            ("TIFF", SampleFiles.tiff, 415, "unsupported-media-type"),
            ("truncated JPEG", truncated, 400, "unreadable-picture"),
            ("65,000 × 65,000", bomb, 400, "unreadable-picture"),
            ("CMYK", SampleFiles.jpegCMYK, 400, "unreadable-picture"),
            ("a dot", Picture(width: 2, height: 2, colour: [0, 0, 0]).png(), 400, "unreadable-picture"),
        ] as [(String, [UInt8], Int, String)])
    func `of something else than a still picture is refused by its kind`(
        _ name: String, _ file: [UInt8], _ status: Int, _ problem: String
    ) async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let before = try await Stock(app)
            for answer in [
                try await person.document("Passport", "DataPage", Data(file)), try await person.selfie(Data(file)),
            ] {
                #expect(answer.status == status, "\(name)")
                #expect(answer.problem == problem)
                #expect(answer["message"].text?.isEmpty == false)
            }
            #expect(try await Stock(app) == before)
            // The server goes on, with this very person.
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).status == 204)
        }
    }

    @Test(
        arguments: [
            (["imageBase64": "AAAA", "type": "Passport"], "part"), (["imageBase64": "AAAA", "part": "Front"], "type"),
            (["type": "Passport", "part": "DataPage"], "imageBase64"),
            (["imageBase64": "%%%", "type": "Passport", "part": "DataPage"], "imageBase64"),
            (["imageBase64": "", "type": "Passport", "part": "DataPage"], "imageBase64"),
            (["imageBase64": 5, "type": "Passport", "part": "DataPage"], "imageBase64"),
            (["imageBase64": "AAAA", "type": "Library", "part": "DataPage"], "type"),
            (["imageBase64": "AAAA", "type": "Passport", "part": "Spine"], "part"),
            (["imageBase64": "AAAA", "type": "Passport", "part": "Front"], "part"),
            (["imageBase64": "AAAA", "type": "IdCard", "part": "DataPage"], "part"),
            (["imageBase64": "AAAA", "type": "SocialId", "part": "Front"], "type"),
        ] as [(JSONValue, String)])
    func `names the member that is wrong`(_ body: JSONValue, _ member: String) async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let before = try await Stock(app)
            let answer = try await person.put("document", body)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [member])
            #expect(try await Stock(app) == before)
            #expect(try await person.state()["capture"]["parts"] == [])
        }
    }

    @Test func `that is no JSON, of another media type, or too large is refused`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let path = "/v1/kyc-identifications/\(person.identification)/document"
            let before = try await Stock(app)
            func send(_ type: String, _ body: Data) async throws -> Answer {
                try await app.send(.put, path, token: person.token, headers: [.contentType: type], body: body)
            }
            #expect(try await send("application/json", Data("{\"type\": ".utf8)).problem == "malformed-json")
            #expect(try await send("image/jpeg", Pictures.jpeg).status == 415)
            #expect(try await send("multipart/form-data; boundary=x", Pictures.jpeg).status == 415)
            let large = String(repeating: "A", count: 15 * 1_048_576)
            let body = #"{"type":"Passport","part":"DataPage","imageBase64":"\#(large)"}"#
            #expect(try await send("application/json", Data(body.utf8)).status == 413)
            #expect(try await Stock(app) == before)
            #expect(try await person.state()["capture"]["parts"] == [])
        }
    }

    @Test func `of a picture of more than ten megabytes is refused`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await person.document("Passport", "DataPage", Data(count: 10 * 1_048_576 + 10))
            #expect(answer.status == 413)
            #expect(try await person.state()["capture"]["parts"] == [])
        }
    }

    @Test(arguments: [0, 11])
    func `of no or too many frames is refused`(_ count: Int) async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let frames = Array(repeating: Self.base64(Pictures.jpegBytes), count: count)
            let answer = try await person.put("face-tec-liveness-2d", ["auditImagesBase64": .array(frames)])
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == ["auditImagesBase64"])
        }
    }

    @Test(
        arguments: [
            ("JPEG", Pictures.jpegBytes, "jpeg"), ("PNG", Pictures.pngBytes, "png"),
            ("WebP", SampleFiles.webpLossy, "webp"),
            ("HEIC", SampleFiles.heic, "heic"), ("progressive", SampleFiles.jpegProgressive, "jpeg"),
            ("turned by EXIF", PictureFiles.jpeg(Pictures.jpegBytes, orientation: 6), "jpeg"),
            ("grey", SampleFiles.jpegGrey, "jpeg"),
        ] as [(String, [UInt8], String)])
    func `of a still picture is kept as it came`(_ name: String, _ file: [UInt8], _ format: String) async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            #expect(try await person.document("Passport", "DataPage", Data(file)).status == 204, "\(name)")
            let found = try await app.identification(person.identification)
            let files = found["document"]["files"].items
            #expect(files.map { $0["fileExtension"].text } == [format])
            let path = "/v1/identifications/\(person.identification)/files/\(files[0]["fileId"].text ?? "")"
            let answer = try await app.call(.get, path, token: try await app.token())
            #expect(answer.bytes == Data(file))
            #expect(answer.contentType == "image/\(format)")
        }
    }

    @Test func `before consent is refused`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let begun = try await person.begin()
            let before = try await Stock(app)
            let id = try #require(begun["id"].text)
            let answer = try await app.call(
                .put, "/v1/kyc-identifications/\(id)/document", token: person.token,
                json: ["type": "Passport", "part": "DataPage", "imageBase64": Self.base64(Pictures.jpegBytes)])
            #expect(answer.status == 409)
            #expect(answer.problem == "no-consent")
            #expect(try await Stock(app) == before)
        }
    }

    @Test(.contract("9.4 document", "9.4 imageFileType"))
    func `takes the member names of 2022 and a picture as an address`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let address = "data:image/jpeg;base64,\(Pictures.jpeg.base64EncodedString())"
            let answer = try await person.put(
                "document",
                [
                    "documentType": "IdCard", "documentSide": "Front", "imageFileType": "jpeg",
                    "imageBase64": .string(address),
                ])
            #expect(answer.status == 204)
            let parts = try await person.state()["capture"]["parts"]
            #expect(parts == [["part": "Front", "isUploaded": true], ["part": "Back", "isUploaded": false]])
        }
    }

    @Test func `takes the place of the one before it, and of another type's`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            for part in ["Front", "Back", "Front"] { try await person.document("IdCard", part, Pictures.jpeg) }
            let card = try await app.identification(person.identification)
            #expect(card["document"]["files"].items.count == 2)
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            let passport = try await app.identification(person.identification)
            #expect(passport["document"]["type"] == "Passport")
            #expect(passport["document"]["files"].items.map { $0["part"] } == ["DataPage"])
            // What was replaced stays as evidence until its time is over.
            let stock = try await Stock(app)
            #expect(stock.rows == 4 && stock.objects == 4)
        }
    }

    @Test func `that is not whole cannot be handed in`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            #expect(try await person.put("verification")["detail"] == "Still missing: document, selfie.")
            try await person.document("IdCard", "Front", Pictures.jpeg)
            #expect(try await person.put("verification")["detail"] == "Still missing: Back, selfie.")
            #expect(try await person.put("complete").status == 409)
            #expect(try await person.put("resubmit").problem == "wrong-status")
        }
    }

    @Test func `leaves an object that housekeeping sweeps where its row was never written`() async throws {
        let clock = ManualClock(Date())
        try await TestApp.run(clock: clock) { app in
            let person = try await app.person()
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            try await person.selfie(Pictures.jpeg)
            try await app.house.database.write { transaction in
                _ = try transaction.execute("DELETE FROM evidence WHERE kind = 'selfie'")
            }
            try await app.compose.housekeeping.sweep()
            #expect(try await Stock(app).objects == 2)
            clock.advance(by: 25 * 3600)
            try await app.compose.housekeeping.sweep()
            let stock = try await Stock(app)
            #expect(stock.rows == 1 && stock.objects == 1)
        }
    }

    @Test(.contract("9.4 licence and session"))
    func `of a scan by somebody else's biometrics is refused in words`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            for path in ["/v1/face-tec/mobile-license", "/v1/face-tec/sessions"] {
                let answer = try await app.call(.get, path, token: person.token)
                #expect(answer.status == 501)
                #expect(answer["message"].text?.contains("face-tec-liveness-2d") == true)
            }
        }
    }
}
