import Database
import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// What a device calls its camera: looked at, and not kept.
@Suite struct `A camera's name that is sent` {
    private static let label = "OBS Virtual Camera of Quirinus"
    private static let picture = JSONValue.string(Pictures.jpeg.base64EncodedString())

    private static func kinds(in app: TestApp) async throws -> [String] {
        try await app.house.database.read { transaction in
            try transaction.rows("SELECT camera_kind FROM evidence ORDER BY sequence").map {
                try $0.text("camera_kind")
            }
        }
    }

    @Test(
        arguments: [
            (label, "virtual"), ("fake_device_0", "virtual"), ("FaceTime HD Camera", "other"), ("", "unknown"),
            (nil, "unknown"), (String(repeating: "x", count: 300) + "OBS Virtual Camera", "other"),
        ] as [(String?, String)])
    func `is kept as its kind alone`(_ label: String?, _ kind: String) async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            var body: [String: JSONValue] = ["auditImagesBase64": [Self.picture], "captureSource": "camera"]
            body["cameraLabel"] = label.map { .string($0) }
            #expect(try await person.put("face-tec-liveness-2d", .object(body)).status == 204)
            #expect(try await Self.kinds(in: app) == [kind])
        }
    }

    @Test func `comes with a document and with a picture in pieces`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let document = try await person.put(
                "document",
                [
                    "type": "Passport", "part": "DataPage", "imageBase64": Self.picture,
                    "cameraLabel": .string(Self.label),
                ])
            #expect(document.status == 204)
            let (id, sent) = try await person.send(Pictures.jpeg, as: ["kind": "Selfie"])
            #expect(sent.status == 200)
            let used = try await person.put(
                "pictures/\(id)/use", ["captureSource": "camera", "cameraLabel": .string(Self.label)])
            #expect(used.status == 204)
            #expect(try await Self.kinds(in: app) == ["virtual", "virtual"])
        }
    }

    @Test func `that is no text is refused`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await person.put(
                "face-tec-liveness-2d", ["auditImagesBase64": [Self.picture], "cameraLabel": 7])
            #expect(answer.status == 400)
        }
    }

    @Test func `stands nowhere in the database`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            _ = try await person.put(
                "face-tec-liveness-2d", ["auditImagesBase64": [Self.picture], "cameraLabel": .string(Self.label)])
            let tables = try await app.house.database.read { transaction in
                try transaction.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.text("name") }
            }
            #expect(tables.contains("evidence") && tables.contains("audit_entry"))
            let files = try FileManager.default.contentsOfDirectory(
                at: URL(filePath: app.house.settings.dataFolder), includingPropertiesForKeys: nil)
            for file in files where file.lastPathComponent.hasPrefix("couth.sqlite") {
                let bytes = try Data(contentsOf: file)
                #expect(bytes.range(of: Data("Quirinus".utf8)) == nil, "\(file.lastPathComponent)")
            }
        }
    }
}

@Suite struct `A picture out of a program's camera` {
    private func findings(_ kinds: [(EvidenceItem.Kind, EvidenceItem.Motion?)], isLive: Bool) throws -> [Finding] {
        let pictures = kinds.map { kind, motion in
            var picture = CrossChecks.Picture(
                kind: kind, part: kind == .document ? .dataPage : nil, motion: motion,
                reading: EvidenceReading(image: nil, findings: [], engine: "test"))
            picture.camera = .virtual
            return picture
        }
        var checks = CrossChecks(
            pictures: pictures, type: .passport, registration: nil, settings: .standard(passiveLiveness: true),
            today: try #require(CalendarDate("2026-06-01")))
        checks.isLive = isLive
        return checks.findings.filter { $0.reason == .virtualCamera }
    }

    @Test func `asks for a look by the check of its kind, and in the sandbox is told alone`() throws {
        let motion = EvidenceItem.Motion(prompt: .neutral, milliseconds: 0)
        let all: [(EvidenceItem.Kind, EvidenceItem.Motion?, Check)] = [
            (.document, nil, .documentAuthenticity), (.selfie, nil, .selfieRecapture),
            (.selfie, motion, .activeLivenessFrames),
        ]
        for (kind, motion, check) in all {
            let live = try findings([(kind, motion), (kind, motion)], isLive: true)
            #expect(live.map(\.check) == [check] && live.first?.outcome == .review)
            #expect(try findings([(kind, motion)], isLive: false).map(\.outcome) == [.success])
        }
        #expect(try findings([(.additional, nil), (.recording, nil)], isLive: true).isEmpty)
    }
}
