import Database
import Foundation
import Hummingbird
import Kernel
package import Web

/// The identification as the person's device goes through it: contract § 9.4; and as a business goes through it that
/// integrates without our page: § 5.4.
package struct KycRoutes {
    private let capture: Capture
    private let access: Access

    package init(capture: Capture, access: Access) {
        self.capture = capture
        self.access = access
    }

    package func add(to routes: Routes) {
        let person: StepRoutes.Party = { [capture] in .person(capture.visitor($0, $1)) }
        let business: StepRoutes.Party = { [access] request, _ in
            .business(try await access.caller(of: request, needing: .writeIdentifications))
        }
        routes.post("/v1/kyc-identifications") { [self] request, context in
            let (body, party) = (try await request.json(BeginBody.self), try await person(request, context))
            let created = try await capture.change { [capture] in try body.begin(in: capture, by: party, $0) }
            return try .json(created, status: .created)
        }
        routes.post("/v1/identifications") { [access, capture] request, _ in
            let creation = try await access.creation(request, needing: .writeIdentifications)
            let body = try creation.json(BusinessBeginBody.self).body
            let answer = try await creation.answer { transaction in
                try body.begin(in: capture, by: .business(creation.caller), transaction)
            }
            capture.wake()
            return answer
        }
        StepRoutes(capture: capture, prefix: "/v1/kyc-identifications/{id}", party: person).add(to: routes)
        StepRoutes(capture: capture, prefix: "/v1/identifications/{id}", party: business).add(to: routes)
        DraftRoutes(capture: capture).add(to: routes)
        addLiveness(to: routes, person: person, business: business)
        addReading(to: routes)
        addUnsupported(to: routes)
    }

    private func addLiveness(
        to routes: Routes, person: @escaping StepRoutes.Party, business: @escaping StepRoutes.Party
    ) {
        LivenessRoutes(capture: capture, prefix: "/v1/kyc-identifications/{id}", party: person) {
            [capture] request, context, create in
            // The body says nothing; what is sent in it all the same is held to the limits.
            _ = try await request.jsonBytes()
            let party = try await person(request, context)
            return try .json(try await capture.change { try create(party, $0) }, status: .created)
        }.add(to: routes)
        LivenessRoutes(capture: capture, prefix: "/v1/identifications/{id}", party: business) {
            [access] request, _, create in
            let creation = try await access.creation(request, needing: .writeIdentifications)
            return try await creation.answer { try create(.business(creation.caller), $0) }
        }.add(to: routes)
    }

    private struct BeginBody: Decodable {
        let identityVerificationId: String
        let setupId: String?

        func begin(
            in capture: Capture, by party: CaptureParty, _ transaction: some Transaction
        ) throws -> Created {
            guard let id = ID<Verification>(identityVerificationId) else { throw VerificationError.notFound }
            let asked = setupId.flatMap { ID<Setup>($0) }
            if setupId != nil && asked == nil { throw SetupError.notFound }
            return Created(id: try capture.begin(asked, for: id, by: party, in: transaction).id.description)
        }
    }

    /// A business has to name the setup; the clients of the session API do, but never had to here.
    private struct BusinessBeginBody: Decodable {
        let identityVerificationId: String
        let setupId: String

        var body: BeginBody { BeginBody(identityVerificationId: identityVerificationId, setupId: setupId) }
    }

    private struct Created: Encodable {
        let id: String
    }

    private func addReading(to routes: Routes) {
        routes.get("/v1/kyc-identifications/{id}") { [capture] request, context in
            let id: ID<Identification> = try context.id("id", orThrow: IdentificationError.notFound)
            let party = CaptureParty.person(capture.visitor(request, context))
            return try .json(
                try await capture.look(at: id, by: party) { found, transaction in
                    KycStateBody(
                        found, setup: try capture.identifications.setup(of: found, in: transaction),
                        evidence: try capture.identifications.evidence(of: found, in: transaction),
                        left: try capture.left(of: found, to: party, in: transaction))
                })
        }
        routes.get("/v1/kyc-identifications/{id}/setup") { [capture] request, context in
            let id: ID<Identification> = try context.id("id", orThrow: IdentificationError.notFound)
            let party = CaptureParty.person(capture.visitor(request, context))
            return try .json(
                try await capture.look(at: id, by: party) { found, transaction in
                    KycSetupBody(try capture.identifications.setup(of: found, in: transaction))
                })
        }
    }

    /// Calls of a third party's biometrics: told so in words instead of a bare 404.
    private func addUnsupported(to routes: Routes) {
        let instead =
            "Ask for a challenge with POST /v1/kyc-identifications/{id}/active-liveness and answer it, or send a plain "
            + "selfie to PUT /v1/kyc-identifications/{id}/face-tec-liveness-2d."
        routes.get("/v1/face-tec/mobile-license") { _, _ in throw CaptureError.notSupported(instead: instead) }
        routes.get("/v1/face-tec/sessions") { _, _ in throw CaptureError.notSupported(instead: instead) }
        routes.put("/v1/kyc-identifications/{id}/face-tec-enrollment-3d") { _, _ in
            throw CaptureError.notSupported(instead: instead)
        }
    }
}
