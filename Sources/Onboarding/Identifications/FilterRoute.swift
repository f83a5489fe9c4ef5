import Database
import Foundation
import Hummingbird
import Kernel
import Web

/// `POST /v1/identifications/filter`: contract § 5.4.
struct FilterRoute: Sendable {
    private static let order = "CreatedUtc"

    let identifications: Identifications
    let access: Access
    let database: any Database

    func add(to routes: Routes) {
        routes.post("/v1/identifications/filter") { [self] request, _ in try await filter(request) }
    }

    private struct Body: Decodable {
        struct Span: Decodable {
            let from: Timestamp?
            let to: Timestamp?
        }

        let applicationId: ID<Application>?
        let createdUtc: Span?
        let status: EitherSpelling<Identification.Status>?
        let identityVerificationId: ID<Verification>?

        /// - Returns: nil where nothing can match: another application's are not there.
        func filter(for caller: Caller) -> IdentificationFilter? {
            if let applicationId, applicationId != caller.application { return nil }
            var filter = IdentificationFilter(of: caller.application)
            filter.createdFrom = createdUtc?.from?.date
            filter.createdTo = createdUtc?.to?.date
            filter.status = status?.word
            filter.verification = identityVerificationId
            return filter
        }
    }

    private func filter(_ request: Request) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .readIdentifications)
        let query = try FilterQuery(request, orderBy: [Self.order])
        let after = try query.cursor.map(Self.place)
        guard let filter = try await request.jsonOrNothing(Body.self).filter(for: caller) else {
            return try query.page([] as [IdentificationBody], total: 0, next: nil)
        }
        // One more than asked for tells whether there is another page.
        let page = IdentificationPage(isDescending: query.isDescending, limit: query.limit + 1, after: after)
        let (bodies, total, next) = try await database.read { [identifications] transaction in
            let found = try identifications.list(filter, page, in: transaction)
            let shown = found.prefix(query.limit)
            return (
                try shown.map { try identifications.body($0, in: transaction) },
                query.returnsTotal ? try identifications.count(filter, in: transaction) : nil,
                found.count > query.limit ? shown.last.map(Self.cursor) : nil
            )
        }
        return try query.page(bodies, total: total, next: next)
    }

    private static func cursor(_ identification: Identification) -> String {
        "\(Int((identification.createdAt.timeIntervalSince1970 * 1000).rounded()))-\(identification.id)"
    }

    private static func place(_ cursor: String) throws(Problem) -> IdentificationPage.Place {
        let parts = cursor.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let milliseconds = Int(parts[0]), let id = ID<Identification>(parts[1]) else {
            throw FilterQuery.badCursor
        }
        return IdentificationPage.Place(
            createdAt: Date(timeIntervalSince1970: Double(milliseconds) / 1000), id: id)
    }
}
