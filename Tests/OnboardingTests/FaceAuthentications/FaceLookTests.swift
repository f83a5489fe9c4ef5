import Foundation
import HTTPTypes
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing
import Vault

/// Advice on the open camera, and a word on the selfie, before a face authentication has it.
@Suite struct `A look at the selfie of a face authentication` {
    private static func look(_ person: FacePerson, _ name: String, _ type: String, _ bytes: Data) async throws -> Answer
    {
        try await person.app.send(
            .post, "/v1/face-authentications/\(person.authentication)/\(name)", token: person.token,
            headers: [.contentType: type], body: bytes)
    }

    @Test(.enabled(if: RuntimeFolder.hasModels))
    func `says what an identification's would, and keeps nothing`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            let before = try await app.house.vault.list().count
            #expect(try await Self.look(person, "selfie-advice", "image/jpeg", papers.selfie)["advice"].text != nil)
            #expect(try await Self.look(person, "selfie-advice", "image/jpeg", Pictures.jpeg)["advice"] == "noFace")
            let stream = "application/octet-stream"
            let good = try await Self.look(person, "selfie-verdict", stream, papers.selfie)
            #expect(good.json == ["outcome": "Good", "faults": []])
            let bad = try await Self.look(person, "selfie-verdict", stream, Pictures.jpeg)
            #expect(bad.json == ["outcome": "Bad", "faults": ["noFace"]])
            #expect(try await app.house.vault.list().count == before)
        }
    }

    @Test func `is held to its limits, and is its own person's`() async throws {
        try await TestApp.run { app in
            let (reference, setup) = (try await app.reference(), try await app.faceSetup())
            let person = try await app.facePerson(of: reference, setup: setup)
            let stream = "application/octet-stream"
            #expect(try await Self.look(person, "selfie-advice", "image/png", Pictures.jpeg).status == 415)
            #expect(try await Self.look(person, "selfie-advice", "image/jpeg", Data(count: 262_145)).status == 413)
            #expect(try await Self.look(person, "selfie-verdict", "image/jpeg", Pictures.jpeg).status == 415)
            #expect(try await Self.look(person, "selfie-verdict", stream, Data("text".utf8)).status == 415)
            #expect(try await Self.look(person, "selfie-verdict", stream, Data(count: 10_485_761)).status == 413)
            let other = try await app.facePerson(of: reference, setup: setup)
            for name in ["selfie-advice", "selfie-verdict"] {
                let answer = try await app.send(
                    .post, "/v1/face-authentications/\(person.authentication)/\(name)", token: other.token,
                    headers: [.contentType: stream], body: Pictures.jpeg)
                #expect(answer.status == 403)
            }
        }
    }
}
