import Database
package import Evidence
package import Foundation
import HTTPTypes
package import Kernel
import Onboarding

/// A person who shows their face again, on a device with a session of their own.
package struct FacePerson: Sendable {
    package let app: TestApp
    package let verification: String
    /// Of a session, or of a client.
    package let token: String
    package let authentication: String

    /// Opens the link of a verification, consents where `consents` says so, and begins the step.
    package init(opening verification: String, consents: Bool = false, in app: TestApp) async throws {
        let person = try await Person(opening: verification, in: app)
        if consents { try await person.consent(true) }
        self.init(
            app: app, verification: verification, token: person.token,
            authentication: try await Self.begin(verification, person.token, app))
    }

    /// Begins the step as a business that brings its own capture.
    package init(of verification: String, client token: String, in app: TestApp) async throws {
        self.init(
            app: app, verification: verification, token: token,
            authentication: try await Self.begin(verification, token, app))
    }

    private init(app: TestApp, verification: String, token: String, authentication: String) {
        self.app = app
        self.verification = verification
        self.token = token
        self.authentication = authentication
    }

    private static func begin(_ verification: String, _ token: String, _ app: TestApp) async throws -> String {
        let answer = try await app.call(
            .post, "/v1/face-authentications", token: token,
            json: ["identityVerificationId": .string(verification)])
        return try answer["id"].text.orThrow("no face authentication: \(answer.status)")
    }

    @discardableResult
    package func selfie(_ picture: Data) async throws -> Answer {
        try await app.call(
            .put, "/v1/face-authentications/\(authentication)/face-tec-liveness-2d", token: token,
            json: ["auditImagesBase64": [.string(picture.base64EncodedString())]])
    }

    @discardableResult
    package func complete() async throws -> Answer {
        try await app.call(.put, "/v1/face-authentications/\(authentication)/complete", token: token)
    }

    /// Where the person stands.
    package func state() async throws -> JSONValue {
        try await app.call(.get, "/v1/face-authentications/\(authentication)", token: token).json
    }

    /// The face authentication as the business reads it.
    package func asBusiness() async throws -> JSONValue {
        try await app.call(.get, "/v1/face-authentications/\(authentication)", token: try await app.token()).json
    }

    /// Shows a face of which `reading` is what the engines read, hands it in, and waits for the decision.
    /// - Returns: the face authentication as the business reads it.
    @discardableResult
    package func show(_ reading: EvidenceReading) async throws -> JSONValue {
        try await selfie(Data(SampleFiles.jpegProgressive))
        let id = try ID<FaceAuthentication>(authentication).orThrow("no id")
        try await app.house.database.write { [house = app.house] transaction in
            let found = try house.faceAuthentications.find(id, in: transaction)
            let probe = try house.faceAuthentications.probe(of: found, in: transaction).orThrow("no selfie")
            try house.faceAuthentications.keep(reading, of: probe, at: house.clock.now, in: transaction)
        }
        try await complete()
        await app.drain()
        return try await asBusiness()
    }
}

extension TestApp {
    /// A person who began a face authentication against `reference`.
    package func facePerson(of reference: Person, setup: String) async throws -> FacePerson {
        let id = try await create(
            ["faceAuthentication": ["identityVerificationId": .string(reference.verification)]], setup: setup)
        return try await FacePerson(opening: id, in: self)
    }
}
