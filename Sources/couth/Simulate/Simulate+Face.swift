import ArgumentParser
import Evidence
import Foundation
import Kernel
import NIOHTTP1
import Specimens

/// A person who was approved comes back and shows their face, after a stranger has tried under the same link.
extension Simulate {
    func playReturn(_ portraits: SpecimenPortraits, _ stage: Stage?) async throws -> Bool {
        print("\nface-authentication")
        func drawn(_ specimenCase: SpecimenCase) throws -> CaseEvidence {
            try CaseEvidence(
                of: specimenCase, on: document, portraits: portraits, today: CalendarDate(Date()), seed: seed)
        }
        let (known, stranger) = (try drawn(.approved), try drawn(.wrongPerson))
        let watch = StepWatch()
        let business = try await integrator(stage)
        let reference = try await business.created(
            "/v1/identity-verifications", ["setupId": .string(business.setup)])
        let persona = Persona(client: business.client, papers: Persona.Papers(known, document)) { watch.note($0) }
        let (session, identification) = try await persona.handIn(reference)
        try await persona.submit(identification, token: session)
        let decision = try await persona.decision(on: identification, token: session, withinSeconds: 60)
        watch.note("earlier verification decided: \(decision)")
        guard decision == "Approved" else { return false }
        let setup = try await business.created(
            "/v1/identity-verification-setups",
            [
                "name": .string("Face \(UInt32.random(in: .min ... .max))"),
                "steps": .array([.object(["type": .string("FaceAuthentication"), "order": .number(0)])]),
            ])
        let verification = try await business.created(
            "/v1/identity-verifications",
            [
                "setupId": .string(setup),
                "faceAuthentication": .object(["identityVerificationId": .string(reference)]),
            ])
        watch.note("face authentication created: \(verification)")
        let face = try await FaceSession(opening: verification, client: business.client)
        let other = try await face.show(Data(stranger.selfie.jpeg(quality: 92)))
        watch.note("the stranger: \(other["status"].text ?? "?") (\(other["statusReason"].text ?? "none"))")
        let own = try await face.show(Data(known.selfie.jpeg(quality: 92)))
        watch.note("the person: \(own["status"].text ?? "?") (\(own["statusReason"].text ?? "none"))")
        let final = try await business.client.expect(
            .GET, "/v1/face-authentications/\(face.id)", token: business.token)
        if json { print(final.laidOut) }
        let isRight =
            other["status"].text == "Pending" && other["statusReason"].text == "FacesDoesNotMatch"
            && final["status"].text == "Success"
        print("  verdict   \(final["status"].text ?? "?")\(isRight ? "" : ", expected Success after a refusal")")
        return isRight
    }
}

extension Simulate.Integrator {
    /// Creates something and gives its id.
    fileprivate func created(_ path: String, _ body: [String: JSONValue]) async throws -> String {
        let answer = try await client.expect(.POST, path, token: token, json: .object(body))
        guard let id = answer["id"].text else {
            throw APIClient.Failure(call: path, status: 200, message: "no id")
        }
        return id
    }
}

/// The session of a face authentication, as the hosted page has it.
private struct FaceSession {
    let client: APIClient
    let token: String
    let id: String

    init(opening verification: String, client: APIClient) async throws {
        let first = try await client.expect(
            .POST, "/v1/sessions", json: .object(["identityVerificationId": .string(verification)]))
        let full = try await client.expect(
            .POST, "/v1/sessions/\(verification)/full-access-token", token: first["accessToken"].text,
            json: .object([:]))
        token = full["accessToken"].text ?? ""
        let begun = try await client.expect(
            .POST, "/v1/face-authentications", token: token,
            json: .object(["identityVerificationId": .string(verification)]))
        id = begun["id"].text ?? ""
        self.client = client
    }

    /// Shows a face, hands it in, and waits until the attempt is decided.
    func show(_ selfie: Data) async throws -> JSONValue {
        let before = try await state()
        try await client.expect(
            .PUT, "/v1/face-authentications/\(id)/face-tec-liveness-2d", token: token,
            json: .object(["auditImagesBase64": .array([.string(selfie.base64EncodedString())])]))
        try await client.expect(.PUT, "/v1/face-authentications/\(id)/complete", token: token)
        for _ in 0..<3_000 {
            let now = try await state()
            if now["status"].text != "Pending" || now["capture"]["attempt"] != before["capture"]["attempt"] {
                return now
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try await state()
    }

    private func state() async throws -> JSONValue {
        try await client.expect(.GET, "/v1/face-authentications/\(id)", token: token)
    }
}
