import Evidence
import Foundation
import Hummingbird
import Kernel
import NIOFoundationCompat
import Web

/// Pictures in pieces, with a look at each before it counts, and advice on the way: our addition to contract § 9.4.
struct DraftRoutes: Sendable {
    let capture: Capture
    private static let prefix = "/v1/kyc-identifications/{id}"

    func add(to routes: Routes) {
        routes.post("\(Self.prefix)/pictures") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            try await capture.look(at: id, by: party) { _, _ in }
            let body = try await request.json(Announcement.self)
            let announced = Draft.Announcement(
                place: try body.place(), sizeBytes: body.sizeBytes, source: body.captureSource)
            let draft = try await capture.announce(announced, for: id, by: party)
            return try .json(Standing(draft), status: .created)
        }
        routes.get("\(Self.prefix)/pictures/{pictureId}") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            return try .json(Standing(try await capture.draft(try Self.picture(context), of: id, by: party)))
        }
        addLeft(to: routes)
        routes.put("\(Self.prefix)/pictures/{pictureId}/pieces/{offset}") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            // Who is not let in sends no megabytes, and nobody for a picture that is not there.
            let picture = try await capture.draft(try? Self.picture(context), of: id, by: party).id
            guard let offset = context.parameters.get("offset").flatMap({ Int($0) }) else { throw DraftError.notFound }
            try request.requireMediaType { $0 == "application/octet-stream" }
            let bytes = Data(buffer: try await request.bodyBytes(limit: CaptureLimits.pieceBytes))
            return try .json(Standing(try await capture.take(bytes, at: offset, of: picture, for: id, by: party)))
        }
        routes.post("\(Self.prefix)/pictures/{pictureId}/verdict") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            try await capture.look(at: id, by: party) { _, _ in }
            try capture.looks.countVerdict(of: id, at: capture.clock.now)
            return try .json(try await capture.verdict(on: try Self.picture(context), of: id, by: party))
        }
        routes.put("\(Self.prefix)/pictures/{pictureId}/use") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            let body = try await request.json(Use.self)
            try await capture.use(
                try Self.picture(context), from: .init(body.captureSource, body.cameraLabel), for: id, by: party)
            return .noContent
        }
        routes.post("\(Self.prefix)/selfie-advice") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            try await capture.look(at: id, by: party) { _, _ in }
            try capture.looks.countAdvice(of: id, at: capture.clock.now)
            try request.requireMediaType { $0 == "image/jpeg" }
            let frame = Data(buffer: try await request.bodyBytes(limit: CaptureLimits.previewBytes))
            return try .json(SelfieAdviceBody(advice: try await capture.desk.advise(frame)))
        }
    }

    /// What a page that is opened anew goes on with, and the end of a picture that the person does not want.
    private func addLeft(to routes: Routes) {
        routes.get("\(Self.prefix)/pictures/{pictureId}/content") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            try await capture.look(at: id, by: party) { _, _ in }
            return try await capture.content(of: try Self.picture(context), of: id, by: party)
                .response(from: capture.vault)
        }
        routes.on(.delete, "\(Self.prefix)/pictures/{pictureId}") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            try await capture.look(at: id, by: party) { _, _ in }
            try await capture.drop(try Self.picture(context), of: id, by: party)
            return .noContent
        }
        routes.put("\(Self.prefix)/document-type") { [capture] request, context in
            let (id, party) = try Self.caller(request, context, capture)
            try await capture.look(at: id, by: party) { _, _ in }
            let body = try await request.json(Choice.self)
            try await capture.choose(try body.documentType(), for: id, by: party)
            return .noContent
        }
    }

    /// Left out or null: none any more.
    private struct Choice: Decodable {
        let type: String?

        func documentType() throws(UploadError) -> DocumentType? {
            guard let type else { return nil }
            guard let known = DocumentType(rawValue: type) else { throw .wrongType("type") }
            return known
        }
    }

    private static func caller(
        _ request: Request, _ context: WebContext, _ capture: Capture
    ) throws -> (ID<Identification>, CaptureParty) {
        (try context.id("id", orThrow: IdentificationError.notFound), .person(capture.visitor(request, context)))
    }

    private static func picture(_ context: WebContext) throws -> ID<EvidenceItem> {
        try context.id("pictureId", orThrow: DraftError.notFound)
    }

    private struct Announcement: Decodable {
        let kind: Draft.Kind
        let type: String?
        let part: EitherSpelling<DocumentPart>?
        let frame: Int?
        /// Of a frame of an active liveness capture.
        let challengeId: String?
        let sizeBytes: Int
        let captureSource: EvidenceItem.Source?

        func place() throws -> Draft.Place {
            let frame = frame ?? 0
            let frames = challengeId == nil ? CaptureLimits.selfieFrames : LivenessAnswer.mostFrames
            guard frame == 0 || kind == .selfie && (1..<frames).contains(frame) else {
                throw Problem.notValid("frame", "is not accepted here")
            }
            switch kind {
            case .document:
                guard let type = type.flatMap(DocumentType.init(rawValue:)) else { throw UploadError.wrongType("type") }
                return Draft.Place(
                    kind: .document, documentType: type, part: part?.word, additional: nil, frame: 0)
            case .selfie:
                return Draft.Place(
                    kind: .selfie, documentType: nil, part: nil, additional: nil, frame: frame,
                    challenge: try challenge())
            case .additional:
                guard let type = type.flatMap(AdditionalDocument.init(rawValue:)) else {
                    throw UploadError.wrongType("type")
                }
                return Draft.Place(kind: .additional, documentType: nil, part: nil, additional: type, frame: 0)
            }
        }

        private func challenge() throws -> ID<LivenessChallenge>? {
            guard let challengeId else { return nil }
            guard let id = ID<LivenessChallenge>(challengeId) else { throw LivenessError.notFound }
            return id
        }
    }

    private struct Standing: Encodable {
        let id: String
        let sizeBytes: Int
        /// Where the next piece begins.
        let receivedBytes: Int

        init(_ draft: Draft) {
            id = draft.id.description
            sizeBytes = draft.sizeBytes
            receivedBytes = draft.receivedBytes
        }
    }

    private struct Use: Decodable {
        let captureSource: EvidenceItem.Source?
        let cameraLabel: CameraLabel?
    }
}
