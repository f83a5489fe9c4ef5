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

        /// What an upload in one call would say.
        var content: Capture.Upload.Content {
            switch kind {
            case .document: .document(documentType, part)
            case .additional: additional.map { .additional($0) } ?? .selfie
            case .selfie, .recording: .selfie
            }
        }

        /// Of the documents, whichever of both it is.
        var typeName: String? { documentType?.rawValue ?? additional?.rawValue }
    }

    /// That of the evidence that it becomes: its bytes are sealed under that name from the beginning.
    let id: ID<EvidenceItem>
    let identification: ID<Identification>
    let verification: ID<Verification>
    let attempt: Int
    let place: Place
    let sizeBytes: Int
    let receivedBytes: Int
    /// Nil until all of it has come and was decoded.
    let whole: (object: ObjectName, format: MediaFormat)?
    /// Nil until it was looked at.
    let reading: Private<EvidenceReading>?
    let createdAt: Date

    var isReceived: Bool { receivedBytes == sizeBytes }

    /// The name under which a piece is sealed.
    func identity(ofPieceAt offset: Int) -> String { "draft/\(id)/\(offset)" }

    /// As evidence; nil while it is not whole.
    func item(from origin: EvidenceItem.Origin, at now: Date) -> EvidenceItem? {
        whole.map { whole in
            EvidenceItem(
                id: id, identification: identification, verification: verification, attempt: attempt,
                kind: place.kind, documentType: place.documentType, part: place.part, additional: place.additional,
                frame: place.frame, motion: nil, object: whole.object, format: whole.format, sizeBytes: sizeBytes,
                origin: origin, createdAt: now, reading: reading)
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
