import Foundation
import Hummingbird
import Kernel
package import Web

/// Going on on another device: our addition to contract § 9.
package struct HandOffRoutes {
    private let capture: Capture

    package init(capture: Capture) {
        self.capture = capture
    }

    private struct Link: Encodable {
        let url: String
        /// SVG; left out where the address is too long for one.
        let qrCode: String?
        let expiresUtc: Timestamp
    }

    private struct State: Encodable {
        let status: HandOff.Status
        let expiresUtc: Timestamp
        let verificationStatus: Verification.Status
    }

    private struct Taking: Decodable {
        let handOffToken: String
    }

    private struct Taken: Encodable {
        let identityVerificationId: String
        let accessToken: String
    }

    package func add(to routes: Routes) {
        routes.post("/v1/identity-verifications/{id}/hand-off") { [capture] request, context in
            let id: ID<Verification> = try context.id("id", orThrow: VerificationError.notFound)
            let link = try await capture.handOff(id, from: capture.visitor(request, context))
            let body = Link(
                url: link.url, qrCode: QRCode(link.url)?.svg, expiresUtc: Timestamp(link.expiresAt))
            return try .json(body, status: .created)
        }
        routes.get("/v1/identity-verifications/{id}/hand-off") { [capture] request, context in
            let id: ID<Verification> = try context.id("id", orThrow: VerificationError.notFound)
            let state = try await capture.handOffState(of: id, for: capture.visitor(request, context))
            return try .json(
                State(
                    status: state.handOff, expiresUtc: Timestamp(state.expiresAt),
                    verificationStatus: state.verification))
        }
        routes.post("/v1/sessions/hand-off") { [capture] request, context in
            let body = try await request.json(Taking.self)
            let taken = try await capture.takeHandOff(
                body.handOffToken, by: capture.visitor(request, context))
            return try .json(Taken(identityVerificationId: taken.verification.description, accessToken: taken.token))
        }
    }
}
