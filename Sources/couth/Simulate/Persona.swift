import Evidence
import Foundation
import Kernel
import NIOHTTP1
import Onboarding
import Specimens

/// A person of one case, going through the session API as the hosted page does.
struct Persona: Sendable {
    /// The pictures as files, drawn before the clock runs.
    struct Papers: Sendable {
        struct Side: Sendable {
            let part: String
            let jpeg: Data
        }

        let type: String
        let sides: [Side]
        let selfie: Data
        let expected: ExpectedOutcome

        init(_ evidence: CaseEvidence, _ document: CaseEvidence.Document) {
            type = document == .passport ? "Passport" : "IdCard"
            let parts = document == .passport ? ["DataPage"] : ["Front", "Back"]
            sides = zip(parts, evidence.sides).map { part, photograph in
                Side(part: part, jpeg: Data(photograph.picture.jpeg(quality: 90)))
            }
            selfie = Data(evidence.selfie.jpeg(quality: 92))
            expected = evidence.expected
        }
    }

    let client: APIClient
    let papers: Papers
    /// How long the person takes from one picture to the next.
    var pause: Duration = .zero
    /// Told of each step when it is done.
    let note: @Sendable (String) -> Void

    /// Goes through the whole flow up to the last upload.
    /// - Returns: the session's token and the identification's id.
    func handIn(_ verification: String) async throws -> (token: String, identification: String) {
        let first = try await client.expect(
            .POST, "/v1/sessions", json: .object(["identityVerificationId": .string(verification)]))
        let exchanged = try await client.expect(
            .POST, "/v1/sessions/\(verification)/full-access-token", token: first["accessToken"].text,
            json: .object([:]))
        let token = try text(exchanged["accessToken"], "accessToken")
        note("session opened")
        try await client.expect(
            .PUT, "/v1/identity-verifications/\(verification)/consent", token: token,
            json: .object(["isConsented": .bool(true)]))
        note("consent given")
        let setup = try await client.expect(.GET, "/v1/identity-verifications/\(verification)/setup", token: token)
        let begun = try await client.expect(
            .POST, "/v1/kyc-identifications", token: token,
            json: .object(["identityVerificationId": .string(verification), "setupId": kycSetup(setup)]))
        let identification = try text(begun["id"], "id")
        for side in papers.sides {
            try await client.expect(
                .PUT, "/v1/kyc-identifications/\(identification)/document", token: token,
                json: .object([
                    "type": .string(papers.type), "part": .string(side.part), "imageFileType": .string("Jpeg"),
                    "imageBase64": .string(side.jpeg.base64EncodedString()),
                ]))
            note("\(papers.type) \(side.part) uploaded (\(side.jpeg.count / 1024) KiB)")
            try await Task.sleep(for: pause)
        }
        try await client.expect(
            .PUT, "/v1/kyc-identifications/\(identification)/face-tec-liveness-2d", token: token,
            json: .object(["auditImagesBase64": .array([.string(papers.selfie.base64EncodedString())])]))
        note("selfie uploaded (\(papers.selfie.count / 1024) KiB)")
        return (token, identification)
    }

    /// Says that everything is handed in.
    func submit(_ identification: String, token: String) async throws {
        try await client.expect(.PUT, "/v1/kyc-identifications/\(identification)/verification", token: token)
        try await client.expect(.PUT, "/v1/kyc-identifications/\(identification)/complete", token: token)
    }

    /// Polls as the page does, more often.
    /// - Returns: `Approved` or `Rejected`, or `Awaiting` where a person has to decide.
    func decision(on identification: String, token: String, withinSeconds: Double) async throws -> String {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(withinSeconds)
        while clock.now < end {
            let state = try await client.expect(.GET, "/v1/kyc-identifications/\(identification)", token: token)
            if let status = state["status"].text, status != "Awaiting" { return status }
            try await Task.sleep(for: .milliseconds(20))
        }
        return "Awaiting"
    }

    private func kycSetup(_ setup: JSONValue) -> JSONValue {
        guard case .array(let steps) = setup["steps"] else { return .null }
        return steps.first { $0["type"].text == "KycIdentification" }?["setupId"] ?? .null
    }

    private func text(_ value: JSONValue, _ name: String) throws -> String {
        guard let text = value.text else { throw APIClient.Failure(call: "answer", status: 200, message: "no \(name)") }
        return text
    }
}
