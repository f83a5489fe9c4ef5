package import Database
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Vault
package import Web

/// `POST /identifications/start`, `GET /identifications/{id}/data`, `…/media`, `…/media/{fileId}`, `POST /get-data`.
package struct LegacyRoutes {
    private let legacy: Legacy
    private let access: Access
    private let database: any Database
    private let vault: Vault

    package init(legacy: Legacy, access: Access, database: any Database, vault: Vault) {
        self.legacy = legacy
        self.access = access
        self.database = database
        self.vault = vault
    }

    package func add(to routes: Routes) {
        routes.post("/identifications/start") { [self] request, _ in
            try await answer(to: request) { key in try await start(request, by: key) }
        }
        routes.get("/identifications/{id}/data") { [self] request, context in
            try await answer(to: request) { key in
                let id = try Self.id(context)
                return try .json(try await database.read { [legacy] in try legacy.data(of: id, for: key, in: $0) })
            }
        }
        routes.get("/identifications/{id}/media") { [self] request, context in
            try await answer(to: request) { key in
                let id = try Self.id(context)
                return try .json(try await database.read { [legacy] in try legacy.media(of: id, for: key, in: $0) })
            }
        }
        routes.get("/identifications/{id}/media/{fileId}") { [self] request, context in
            try await answer(to: request) { key in try await file(context, for: key) }
        }
        routes.post("/get-data") { [self] request, _ in try await getData(request) }
    }

    private func start(_ request: Request, by key: LegacyKey) async throws -> Response {
        let creation = try await access.creation(request, by: key.caller)
        let asked = try creation.json(LegacyStart.self).checked()
        return try await creation.answer(.ok) { [legacy] in try legacy.start(asked, by: key, in: $0) }
    }

    private func file(_ context: WebContext, for key: LegacyKey) async throws -> Response {
        let id = try Self.id(context)
        let file = try context.id("fileId", of: EvidenceItem.self, orThrow: IdentificationError.fileNotFound)
        let opened = try await database.write { [legacy] in try legacy.open(file, of: id, for: key, in: $0) }
        return try await opened.response(from: vault)
    }

    /// The oldest of the calls: its key stands in the body, and it asks by the name `token`.
    private struct GetDataBody: Decodable {
        let apikey: String?
        let token: String?
    }

    private func getData(_ request: Request) async throws -> Response {
        try await orFailure {
            let body = try await request.json(GetDataBody.self)
            return try await answer(to: request, sent: body.apikey) { key in
                guard let id = body.token.flatMap({ ID<Verification>($0) }) else { throw VerificationError.notFound }
                return try .json(try await database.read { [legacy] in try legacy.document(of: id, for: key, in: $0) })
            }
        }
    }

    private static func id(_ context: WebContext) throws(VerificationError) -> ID<Verification> {
        try context.id("id", of: Verification.self, orThrow: VerificationError.notFound)
    }

    // MARK: Inside

    /// Runs `body` for whom the key belongs to, within what they may still ask for.
    /// - Parameter sent: the key of the body; nil where it is in the header field.
    private func answer(
        to request: Request, sent: String? = nil, _ body: (LegacyKey) async throws -> Response
    ) async throws -> Response {
        try await orFailure {
            let key = try await legacy.key(sent ?? request.headers[.apiKey])
            guard let limits = access.limits, let verdict = access.count(key.caller) else { return try await body(key) }
            var response = try await orFailure {
                guard verdict.isAllowed else {
                    throw LegacyError.tooManyRequests(retryAfter: max(1, verdict.secondsToNext))
                }
                return try await body(key)
            }
            limits.note(verdict, on: &response)
            return response
        }
    }

    /// Answers what goes wrong as this API's clients read it.
    private func orFailure(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch {
            guard let failure = LegacyFailure(error) else { throw error }
            return try failure.response()
        }
    }
}

extension HTTPField.Name {
    // Literals of token characters are always names.
    fileprivate static let apiKey = HTTPField.Name("x-api-key")!
}
