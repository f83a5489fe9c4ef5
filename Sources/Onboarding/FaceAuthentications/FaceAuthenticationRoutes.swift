package import Database
import Foundation
import Hummingbird
import Kernel
import NIOFoundationCompat
package import Web

/// `POST /v1/face-authentications`, `GET …/{id}`, `PUT …/{id}/face-tec-liveness-2d` and `…/complete`: contract § 11.
/// The person's device calls them with its session's token, a business without our page with a client's.
package struct FaceAuthenticationRoutes {
    private let face: FaceCapture
    private let access: Access

    package init(
        authentications: FaceAuthentications, capture: Capture, access: Access, database: any Database
    ) {
        face = FaceCapture(authentications: authentications, capture: capture, database: database)
        self.access = access
    }

    package func add(to routes: Routes) {
        routes.post("/v1/face-authentications") { [self] request, context in try await begin(request, context) }
        routes.get("/v1/face-authentications/{id}") { [self] request, context in try await read(request, context) }
        routes.put("/v1/face-authentications/{id}/face-tec-liveness-2d") { [self] request, context in
            let party = try await party(request, context)
            let id = try Self.id(context)
            // Who is not let in sends no megabytes.
            try await face.look(at: id, by: party) { _, _ in }
            let upload = try await request.json(
                SelfieUploadBody.self, limit: CaptureLimits.selfieBodyBytes
            ).upload()
            try await face.take(upload, for: id, by: party)
            return .noContent
        }
        routes.put("/v1/face-authentications/{id}/complete") { [self] request, context in
            let party = try await party(request, context)
            try await face.complete(try Self.id(context), by: party)
            return .noContent
        }
        addLooks(to: routes)
    }

    /// What helps before the selfie is sent: both look and keep nothing.
    private func addLooks(to routes: Routes) {
        routes.post("/v1/face-authentications/{id}/selfie-advice") { [self] request, context in
            let party = try await party(request, context)
            try await face.look(at: try Self.id(context), by: party) { _, _ in }
            try request.requireMediaType { $0 == "image/jpeg" }
            let frame = Data(buffer: try await request.bodyBytes(limit: CaptureLimits.previewBytes))
            return try .json(SelfieAdviceBody(advice: try await face.capture.desk.advise(frame)))
        }
        routes.post("/v1/face-authentications/{id}/selfie-verdict") { [self] request, context in
            let party = try await party(request, context)
            let id = try Self.id(context)
            try await face.checkPlace(of: id, by: party)
            try request.requireMediaType { $0 == "application/octet-stream" }
            let picture = Data(buffer: try await request.bodyBytes(limit: CaptureLimits.pictureBytes))
            return try .json(try await face.verdict(on: picture))
        }
    }

    private struct BeginBody: Decodable {
        let identityVerificationId: String

        func begin(
            in face: FaceCapture, by party: CaptureParty, _ transaction: some Transaction
        ) throws -> Created {
            guard let id = ID<Verification>(identityVerificationId) else { throw VerificationError.notFound }
            return Created(id: try face.begin(id, by: party, in: transaction).id.description)
        }
    }

    private struct Created: Encodable {
        let id: String
    }

    private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
        guard SessionRoutes.isClientToken(request) else {
            let body = try await request.json(BeginBody.self)
            let party = CaptureParty.person(face.capture.visitor(request, context))
            let created = try await face.capture.change { [face] in try body.begin(in: face, by: party, $0) }
            return try .json(created, status: .created)
        }
        let creation = try await access.creation(request, needing: .writeVerifications)
        let body = try creation.json(BeginBody.self)
        let answer = try await creation.answer { [face] transaction in
            try body.begin(in: face, by: .business(creation.caller), transaction)
        }
        face.capture.wake()
        return answer
    }

    private func read(_ request: Request, _ context: WebContext) async throws -> Response {
        guard SessionRoutes.isClientToken(request) else {
            let person = CaptureParty.person(face.capture.visitor(request, context))
            return try .json(
                try await face.look(at: try Self.id(context), by: person) { [face] found, transaction in
                    FaceStateBody(
                        found, attempts: try face.authentications.attempts(of: found, in: transaction),
                        isUploaded: try face.authentications.probe(of: found, in: transaction) != nil)
                }, to: request)
        }
        let business = CaptureParty.business(try await access.caller(of: request, needing: .readVerifications))
        return try .json(
            try await face.look(at: try Self.id(context), by: business) { [face] found, transaction in
                FaceAuthenticationBody(found, try face.authentications.decision(of: found, in: transaction))
            }, to: request)
    }

    /// A client's token has dots, a session's has none.
    private func party(_ request: Request, _ context: WebContext) async throws -> CaptureParty {
        guard SessionRoutes.isClientToken(request) else { return .person(face.capture.visitor(request, context)) }
        return .business(try await access.caller(of: request, needing: .writeVerifications))
    }

    private static func id(_ context: WebContext) throws -> ID<FaceAuthentication> {
        try context.id("id", orThrow: FaceAuthenticationError.notFound)
    }
}
