package import Foundation
import HTTPTypes
package import Kernel

/// A person in the flow, on a device with a session of their own.
package struct Person: Sendable {
    package let app: TestApp
    package let verification: String
    /// Of the full level.
    package let token: String
    /// Empty where the step was not begun.
    package let identification: String

    /// Opens the link: both token calls.
    package init(opening verification: String, in app: TestApp) async throws {
        let first = try await app.call(.post, "/v1/sessions", json: ["identityVerificationId": .string(verification)])
        let full = try await app.call(
            .post, "/v1/sessions/\(verification)/full-access-token", token: first["accessToken"].text, json: [:])
        let token = try full["accessToken"].text.orThrow("no session: \(full.status)")
        self.init(app: app, verification: verification, token: token, identification: "")
    }

    private init(app: TestApp, verification: String, token: String, identification: String) {
        self.app = app
        self.verification = verification
        self.token = token
        self.identification = identification
    }

    /// Consents and begins the identification: ready for pictures.
    package func begun() async throws -> Person {
        try await consent(true)
        let answer = try await begin()
        return Person(
            app: app, verification: verification, token: token,
            identification: try answer["id"].text.orThrow("no identification: \(answer.status)"))
    }

    @discardableResult
    package func consent(_ isConsented: Bool) async throws -> Answer {
        try await app.call(
            .put, "/v1/identity-verifications/\(verification)/consent", token: token,
            json: ["isConsented": .bool(isConsented)])
    }

    @discardableResult
    package func begin() async throws -> Answer {
        try await app.call(
            .post, "/v1/kyc-identifications", token: token,
            json: ["identityVerificationId": .string(verification)])
    }

    @discardableResult
    package func document(_ type: String, _ part: String, _ picture: Data) async throws -> Answer {
        try await put(
            "document",
            [
                "type": .string(type), "part": .string(part), "imageFileType": "Jpeg",
                "imageBase64": .string(picture.base64EncodedString()),
            ])
    }

    @discardableResult
    package func selfie(_ picture: Data) async throws -> Answer {
        try await put("face-tec-liveness-2d", ["auditImagesBase64": [.string(picture.base64EncodedString())]])
    }

    /// Answers a challenge of active liveness with the face alone, because the person cannot move so.
    package func excuse(with picture: Data) async throws {
        let path = "/v1/kyc-identifications/\(identification)/active-liveness"
        let challenge = try await app.call(.post, path, token: token, json: [:])["challengeId"].text ?? "none"
        try await app.call(
            .put, "\(path)/\(challenge)", token: token,
            json: [
                "reason": "CannotMove",
                "frames": [
                    [
                        "prompt": "Neutral", "capturedMilliseconds": 0,
                        "imageBase64": .string(picture.base64EncodedString()),
                    ]
                ],
            ])
    }

    /// Announces a picture and sends it in one piece.
    /// - Parameters:
    ///   - place: the announcement without the size.
    ///   - other: of another session than this person's own.
    /// - Returns: its id with the answer to the piece; with no id where the announcement was refused, and that answer.
    package func send(
        _ picture: Data, as place: JSONValue, by other: String? = nil
    ) async throws -> (id: String, answer: Answer) {
        let path = "/v1/kyc-identifications/\(identification)/pictures"
        let size = ["sizeBytes": JSONValue.number(Double(picture.count))]
        let announced = try await app.call(
            .post, path, token: other ?? token, json: .object(place.members.merging(size) { $1 }))
        guard let id = announced["id"].text else { return ("", announced) }
        let answer = try await app.send(
            .put, "\(path)/\(id)/pieces/0", token: other ?? token,
            headers: [.contentType: "application/octet-stream"], body: picture)
        return (id, answer)
    }

    /// A call on the identification, e.g. `complete`.
    @discardableResult
    package func put(_ step: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await app.call(.put, "/v1/kyc-identifications/\(identification)/\(step)", token: token, json: body)
    }

    package func state() async throws -> JSONValue {
        try await app.call(.get, "/v1/kyc-identifications/\(identification)", token: token).json
    }

    /// Uploads everything, says so, and waits for the decision.
    /// - Returns: the identification as the business reads it.
    @discardableResult
    package func handIn(_ papers: Papers) async throws -> JSONValue {
        for side in papers.sides { try await document(papers.type, side.part, side.jpeg) }
        try await selfie(papers.selfie)
        try await put("verification")
        try await put("complete")
        await app.drain()
        return try await app.identification(identification)
    }
}

extension TestApp {
    /// A person who consented and began the identification.
    package func person(
        _ members: JSONValue = [:], setup: String? = nil
    ) async throws -> Person {
        try await Person(opening: try await create(members, setup: setup), in: self).begun()
    }
}
