import Database
import Evidence
import Foundation
import Hummingbird
import Kernel
import Web

/// Active liveness, for the person's device and for a business without our page: ask for a challenge, answer it.
struct LivenessRoutes: Sendable {
    typealias Create = @Sendable (CaptureParty, any Transaction) throws -> LivenessChallengeBody

    let capture: Capture
    /// `/v1/kyc-identifications/{id}` or `/v1/identifications/{id}`.
    let prefix: String
    /// Who calls, as far as the request alone tells.
    let party: StepRoutes.Party
    /// Answers a request that creates, as its kind of caller is used to.
    let creating: @Sendable (Request, WebContext, @escaping Create) async throws -> Response

    func add(to routes: Routes) {
        routes.post("\(prefix)/active-liveness") { [self] request, context in
            let id: ID<Identification> = try context.id("id", orThrow: IdentificationError.notFound)
            return try await creating(request, context) { [capture] party, transaction in
                LivenessChallengeBody(try capture.challenge(id, by: party, in: transaction))
            }
        }
        routes.put("\(prefix)/active-liveness/{challengeId}") { [self] request, context in
            // What counts is when the answer began: a slow line takes nobody's time away.
            let began = capture.clock.now
            let party = try await party(request, context)
            let id: ID<Identification> = try context.id("id", orThrow: IdentificationError.notFound)
            // Who is not let in sends no megabytes; the challenge is looked for after the identification.
            try await capture.look(at: id, by: party) { _, _ in }
            let challenge: ID<LivenessChallenge> = try context.id("challengeId", orThrow: LivenessError.notFound)
            try await capture.look(at: id, by: party) { [capture] identification, transaction in
                _ = try capture.liveness.answerable(
                    challenge, of: identification, isExcused: true, at: began, in: transaction)
            }
            let body = try await request.json(LivenessAnswerBody.self, limit: CaptureLimits.selfieBodyBytes)
            if let sent = try body.sent(for: challenge) {
                try await capture.take(sent, for: id, by: party)
            } else {
                try await capture.take(try body.upload(for: challenge, began: began), for: id, by: party)
            }
            return .noContent
        }
    }
}

struct LivenessChallengeBody: Encodable, Sendable {
    private let challengeId: String
    private let prompts: [LivenessPrompt]
    private let expiresUtc: Timestamp

    init(_ challenge: LivenessChallenge) {
        challengeId = challenge.id.description
        prompts = challenge.prompts
        expiresUtc = Timestamp(challenge.expiresAt)
    }
}
