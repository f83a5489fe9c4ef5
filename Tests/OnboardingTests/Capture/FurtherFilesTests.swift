import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// Contract § 9.4: what is kept beside the pictures that are read.
@Suite struct `A file beside the pictures` {
    /// A header box and nothing behind it: enough to be taken, and too little to be played.
    private static let mp4 = Data([0, 0, 0, 24] + Array("ftypmp42".utf8) + [0, 0, 0, 0] + Array("mp42isom".utf8))

    private static func recording(_ bytes: Data) -> JSONValue {
        ["videoBase64": .string(bytes.base64EncodedString()), "videoFileType": "Mp4"]
    }

    @Test(.contract("9.4 session-screen-recording", "3.1 sessionScreenRecording"))
    func `§9.4 a screen recording is kept where the setup asks for it`() async throws {
        try await TestApp.run { app in
            try await app.change("idv", "sessionScreenRecording", to: ["enabled": true])
            let person = try await app.person()
            #expect(try await person.put("session-screen-recording", Self.recording(Self.mp4)).status == 204)
            #expect(try await person.put("session-screen-recording", Self.recording(Self.mp4)).status == 204)
            let files = try await app.identification(person.identification)["additionalFiles"].items
            #expect(files.map { $0["fileType"] } == ["SessionScreenRecording"])
            #expect(files.map { $0["fileName"] } == ["session-screen-recording.mp4"])
            #expect(files.map { $0["fileExtension"] } == ["mp4"])
            let id = files.first?["fileId"].text ?? ""
            let answer = try await app.call(
                .get, "/v1/identifications/\(person.identification)/files/\(id)", token: try await app.token())
            #expect(answer.contentType == "video/mp4")
            #expect(answer.bytes == Self.mp4)
            await app.drain()
            #expect(try await person.state()["status"] == "Awaiting")
        }
    }

    @Test func `§9.4 a screen recording is refused where the setup does not ask for it`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await person.put("session-screen-recording", Self.recording(Self.mp4))
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == ["videoBase64"])
        }
    }

    @Test(arguments: [
        Pictures.jpeg, Data("no film at all, only text".utf8), Data([0, 0, 0, 24] + Array("ftyp".utf8)),
        Data([0, 0, 1, 0] + Array("ftypmp42isomavc1".utf8)), Data([0, 0, 0, 8] + Array("ftypmp42isomavc1".utf8)),
    ])
    func `§9.4 a recording that is no MP4 is refused by its bytes`(_ bytes: Data) async throws {
        try await TestApp.run { app in
            try await app.change("idv", "sessionScreenRecording", to: ["enabled": true])
            let person = try await app.person()
            let answer = try await person.put("session-screen-recording", Self.recording(bytes))
            #expect(answer.status == 415)
            #expect(answer.problem == "unsupported-media-type")
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test func `§9.4 a recording may come while the checks are under way, and needs consent`() async throws {
        try await TestApp.run { app in
            try await app.change("idv", "sessionScreenRecording", to: ["enabled": true])
            let person = try await app.person()
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            try await person.selfie(Pictures.jpeg)
            try await person.put("complete")
            #expect(try await person.put("session-screen-recording", Self.recording(Self.mp4)).status == 204)
            let shy = try await Person(opening: try await app.create(), in: app)
            let id = try await shy.begin()["id"].text ?? ""
            let answer = try await app.call(
                .put, "/v1/kyc-identifications/\(id)/session-screen-recording", token: shy.token,
                json: Self.recording(Self.mp4))
            #expect(answer.problem == "no-consent")
        }
    }

    @Test func `§9.4 an additional document is refused where the setup does not list it`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            for type in ["SelfieWithDoc", "PROOF_OF_ADDRESS", "Passport"] as [JSONValue] {
                let answer = try await person.put(
                    "additional-document", ["type": type, "imageBase64": Business.picture])
                #expect(answer.status == 400)
                #expect(Array(answer["errors"].members.keys) == ["type"])
            }
            let none = try await person.put("additional-document", ["imageBase64": Business.picture])
            #expect(Array(none["errors"].members.keys) == ["type"])
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test(.contract("9.4 face-tec-liveness-2d"))
    func `§9.4 every frame of a selfie is kept, and the first is read`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let frames = [Pictures.jpeg, Data(Pictures.pngBytes), Pictures.jpeg]
            let texts = frames.map { JSONValue.string($0.base64EncodedString()) }
            #expect(try await person.put("face-tec-liveness-2d", ["auditImagesBase64": .array(texts)]).status == 204)
            let files = try await app.identification(person.identification)["face"]["files"].items
            #expect(files.map { $0["fileName"] } == ["selfie.jpeg", "selfie-2.png", "selfie-3.jpeg"])
            #expect(files.allSatisfy { $0["fileType"] == "SelfiePhoto" })
            for (file, bytes) in zip(files, frames) {
                let path = "/v1/identifications/\(person.identification)/files/\(file["fileId"].text ?? "")"
                #expect(try await app.call(.get, path, token: try await app.token()).bytes == bytes)
            }
            let jobs = try await app.house.database.read { transaction in
                try transaction.row("SELECT COUNT(*) AS count FROM job WHERE kind = 'evidence.read'")?.int("count")
            }
            #expect(jobs == 1)
            // A shorter selfie takes the place of the whole longer one.
            try await person.selfie(Pictures.jpeg)
            let after = try await app.identification(person.identification)["face"]["files"].items
            #expect(after.map { $0["fileName"] } == ["selfie.jpeg"])
        }
    }

    @Test func `§9.4 a frame that is no picture leaves nothing of the others`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let text = JSONValue.string(Data("no picture".utf8).base64EncodedString())
            let answer = try await person.put(
                "face-tec-liveness-2d", ["auditImagesBase64": [Business.picture, text]])
            #expect(answer.status == 415)
            let broken = try await person.put(
                "face-tec-liveness-2d", ["auditImagesBase64": [Business.picture, "%%%"]])
            #expect(Array(broken["errors"].members.keys) == ["auditImagesBase64"])
            #expect(try await app.house.vault.list().isEmpty)
            #expect(try await person.state()["capture"]["selfie"]["isUploaded"] == false)
        }
    }

    @Test func `§9.4 the upper-case words of 2022 are read and never answered`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            for side in ["FRONT", "BACK"] as [JSONValue] {
                let answer = try await person.put(
                    "document",
                    [
                        "documentType": "ID_CARD", "documentSide": side, "imageBase64": Business.picture,
                        "imageFileType": "JPEG",
                    ])
                #expect(answer.status == 204)
            }
            let found = try await app.identification(person.identification)["document"]
            #expect(found["type"] == "IdCard")
            #expect(found["files"].items.map { $0["part"] } == ["Front", "Back"])
        }
    }

    @Test(.contract("9.4 face-tec-enrollment-3d"))
    func `§9.4 a scan by somebody else's biometrics is told of our own call`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await person.put("face-tec-enrollment-3d", ["sessionId": "1", "faceScanBase64": "AAAA"])
            #expect(answer.status == 501)
            #expect(answer["message"].text?.contains("face-tec-liveness-2d") == true)
        }
    }

    @Test func `§9.4 the identification names the setup of the step and no other`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let answer = try await app.call(
                .post, "/v1/kyc-identifications", token: person.token,
                json: [
                    "identityVerificationId": .string(person.verification), "setupId": .string(app.tenant.live),
                ])
            #expect(answer.problem == "setup-not-found")
            let setup = try await Business.kycSetup(of: person.verification, in: app)
            let right = try await app.call(
                .post, "/v1/kyc-identifications", token: person.token,
                json: ["identityVerificationId": .string(person.verification), "setupId": .string(setup)])
            #expect(right.status == 201)
        }
    }

    @Test(arguments: ["Jpeg", "jpeg", "JPEG", "Png", "png", nil] as [JSONValue])
    func `§9.4 a picture's or a recording's type is read in any case, and its bytes decide`(
        _ type: JSONValue
    ) async throws {
        try await TestApp.run { app in
            try await app.change("idv", "sessionScreenRecording", to: ["enabled": true])
            let person = try await app.person()
            for (kind, part) in [("type", "part"), ("documentType", "documentSide")] {
                let body: [String: JSONValue] = [
                    "imageBase64": Business.picture, "imageFileType": type, kind: "Passport", part: "DataPage",
                ]
                let answer = try await person.put("document", .object(body))
                #expect(answer.status == 204)
            }
            for film in ["Mp4", "mp4", "Webm"] as [JSONValue] {
                var body = Self.recording(Self.mp4).members
                body["videoFileType"] = film
                #expect(try await person.put("session-screen-recording", .object(body)).status == 204)
            }
        }
    }
}
