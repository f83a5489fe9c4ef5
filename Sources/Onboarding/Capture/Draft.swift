import Evidence
import Foundation
import Kernel
import Vault

/// A picture on its way. It comes in pieces, so that a connection that breaks costs one piece and not the picture; it
/// is looked at before anybody relies on it; and it becomes evidence only when the person uses it.
struct Draft: Sendable {
    /// Where the picture belongs. A new draft for a place takes the place of the one before.
    struct Place: Sendable {
        let kind: EvidenceItem.Kind
        let documentType: DocumentType?
        let part: DocumentPart?
        let additional: AdditionalDocument?
        /// Of a selfie; the first is the one that is compared.
        let frame: Int
        /// Of a frame of an active liveness capture: what it answers.
        var challenge: ID<LivenessChallenge>?

        /// What an upload in one call would say.
        var content: Capture.Upload.Content {
            switch kind {
            case .document: .document(documentType, part)
            case .additional: additional.map { .additional($0) } ?? .selfie
            case .selfie, .recording: challenge.map { .livenessFrame($0) } ?? .selfie
            }
        }

        /// The first frame's place: with it all of a selfie go.
        var beginning: Place {
            Place(kind: kind, documentType: documentType, part: part, additional: additional, frame: 0)
        }

        /// Of the documents, whichever of both it is.
        var typeName: String? { documentType?.rawValue ?? additional?.rawValue }
    }

    /// The words of the API for what a picture shows.
    enum Kind: String, Codable, Sendable {
        case document = "Document"
        case selfie = "Selfie"
        case additional = "AdditionalDocument"

        init(_ place: Place) {
            switch place.kind {
            case .document: self = .document
            case .additional: self = .additional
            case .selfie, .recording: self = .selfie
            }
        }
    }

    /// What a device says of a picture before it sends it.
    struct Announcement: Sendable {
        let place: Place
        let sizeBytes: Int
        /// Nil where it says nothing.
        var source: EvidenceItem.Source?
    }

    /// All of it: one sealed object.
    struct Whole: Sendable {
        let object: ObjectName
        let format: MediaFormat
        let at: Date
    }

    /// Who sends it, and whence.
    struct Origin: Sendable {
        /// SHA-256 of the browser's key; nil where it has none. The picture is shown again there and nowhere else.
        let device: Data?
        let source: EvidenceItem.Source?
    }

    /// That of the evidence that it becomes: its bytes are sealed under that name from the beginning.
    let id: ID<EvidenceItem>
    let identification: ID<Identification>
    let verification: ID<Verification>
    let attempt: Int
    let place: Place
    let origin: Origin
    let sizeBytes: Int
    let receivedBytes: Int
    /// Nil until all of it has come and was decoded.
    let whole: Whole?
    /// Nil until it was looked at.
    let reading: Private<EvidenceReading>?
    let createdAt: Date

    var isReceived: Bool { receivedBytes == sizeBytes }

    /// The name under which a piece is sealed.
    func identity(ofPieceAt offset: Int) -> String { "draft/\(id)/\(offset)" }

    /// As evidence; nil while it is not whole.
    func item(
        from origin: EvidenceItem.Origin, showing motion: EvidenceItem.Motion? = nil, at now: Date
    ) -> EvidenceItem? {
        whole.map { whole in
            EvidenceItem(
                id: id, identification: identification, verification: verification, attempt: attempt,
                kind: place.kind, documentType: place.documentType, part: place.part, additional: place.additional,
                frame: place.frame, motion: motion, object: whole.object, format: whole.format, sizeBytes: sizeBytes,
                // What was read for the verdict says nothing of a motion.
                origin: origin, createdAt: now, reading: motion == nil ? reading : nil)
        }
    }
}

/// What is wrong with a call about a draft.
enum DraftError: ProblemConvertible, Equatable {
    /// There is none, or it was replaced, used, or left too long.
    case notFound
    /// A piece that does not begin where the last one ended.
    case wrongOffset(expected: Int)
    /// The picture has not come whole.
    case incomplete(received: Int, of: Int)
    /// A piece that would make the picture larger than announced.
    case beyondSize

    var problem: Problem {
        switch self {
        case .notFound: Problem(type: "picture-not-found", title: "No such picture", status: 404)
        case .wrongOffset(let expected):
            Problem(
                type: "wrong-offset", title: "The piece does not follow the last one", status: 409,
                detail: "The next piece begins at \(expected).")
        case .incomplete(let received, let size):
            Problem(
                type: "picture-incomplete", title: "The picture has not come whole", status: 409,
                detail: "\(received) of \(size) bytes are here.")
        case .beyondSize: .notValid("offset", "leads beyond the announced size")
        }
    }
}
