package import Database
import Decision
import Foundation
import Hummingbird
package import Journal
package import Kernel
package import Web

/// A business's own reviewers: approve, reject, correct what was read. Each call names the reviewer; the client that
/// sent it is noted beside.
package struct ReviewRoutes {
    private let review: Review
    private let access: Access
    private let database: any Database
    private let queue: JobQueue
    private let clock: any WallClock

    package init(review: Review, access: Access, database: any Database, queue: JobQueue, clock: any WallClock) {
        self.review = review
        self.access = access
        self.database = database
        self.queue = queue
        self.clock = clock
    }

    package func add(to routes: Routes) {
        routes.put("/v1/identifications/{id}/approve") { [self] request, context in
            try await change(request, context) { id, caller in
                let body = try await request.json(VerdictBody.self)
                return .decision(try body.decision(on: id, .approve, of: caller))
            }
        }
        routes.put("/v1/identifications/{id}/reject") { [self] request, context in
            try await change(request, context) { id, caller in
                let body = try await request.json(VerdictBody.self)
                return .decision(try body.decision(on: id, .reject(try body.rejection()), of: caller))
            }
        }
        routes.on(.patch, "/v1/identifications/{id}/document-data") { [self] request, context in
            try await change(request, context) { _, caller in
                .update(try await request.json(UpdateBody.self).update(of: caller))
            }
        }
    }

    private enum Change: Sendable {
        case decision(Review.Decision)
        case update(DocumentUpdate)
    }

    private func change(
        _ request: Request, _ context: WebContext,
        _ body: @Sendable (ID<Identification>, Caller) async throws -> Change
    ) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .writeIdentifications)
        let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
        let change = try await body(id, caller)
        let now = clock.now
        try await database.write { [review] transaction in
            _ = try review.find(id, for: caller, in: transaction)
            switch change {
            case .decision(let decision): try review.decide(decision, at: now, in: transaction)
            case .update(let update): try review.update(id, with: update, at: now, in: transaction)
            }
        }
        queue.wake()
        return .noContent
    }
}

/// What a reviewer decides; `reason` for a rejection only.
private struct VerdictBody: Decodable {
    let reviewer: String
    let remark: String
    let reason: String?

    func rejection() throws(ReviewError) -> StatusReason {
        guard let found = reason.flatMap(StatusReason.init(rejection:)) else {
            throw .notValid(["reason": ["must be a reason for a rejection"]])
        }
        return found
    }

    func decision(
        on id: ID<Identification>, _ verdict: Review.Verdict, of caller: Caller
    ) throws(ReviewError) -> Review.Decision {
        var errors = reviewerViolations(reviewer)
        if remark.allSatisfy(\.isWhitespace) || remark.count > ReviewLimits.remarkLength {
            errors["remark"] = ["must have 1 to \(ReviewLimits.remarkLength) characters"]
        }
        guard errors.isEmpty else { throw .notValid(errors) }
        return Review.Decision(
            identification: id, verdict: verdict, reviewer: reviewer, client: caller.clientID, remark: remark)
    }
}

private struct UpdateBody: Decodable {
    let reviewer: String
    let change: DocumentChange

    private enum CodingKeys: CodingKey {
        case reviewer
    }

    init(from decoder: any Decoder) throws {
        reviewer = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .reviewer)
        change = try DocumentChange(from: decoder)
    }

    func update(of caller: Caller) throws(ReviewError) -> DocumentUpdate {
        let errors = reviewerViolations(reviewer).merging(change.violations) { own, _ in own }
        guard errors.isEmpty else { throw .notValid(errors) }
        return DocumentUpdate(change: change, actor: .client(caller.clientID), reviewer: reviewer)
    }
}

private func reviewerViolations(_ reviewer: String) -> [String: [String]] {
    guard reviewer.allSatisfy(\.isWhitespace) || reviewer.count > ReviewLimits.reviewerLength else { return [:] }
    return ["reviewer": ["must have 1 to \(ReviewLimits.reviewerLength) characters"]]
}
