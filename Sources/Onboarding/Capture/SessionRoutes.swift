package import Database
import Foundation
import Hummingbird
import Kernel
import NIOFoundationCompat
package import Web

/// Tokens, and the verification as the person's device sees it: contract § 9.1 and § 9.3.
package struct SessionRoutes {
    private let capture: Capture
    private let access: Access
    private let setups: Setups
    private let database: any Database
    /// After how many days the data of a sandbox verification is erased; 0: never.
    private let sandboxDays: Int

    package init(capture: Capture, access: Access, setups: Setups, database: any Database, sandboxDays: Int) {
        self.sandboxDays = sandboxDays
        self.capture = capture
        self.access = access
        self.setups = setups
        self.database = database
    }

    package func add(to routes: Routes) {
        addTokens(to: routes)
        addReading(to: routes)
        addSteps(to: routes)
    }

    private struct Token: Encodable {
        let accessToken: String
    }

    private func addTokens(to routes: Routes) {
        struct Begin: Decodable {
            let identityVerificationId: String
        }
        /// What a device may say of itself here; members that do not fit say nothing.
        struct Exchange: Decodable {
            let deviceInformation: DeviceFacts.Device?
            let deviceKey: String?
        }
        routes.post("/v1/sessions") { [capture] request, context in
            let body = try await request.json(Begin.self)
            guard let id = ID<Verification>(body.identityVerificationId) else { throw VerificationError.notFound }
            let visitor = capture.visitor(request, context)
            return try .json(Token(accessToken: try await capture.openSession(for: id, by: visitor)))
        }
        routes.post("/v1/sessions/{id}/full-access-token") { [capture] request, context in
            let id = try Self.verification(context)
            // Clients of 2022 send nothing, and some name no media type: what cannot be read counts as nothing.
            let bytes = Data(buffer: try await request.bodyBytes(limit: WebLimits.jsonBodyBytes))
            let said = try? JSONText.decode(Exchange.self, from: bytes)
            let token = try await capture.exchange(
                for: id, by: capture.visitor(request, context),
                as: DeviceKind(osName: said?.deviceInformation?.osName),
                on: said?.deviceKey.flatMap { DeviceKey($0) })
            return try .json(Token(accessToken: token))
        }
    }

    /// The same address answers a business and the person's device; a client's token has dots, a session's has none.
    private func addReading(to routes: Routes) {
        routes.get("/v1/identity-verifications/{id}") { [self] request, context in
            let id = try Self.verification(context)
            guard Self.isClientToken(request) else {
                return try .json(
                    try await capture.look(capture.visitor(request, context), of: id) { [capture] transaction in
                        VerificationBody.forPerson(try capture.verifications.find(id, in: transaction))
                    }, to: request)
            }
            let caller = try await access.caller(of: request, needing: .readVerifications)
            return try .json(
                try await database.read { [capture] transaction in
                    VerificationBody(try capture.verifications.find(id, of: caller.application, in: transaction))
                }, to: request)
        }
        routes.get("/v1/identity-verifications/{id}/setup") { [self] request, context in
            let id = try Self.verification(context)
            guard Self.isClientToken(request) else {
                return try .json(
                    try await capture.look(capture.visitor(request, context), of: id) {
                        [self] transaction in
                        let verification = try capture.verifications.find(id, in: transaction)
                        let version = try capture.verifications.setup(of: verification, in: transaction)
                        return IdvSetupBody(
                            version,
                            for: .init(
                                keptDays: try keptDays(of: version, in: transaction),
                                messageChannels: capture.senders.channels))
                    }, to: request)
            }
            let caller = try await access.caller(of: request, needing: .readVerifications)
            return try .json(
                try await database.read { [capture] transaction in
                    let found = try capture.verifications.find(id, of: caller.application, in: transaction)
                    return IdvSetupBody(try capture.verifications.setup(of: found, in: transaction))
                }, to: request)
        }
    }

    /// After how many days the person's data is erased by itself. In the sandbox both limits hold.
    private func keptDays(of version: IdvSetupVersion, in transaction: some Transaction) throws -> Int? {
        let sandbox = version.setup.isLive || sandboxDays == 0 ? nil : sandboxDays
        return try [sandbox, setups.dataKeptDays(of: version, in: transaction)].compactMap { $0 }.min()
    }

    private func addSteps(to routes: Routes) {
        routes.put("/v1/identity-verifications/{id}/consent") { [capture] request, context in
            let id = try Self.verification(context)
            let body = try await request.json(ConsentBody.self)
            try await capture.step(capture.visitor(request, context), of: id) { transaction, now in
                try capture.consent(
                    body.isConsented, shownIn: body.language, to: id, at: now, in: transaction)
            }
            return .noContent
        }
        routes.put("/v1/identity-verifications/{id}/customer-audits") { [capture] request, context in
            let id = try Self.verification(context)
            let facts = try await request.json(DeviceFacts.self)
            try await capture.step(capture.visitor(request, context), of: id) { transaction, now in
                try capture.note(facts, of: id, at: now, in: transaction)
            }
            return .noContent
        }
        routes.put("/v1/identity-verifications/{id}/complete") { [capture] request, context in
            let id = try Self.verification(context)
            try await capture.step(capture.visitor(request, context), of: id) { transaction, now in
                try capture.verifications.complete(id, at: now, in: transaction)
            }
            return .noContent
        }
    }

    private static func verification(_ context: WebContext) throws -> ID<Verification> {
        try context.id("id", orThrow: VerificationError.notFound)
    }

    /// No token is treated like a client's: either way it is a 401.
    static func isClientToken(_ request: Request) -> Bool {
        Access.bearer(of: request).map(Access.isClientToken) ?? true
    }
}
