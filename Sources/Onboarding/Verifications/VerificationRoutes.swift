import Database
import Foundation
import Hummingbird
import Journal
import Kernel
package import Web

/// `POST /v1/identity-verifications`, `…/filter`, `…/{id}/resume`, `PUT …/{id}/setup-localisations`.
/// Reading one is in `Capture`, as the person's device may too.
package struct VerificationRoutes {
    /// What these routes are made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let references: any FaceReferences
        let access: Access
        let database: any Database
        let queue: JobQueue
        let clock: any WallClock
    }

    private let verifications: Verifications
    private let references: any FaceReferences
    private let access: Access
    private let database: any Database
    private let queue: JobQueue
    private let clock: any WallClock

    package init(_ parts: Parts) {
        verifications = parts.verifications
        references = parts.references
        access = parts.access
        database = parts.database
        queue = parts.queue
        clock = parts.clock
    }

    package func add(to routes: Routes) {
        routes.post("/v1/identity-verifications") { [self] request, _ in try await create(request) }
        routes.post("/v1/identity-verifications/filter") { [self] request, _ in try await filter(request) }
        routes.post("/v1/identity-verifications/{id}/resume") { [self] request, context in
            try await resume(request, context)
        }
        routes.put("/v1/identity-verifications/{id}/setup-localisations") { [self] request, context in
            try await localise(request, context)
        }
    }

    /// Members that are not known are ignored: real clients send several.
    private struct CreateBody: Decodable {
        let setupId: String
        let externalReferenceId: String?
        let registration: Registration?
        let representativeId: String?
        let faceAuthentication: FaceAuthentication?

        struct FaceAuthentication: Decodable {
            let identityVerificationId: String?
        }

        func checked() throws(VerificationError) -> Verifications.Request {
            var errors = registration?.violations ?? [:]
            let setup = ID<Setup>(setupId)
            if setup == nil { errors["setupId"] = ["must be a UUID"] }
            let reference = faceAuthentication?.identityVerificationId.map { ID<Verification>($0) }
            if case .some(.none) = reference {
                errors[Verifications.referenceMember] = ["must be a UUID"]
            }
            for (name, text) in [
                ("externalReferenceId", externalReferenceId), ("representativeId", representativeId),
            ] where (text?.count ?? 0) > VerificationLimits.textLength {
                errors[name] = ["must have at most \(VerificationLimits.textLength) characters"]
            }
            guard let setup, errors.isEmpty else { throw .notValid(errors) }
            return Verifications.Request(
                setup: setup, externalReferenceId: externalReferenceId, registration: registration,
                representativeId: representativeId, reference: reference ?? nil)
        }
    }

    private struct Created: Encodable {
        let id: String
    }

    private func create(_ request: Request) async throws -> Response {
        let creation = try await access.creation(request, needing: .writeVerifications)
        let asked = try creation.json(CreateBody.self).checked()
        return try await creation.answer { [verifications, references, now = clock.now] transaction in
            let id = try verifications.create(
                asked, by: creation.caller, checking: references, at: now, in: transaction)
            return Created(id: id.description)
        }
    }

    // MARK: Filter

    private struct FilterBody: Decodable {
        struct Span: Decodable {
            let from: Timestamp?
            let to: Timestamp?
        }

        let applicationId: String?
        let createdUtc: Span?
        let externalReferenceId: String?
        let status: EitherSpelling<Verification.Status>?
        let setupId: String?

        /// - Returns: nil where nothing can match: another application's are not there.
        func filter(for caller: Caller) throws(VerificationError) -> VerificationFilter? {
            let ids = [("applicationId", applicationId), ("setupId", setupId)]
            let wrong = ids.filter { _, text in text.map { UUID(uuidString: $0) == nil } ?? false }.map(\.0)
            guard wrong.isEmpty else {
                throw .notValid(Dictionary(uniqueKeysWithValues: wrong.map { ($0, ["must be a UUID"]) }))
            }
            if let applicationId, ID<Application>(applicationId) != caller.application { return nil }
            var filter = VerificationFilter(of: caller.application)
            filter.createdFrom = createdUtc?.from?.date
            filter.createdTo = createdUtc?.to?.date
            filter.externalReferenceId = externalReferenceId
            filter.status = status?.word
            filter.setup = setupId.flatMap { ID<Setup>($0) }
            return filter
        }
    }

    private func filter(_ request: Request) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .readVerifications)
        let query = try FilterQuery(request, orderBy: VerificationPage.Order.allCases.map(\.rawValue))
        let page = try VerificationPage(query, request)
        guard let filter = try await request.jsonOrNothing(FilterBody.self).filter(for: caller) else {
            return try query.page([] as [VerificationBody], total: 0, next: nil)
        }
        let asksTotal = query.returnsTotal
        let (bodies, total, next) = try await database.read { [verifications] transaction in
            let found = try verifications.list(filter, page.withOneMore, in: transaction)
            let shown = found.prefix(page.limit)
            return (
                shown.map(VerificationBody.init),
                asksTotal ? try verifications.count(filter, in: transaction) : nil,
                found.count > page.limit ? shown.last.map(page.cursor) : nil
            )
        }
        return try query.page(bodies, total: total, next: next)
    }

    // MARK: Further attempts

    private struct ResumeBody: Decodable {
        let attempts: Int?

        func checked() throws(VerificationError) -> Int {
            let attempts = attempts ?? 1
            let range = VerificationLimits.grantedAttempts
            guard range.contains(attempts) else {
                throw .notValid(["attempts": ["must be \(range.lowerBound) to \(range.upperBound)"]])
            }
            return attempts
        }
    }

    /// Answers with the verification as it is then. A call that comes again under its `Idempotency-Key` gets the same
    /// bytes and gives no further attempts.
    private func resume(_ request: Request, _ context: WebContext) async throws -> Response {
        let creation = try await access.creation(request, needing: .writeVerifications)
        let id = try context.id("id", of: Verification.self, orThrow: VerificationError.notFound)
        let attempts = try creation.json(ResumeBody.self).checked()
        let response = try await creation.answer(.ok) { [verifications, now = clock.now] transaction in
            try verifications.resume(id, attempts: attempts, by: creation.caller, at: now, in: transaction)
            return VerificationBody(try verifications.find(id, in: transaction))
        }
        queue.wake()
        return response
    }

    // MARK: Redirects of one session

    private struct LocalisationsBody: Decodable {
        let defaultLanguage: String?
        let localisationSettings: [IdvSettings.Localisation]
    }

    private func localise(_ request: Request, _ context: WebContext) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .writeVerifications)
        let id = try context.id("id", of: Verification.self, orThrow: VerificationError.notFound)
        let body = try await request.json(LocalisationsBody.self)
        let own = SetupOverride(
            defaultLanguage: body.defaultLanguage, localisationSettings: body.localisationSettings, at: clock.now)
        guard own.violations.isEmpty else { throw VerificationError.notValid(own.violations) }
        try await database.write { [verifications, now = clock.now] in
            try verifications.localise(id, own, by: caller, at: now, in: $0)
        }
        return .noContent
    }
}

/// A page as the query asks for it, and its end as the next query gives it back.
extension VerificationPage {
    fileprivate init(_ query: FilterQuery, _ request: Request) throws(Problem) {
        let order = query.order.flatMap { name in
            Order.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
        }
        self.init(
            order: order ?? .created, isDescending: query.isDescending, limit: query.limit,
            after: try query.cursor.map(Self.place))
    }

    fileprivate var withOneMore: VerificationPage {
        VerificationPage(order: order, isDescending: isDescending, limit: limit + 1, after: after)
    }

    fileprivate func cursor(_ verification: Verification) -> String {
        let place = place(of: verification)
        return "\(Int((place.at.timeIntervalSince1970 * 1000).rounded(.down)))-\(place.id)"
    }

    private static func place(_ cursor: String) throws(Problem) -> Place {
        let parts = cursor.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let milliseconds = Int(parts[0]), let id = ID<Verification>(parts[1]) else {
            throw FilterQuery.badCursor
        }
        return Place(at: Date(timeIntervalSince1970: Double(milliseconds) / 1000), id: id)
    }
}
