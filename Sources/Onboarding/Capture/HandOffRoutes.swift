import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Web

/// Going on on another device: our addition to contract § 9.
package struct HandOffRoutes {
    private let capture: Capture
    private let streams = HandOffStreams()

    package init(capture: Capture) {
        self.capture = capture
    }

    private struct Link: Encodable {
        let url: String
        /// SVG; left out where the address is too long for one.
        let qrCode: String?
        let expiresUtc: Timestamp
        /// A device that may not capture reads no setup: it is told here.
        let messageChannels: [MessageChannel]
    }

    private struct Taking: Decodable {
        let handOffToken: String
    }

    private struct Taken: Encodable {
        let accessToken: String
        let number: Int
        let expiresUtc: Timestamp
    }

    private struct Confirmed: Encodable {
        let identityVerificationId: String
    }

    private struct Choice: Decodable {
        let number: Int?
    }

    private struct Message: Decodable {
        let channel: String?
        let address: Private<String>?
        let language: String?
    }

    package func add(to routes: Routes) {
        addFirstDevice(to: routes)
        addFollowing(to: routes)
        addSecondDevice(to: routes)
    }

    private func addFirstDevice(to routes: Routes) {
        routes.post("/v1/identity-verifications/{id}/hand-off") { [capture] request, context in
            let link = try await capture.handOff(Self.id(context), from: capture.visitor(request, context))
            let body = Link(
                url: link.url, qrCode: QRCode(link.url)?.svg, expiresUtc: Timestamp(link.expiresAt),
                messageChannels: capture.senders.channels)
            return try .json(body, status: .created)
        }
        routes.put("/v1/identity-verifications/{id}/hand-off/confirmation") { [capture] request, context in
            let id = try Self.id(context)
            let choice = try await request.json(Choice.self)
            let state = try await capture.confirmHandOff(
                of: id, choosing: choice.number, by: capture.visitor(request, context))
            return try .json(HandOffBody(state))
        }
        routes.post("/v1/identity-verifications/{id}/hand-off/messages") { [capture] request, context in
            let id = try Self.id(context)
            let body = try await request.json(Message.self)
            let asked = Capture.MessageRequest(
                channel: body.channel, address: body.address, language: body.language)
            try await capture.sendHandOff(asked, of: id, for: capture.visitor(request, context))
            return .noContent
        }
    }

    private func addFollowing(to routes: Routes) {
        routes.get("/v1/identity-verifications/{id}/hand-off") { [capture] request, context in
            let state = try await capture.handOffState(of: Self.id(context), for: capture.visitor(request, context))
            return try .json(HandOffBody(state))
        }
        routes.get("/v1/identity-verifications/{id}/hand-off/events") { [capture, streams] request, context in
            let id = try Self.id(context)
            let visitor = capture.visitor(request, context)
            // Whoever may not follow, or has nothing to, is told so by a status and not by a stream.
            _ = try await capture.handOffState(of: id, for: visitor)
            guard let place = streams.place(for: id) else { throw CaptureError.tooManyStreams }
            let events = HandOffEvents(place: place, clock: capture.clock) {
                try await capture.handOffState(of: id, for: visitor)
            }
            return Response(status: .ok, headers: HandOffEvents.headers, body: ResponseBody(asyncSequence: events))
        }
    }

    private func addSecondDevice(to routes: Routes) {
        routes.post("/v1/sessions/hand-off") { [capture] request, context in
            let body = try await request.json(Taking.self)
            let taken = try await capture.takeHandOff(body.handOffToken, by: capture.visitor(request, context))
            return try .json(
                Taken(accessToken: taken.token, number: taken.number, expiresUtc: Timestamp(taken.expiresAt)))
        }
        routes.get("/v1/sessions/hand-off") { [capture] request, context in
            let id = try await capture.confirmedHandOff(for: capture.visitor(request, context))
            return try .json(Confirmed(identityVerificationId: id.description))
        }
    }

    private static func id(_ context: WebContext) throws -> ID<Verification> {
        try context.id("id", orThrow: VerificationError.notFound)
    }
}

/// How a hand-off stands, for the device that made it.
struct HandOffBody: Encodable {
    private let status: HandOff.Status
    private let expiresUtc: Timestamp
    private let choices: [Int]?
    private let verificationStatus: Verification.Status

    init(_ state: Capture.HandOffState) {
        status = state.handOff
        expiresUtc = Timestamp(state.expiresAt)
        choices = state.choices
        verificationStatus = state.verification
    }
}
