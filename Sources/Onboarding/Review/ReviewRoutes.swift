package import Database
import Decision
import Foundation
import Hummingbird
package import Journal
package import Kernel
package import Web

/// A business's own reviewers: approve, reject, correct what was read. Each call names the reviewer, or proves them by
/// the key of an operator; the client that sent it is noted beside.
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
            try await change(request, context) {
                .decision(Verdict(verdict: .approve, body: try await request.json(VerdictBody.self).checked()))
            }
        }
        routes.put("/v1/identifications/{id}/reject") { [self] request, context in
            try await change(request, context) {
                let body = try await request.json(VerdictBody.self).checked()
                return .decision(Verdict(verdict: .reject(try body.rejection()), body: body))
            }
        }
        routes.on(.patch, "/v1/identifications/{id}/document-data") { [self] request, context in
            try await change(request, context) { .update(try await request.json(UpdateBody.self).checked()) }
        }
    }

    private enum Change: Sendable {
        case decision(Verdict)
        case update(UpdateBody)

        /// As the body names them.
        var reviewer: String? {
            switch self {
            case .decision(let verdict): verdict.body.reviewer
            case .update(let update): update.reviewer
            }
        }
    }

    /// What is decided, in whose words it may be.
    private struct Verdict: Sendable {
        let verdict: Review.Verdict
        let body: VerdictBody

        func decision(
            on id: ID<Identification>, of caller: Caller, by person: Operator?
        ) throws(ReviewError) -> Review.Decision {
            Review.Decision(
                identification: id, verdict: verdict, reviewer: try Reviewer(person, named: body.reviewer),
                client: caller.clientID, remark: body.remark)
        }
    }

    private func change(
        _ request: Request, _ context: WebContext,
        _ body: @Sendable () async throws -> Change
    ) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .writeIdentifications)
        let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
        let change = try await body()
        let (now, key) = (clock.now, Access.operatorKey(of: request))
        try await database.write { [review, access] transaction in
            _ = try review.find(id, for: caller, in: transaction)
            let person = try access.proven(key: key, named: change.reviewer, for: caller, in: transaction)
            switch change {
            case .decision(let verdict):
                try review.decide(verdict.decision(on: id, of: caller, by: person), at: now, in: transaction)
            case .update(let update):
                try review.update(id, with: update.update(of: caller, by: person), at: now, in: transaction)
            }
        }
        queue.wake()
        return .noContent
    }
}

/// What a reviewer decides; `reason` for a rejection only.
private struct VerdictBody: Decodable, Sendable {
    let reviewer: String?
    let remark: String
    let reason: String?

    func rejection() throws(ReviewError) -> StatusReason {
        guard let found = reason.flatMap(StatusReason.init(rejection:)) else {
            throw .notValid(["reason": ["must be a reason for a rejection"]])
        }
        return found
    }

    func checked() throws(ReviewError) -> VerdictBody {
        var errors = Reviewer.violations(reviewer)
        if remark.allSatisfy(\.isWhitespace) || remark.count > ReviewLimits.remarkLength {
            errors["remark"] = ["must have 1 to \(ReviewLimits.remarkLength) characters"]
        }
        guard errors.isEmpty else { throw .notValid(errors) }
        return self
    }
}

private struct UpdateBody: Decodable, Sendable {
    let reviewer: String?
    let change: DocumentChange

    private enum CodingKeys: CodingKey {
        case reviewer
    }

    init(from decoder: any Decoder) throws {
        reviewer = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .reviewer)
        change = try DocumentChange(from: decoder)
    }

    func checked() throws(ReviewError) -> UpdateBody {
        let errors = Reviewer.violations(reviewer).merging(change.violations) { own, _ in own }
        guard errors.isEmpty else { throw .notValid(errors) }
        return self
    }

    func update(of caller: Caller, by person: Operator?) throws(ReviewError) -> DocumentUpdate {
        DocumentUpdate(
            change: change, actor: .client(caller.clientID), reviewer: try Reviewer(person, named: reviewer))
    }
}

extension Reviewer {
    /// - Throws: where neither a key nor the body tells who it is.
    fileprivate init(_ person: Operator?, named name: String?) throws(ReviewError) {
        guard let found = person?.name ?? name else { throw .notValid(["reviewer": ["is required"]]) }
        self.init(named: found, provenBy: person?.id)
    }

    /// A name of a wrong form, for a 400.
    fileprivate static func violations(_ name: String?) -> [String: [String]] {
        guard let name, name.allSatisfy(\.isWhitespace) || name.count > ReviewLimits.reviewerLength else { return [:] }
        return ["reviewer": ["must have 1 to \(ReviewLimits.reviewerLength) characters"]]
    }
}
