import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit

/// A business that brings its own capture, with a client's token.
struct Business: Sendable {
    let app: TestApp
    let verification: String
    let identification: String
    let token: String

    /// The KYC setup of a verification's step.
    static func kycSetup(of verification: String, in app: TestApp) async throws -> String {
        let setup = try await app.call(
            .get, "/v1/identity-verifications/\(verification)/setup", token: try await app.token())
        return setup["steps"].items.compactMap { $0["setupId"].text }.first ?? ""
    }

    static func begin(
        _ verification: String, setup: String, in app: TestApp, token: String
    ) async throws -> Answer {
        try await app.call(
            .post, "/v1/identifications", token: token,
            json: ["setupId": .string(setup), "identityVerificationId": .string(verification)])
    }

    /// Creates a verification and begins its identification.
    init(_ members: JSONValue = [:], in app: TestApp) async throws {
        self.app = app
        token = try await app.token()
        verification = try await app.create(members)
        let setup = try await Self.kycSetup(of: verification, in: app)
        identification = try await Self.begin(verification, setup: setup, in: app, token: token)["id"].text ?? ""
    }

    @discardableResult
    func put(_ step: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await app.call(.put, "/v1/identifications/\(identification)/\(step)", token: token, json: body)
    }

    /// A passport and a selfie without a meaning, handed in and not yet decided.
    func handIn() async throws {
        try await put("document", ["type": "Passport", "part": "DataPage", "imageBase64": Self.picture])
        try await put("face-tec-liveness-2d", ["auditImagesBase64": [Self.picture]])
        try await put("complete")
    }

    func read() async throws -> JSONValue { try await app.identification(identification) }

    static let picture = JSONValue.string(Pictures.jpeg.base64EncodedString())
}

extension TestApp {
    /// Puts a member of the sandbox's settings in its place, before anything has read them.
    func change(_ kind: String, _ member: String, to value: JSONValue) async throws {
        try await house.database.write { [application = tenant.application, isLive = false] transaction in
            let row = try transaction.row(
                """
                SELECT setup_version.id, setup_version.settings
                  FROM setup_version
                  JOIN setup ON setup.current_version_id = setup_version.id
                 WHERE setup.application_id = \(application)
                   AND setup.kind = \(kind)
                   AND setup.is_live = \(isLive)
                """)
            guard let row else { return }
            var settings = try JSONDecoder().decode(JSONValue.self, from: Data(try row.text("settings").utf8)).members
            settings[member] = value
            let text = String(decoding: try JSONEncoder().encode(JSONValue.object(settings)), as: UTF8.self)
            _ = try transaction.execute(
                "UPDATE setup_version SET settings = \(text) WHERE id = \(try row.text("id"))")
        }
    }
}
