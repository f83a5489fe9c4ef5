import Database
import Evidence
import Foundation
import Hummingbird
import Kernel
import Web

/// The calls that the person's device and a business without our page have in common: contract § 5.4 and § 9.4.
struct StepRoutes: Sendable {
    let capture: Capture
    /// `/v1/kyc-identifications/{id}` or `/v1/identifications/{id}`.
    let prefix: String
    /// Who calls, as far as the request alone tells.
    let party: Party

    typealias Party = @Sendable (Request, WebContext) async throws -> CaptureParty

    func add(to routes: Routes) {
        addUpload("document", to: routes) { request in
            try await request.json(DocumentUploadBody.self, limit: CaptureLimits.documentBodyBytes).upload()
        }
        addUpload("additional-document", to: routes) { request in
            try await request.json(AdditionalDocumentBody.self, limit: CaptureLimits.documentBodyBytes).upload()
        }
        addUpload("face-tec-liveness-2d", to: routes) { request in
            try await request.json(SelfieUploadBody.self, limit: CaptureLimits.selfieBodyBytes).upload()
        }
        addUpload("session-screen-recording", to: routes) { request in
            try await request.json(RecordingUploadBody.self, limit: CaptureLimits.recordingBodyBytes).upload()
        }
        addMoves(to: routes)
    }

    private func addUpload(
        _ name: String, to routes: Routes, _ upload: @escaping @Sendable (Request) async throws -> Capture.Upload
    ) {
        routes.put("\(prefix)/\(name)") { [self] request, context in
            let party = try await party(request, context)
            let id = try Self.id(context)
            // Who is not let in sends no megabytes.
            try await capture.look(at: id, by: party) { _, _ in }
            try await capture.take(try await upload(request), for: id, by: party)
            return .noContent
        }
    }

    private func addMoves(to routes: Routes) {
        // Clients of the contract call `verification` and then `complete`: the first asks whether everything is there.
        routes.put("\(prefix)/verification") { [self] request, context in
            let party = try await party(request, context)
            try await capture.look(at: try Self.id(context), by: party) { [capture] identification, transaction in
                let missing = try capture.identifications.missing(from: identification, in: transaction)
                guard missing.isEmpty else { throw IdentificationError.incomplete(missing) }
            }
            return .noContent
        }
        addMove("complete", to: routes) { [capture] identification, party, transaction, now in
            _ = try capture.verifications.open(identification.verification, at: now, in: transaction)
            try capture.identifications.submit(identification.id, by: party.actor, at: now, in: transaction)
        }
        addMove("resubmit", to: routes) { [capture] identification, party, transaction, now in
            try capture.identifications.resubmit(identification.id, by: party.actor, at: now, in: transaction)
            // Looked at last: a rejection without a retry has ended the verification too, and says more.
            _ = try capture.verifications.open(identification.verification, at: now, in: transaction)
        }
    }

    private func addMove(
        _ name: String, to routes: Routes,
        _ move: @escaping @Sendable (Identification, CaptureParty, any Transaction, Date) throws -> Void
    ) {
        routes.put("\(prefix)/\(name)") { [self] request, context in
            let party = try await party(request, context)
            try await capture.step(on: try Self.id(context), by: party) { identification, transaction, now in
                try move(identification, party, transaction, now)
            }
            return .noContent
        }
    }

    private static func id(_ context: WebContext) throws -> ID<Identification> {
        try context.id("id", orThrow: IdentificationError.notFound)
    }
}
