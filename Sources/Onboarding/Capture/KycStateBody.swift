import Decision
import Foundation
import Kernel
import Web

/// Where the person stands: contract § 9.4, with `capture` as our addition for clients that go on after a reload.
struct KycStateBody: Encodable, Sendable {
    private struct SetupReference: Encodable {
        let id: String
        let versionId: String
    }

    private struct Part: Encodable {
        let part: DocumentPart
        let isUploaded: Bool
    }

    private struct Selfie: Encodable {
        let isUploaded: Bool
    }

    private struct Additional: Encodable {
        let type: AdditionalDocument
        let isUploaded: Bool
    }

    /// One that was sent and not used.
    private struct Picture: Encodable {
        let id: String
        let kind: Draft.Kind
        let type: String?
        let part: DocumentPart?
        let captureSource: EvidenceItem.Source?

        init(_ draft: Draft) {
            id = draft.id.description
            kind = Draft.Kind(draft.place)
            type = draft.place.typeName
            part = draft.place.part
            captureSource = draft.origin.source
        }
    }

    private struct Standing: Encodable {
        let documentType: DocumentType?
        let chosenDocumentType: DocumentType?
        let parts: [Part]
        let selfie: Selfie
        let additionalDocuments: [Additional]?
        let pictures: [Picture]?
    }

    private let id: String
    private let applicationId: String
    private let identityVerificationId: String
    private let createdUtc: Timestamp
    private let completedUtc: Timestamp?
    private let setup: SetupReference
    private let status: Identification.Status
    private let statusReason: StatusReason?
    private let capture: Standing

    init(
        _ identification: Identification, setup version: KycSetupVersion, evidence: [EvidenceItem], left: Capture.Left
    ) {
        id = identification.id.description
        applicationId = identification.application.description
        identityVerificationId = identification.verification.description
        createdUtc = Timestamp(identification.createdAt)
        completedUtc = Timestamp(identification.completedAt)
        setup = SetupReference(id: version.setup.id.description, versionId: version.id.description)
        status = identification.status
        statusReason = identification.statusReason
        let type = evidence.compactMap(\.documentType).first
        let parts = type.map { type in
            version.settings.document.types.first { $0.name == type }?.parts.map(\.name) ?? type.requiredParts
        }
        let additional = version.settings.additionalDocuments.map { asked in
            Additional(type: asked, isUploaded: evidence.contains { $0.additional == asked })
        }
        capture = Standing(
            documentType: type, chosenDocumentType: left.documentType,
            parts: (parts ?? []).map { part in
                Part(part: part, isUploaded: evidence.contains { $0.part == part })
            },
            selfie: Selfie(isUploaded: evidence.contains { $0.kind == .selfie }),
            additionalDocuments: additional.isEmpty ? nil : additional,
            pictures: left.pictures.isEmpty ? nil : left.pictures.map(Picture.init))
    }
}
