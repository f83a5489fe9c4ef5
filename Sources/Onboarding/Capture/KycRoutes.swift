import Evidence
import Foundation
import Hummingbird
import Kernel
package import Web

/// The identification as the person's device goes through it: contract § 9.4.
package struct KycRoutes {
    private let capture: Capture

    package init(capture: Capture) {
        self.capture = capture
    }

    package func add(to routes: Routes) {
        routes.post("/v1/kyc-identifications") { [self] request, _ in try await begin(request) }
        addReading(to: routes)
        addUploads(to: routes)
        addMoves(to: routes)
        addUnsupported(to: routes)
    }

    private struct BeginBody: Decodable {
        let identityVerificationId: String
        let setupId: String?
    }

    private struct Created: Encodable {
        let id: String
    }

    private func begin(_ request: Request) async throws -> Response {
        let body = try await request.json(BeginBody.self)
        guard let id = ID<Verification>(body.identityVerificationId) else { throw VerificationError.notFound }
        let found = try await capture.step(request, of: id) { [capture] transaction, now in
            let verification = try capture.verifications.open(id, at: now, in: transaction)
            return try capture.identifications.begin(for: verification, at: now, in: transaction)
        }
        return try .json(Created(id: found.id.description), status: .created)
    }

    private func addReading(to routes: Routes) {
        routes.get("/v1/kyc-identifications/{id}") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            return try .json(
                try await capture.look(request, of: verification) { transaction in
                    let found = try capture.identifications.find(id, in: transaction)
                    return KycStateBody(
                        found, setup: try capture.identifications.setup(of: found, in: transaction),
                        evidence: try capture.identifications.evidence(of: found, in: transaction))
                })
        }
        routes.get("/v1/kyc-identifications/{id}/setup") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            return try .json(
                try await capture.look(request, of: verification) { transaction in
                    let found = try capture.identifications.find(id, in: transaction)
                    return KycSetupBody(try capture.identifications.setup(of: found, in: transaction))
                })
        }
    }

    /// Both spellings of the members: that of 2022 and that of today.
    private struct DocumentBody: Decodable {
        let type: DocumentType?
        let documentType: DocumentType?
        let part: DocumentPart?
        let documentSide: DocumentPart?
        let imageBase64: String
        let captureSource: EvidenceItem.Source?
    }

    private struct SelfieBody: Decodable {
        let auditImagesBase64: [String]
        let captureSource: EvidenceItem.Source?
    }

    private func addUploads(to routes: Routes) {
        routes.put("/v1/kyc-identifications/{id}/document") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            // Who holds no session sends no megabytes.
            try await capture.look(request, of: verification) { _ in }
            let body = try await request.json(DocumentBody.self, limit: CaptureLimits.documentBodyBytes)
            try await capture.take(
                Capture.Upload(
                    kind: .document, type: body.type ?? body.documentType, part: body.part ?? body.documentSide,
                    bytes: try Self.picture(body.imageBase64), source: body.captureSource ?? .unknown),
                for: id, request)
            return .noContent
        }
        routes.put("/v1/kyc-identifications/{id}/face-tec-liveness-2d") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            try await capture.look(request, of: verification) { _ in }
            let body = try await request.json(SelfieBody.self, limit: CaptureLimits.selfieBodyBytes)
            guard let frame = body.auditImagesBase64.first, body.auditImagesBase64.count <= CaptureLimits.selfieFrames
            else { throw UploadError.tooManyFrames(limit: CaptureLimits.selfieFrames) }
            try await capture.take(
                Capture.Upload(
                    kind: .selfie, type: nil, part: nil, bytes: try Self.picture(frame),
                    source: body.captureSource ?? .unknown),
                for: id, request)
            return .noContent
        }
    }

    private func addMoves(to routes: Routes) {
        // Ondato's clients call `verification` and then `complete`: the first asks whether everything is there.
        routes.put("/v1/kyc-identifications/{id}/verification") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            try await capture.look(request, of: verification) { transaction in
                let found = try capture.identifications.find(id, in: transaction)
                let missing = try capture.identifications.missing(from: found, in: transaction)
                guard missing.isEmpty else { throw IdentificationError.incomplete(missing) }
            }
            return .noContent
        }
        routes.put("/v1/kyc-identifications/{id}/complete") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            try await capture.step(request, of: verification) { transaction, now in
                _ = try capture.verifications.open(verification, at: now, in: transaction)
                try capture.identifications.submit(id, at: now, in: transaction)
            }
            return .noContent
        }
        routes.put("/v1/kyc-identifications/{id}/resubmit") { [capture] request, context in
            let (id, verification) = try await Self.identification(context, capture)
            try await capture.step(request, of: verification) { transaction, now in
                _ = try capture.verifications.open(verification, at: now, in: transaction)
                try capture.identifications.resubmit(id, at: now, in: transaction)
            }
            return .noContent
        }
    }

    /// Two calls of a third party's biometrics: told so in words instead of a bare 404.
    private func addUnsupported(to routes: Routes) {
        let instead = "Send selfie frames to PUT /v1/kyc-identifications/{id}/face-tec-liveness-2d instead."
        routes.get("/v1/face-tec/mobile-license") { _, _ in throw CaptureError.notSupported(instead: instead) }
        routes.get("/v1/face-tec/sessions") { _, _ in throw CaptureError.notSupported(instead: instead) }
    }

    private static func identification(
        _ context: WebContext, _ capture: Capture
    ) async throws -> (ID<Identification>, ID<Verification>) {
        let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
        return (id, try await capture.verification(of: id))
    }

    private static func picture(_ text: String) throws -> Data {
        guard text.utf8.count <= CaptureLimits.pictureBytes * 4 / 3 + 4 else {
            throw UploadError.tooLarge(limit: CaptureLimits.pictureBytes)
        }
        // Some clients send the address form `data:image/jpeg;base64,…`.
        let digits = text.hasPrefix("data:") ? text.drop { $0 != "," }.dropFirst() : text[...]
        guard let data = Data(base64Encoded: String(digits)), !data.isEmpty else { throw UploadError.notBase64 }
        return data
    }
}
