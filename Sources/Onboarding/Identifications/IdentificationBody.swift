import Decision
import Evidence
import Foundation
import Kernel
import Web

/// A KYC identification on the wire: contract § 5.1. Also the payload of its events.
package struct IdentificationBody: Encodable, Sendable {
    private struct SetupReference: Encodable {
        let id: String
        let versionId: String
    }

    /// Contract § 5.7.
    private struct File: Encodable {
        let fileId: String
        let fileName: String
        let fileType: String
        let fileExtension: String
        let createdUtc: Timestamp
        let part: DocumentPart?

        init(_ item: EvidenceItem) {
            fileId = item.id.description
            fileName = item.fileName
            fileType = item.fileType
            fileExtension = item.format.fileExtension
            createdUtc = Timestamp(item.createdAt)
            part = item.part
        }
    }

    /// Contract § 5.5.
    private struct Document: Encodable {
        let type: DocumentType
        let fullName: String?
        let firstName: String?
        let middleName: String?
        let lastName: String?
        let documentNumber: String?
        let personalCode: String?
        let dateOfIssue: CalendarDate?
        let dateOfExpiration: CalendarDate?
        let dateOfBirth: CalendarDate?
        let countryIso3: String?
        let nationalityIso3: String?
        let gender: String?
        let address: String?
        let category: String?
        let mrzVerified: Bool?
        let files: [File]
        let ocrValidations: [DocumentData.Validation]
    }

    /// Contract § 5.6.
    private struct Face: Encodable {
        let enrollmentId: String?
        let files: [File]
    }

    private struct Nothing: Encodable {}

    /// Contract § 6.3 tells their presence alone; the members are the house's own.
    private struct FraudCheck: Encodable {
        let name: String
        let status: String
        let matches: [SimilarVerification]
    }

    private let id: String
    private let applicationId: String
    private let identityVerificationId: String
    private let externalReferenceId: String?
    private let createdUtc: Timestamp
    private let completedUtc: Timestamp?
    private let setup: SetupReference
    private let status: Identification.Status
    private let statusReason: StatusReason?
    private let isCrossChecked: Bool
    private let document: Document?
    private let face: Face?
    private let additionalFiles: [File]?
    private let rules: [RuleBody]
    private let registries: [Nothing] = []
    private let fraudChecks: [FraudCheck]
    private let scores: [ScoreBody]

    private enum CodingKeys: CodingKey {
        case id, applicationId, identityVerificationId, externalReferenceId, createdUtc, completedUtc, setup, status
        case statusReason, isCrossChecked, document, face, additionalFiles, rules, registries, fraudChecks, scores
    }

    init(
        _ identification: Identification, setup version: KycSetupVersion, evidence: [EvidenceItem],
        externalReferenceId: String?
    ) {
        let details = identification.details.value
        id = identification.id.description
        applicationId = identification.application.description
        identityVerificationId = identification.verification.description
        self.externalReferenceId = externalReferenceId
        createdUtc = Timestamp(identification.createdAt)
        completedUtc = Timestamp(identification.completedAt)
        setup = SetupReference(id: version.setup.id.description, versionId: version.id.description)
        status = identification.status
        statusReason = identification.statusReason
        isCrossChecked = identification.isCrossChecked
        document = Self.document(details.document, evidence.filter { $0.kind == .document })
        let selfies = evidence.filter { $0.kind == .selfie }
        face = selfies.isEmpty ? nil : Face(enrollmentId: details.enrollmentId, files: selfies.map(File.init))
        let others = evidence.filter { $0.kind == .additional || $0.kind == .recording }
        additionalFiles = others.isEmpty ? nil : others.map(File.init)
        rules = details.trace?.rules.map(RuleBody.init) ?? []
        fraudChecks = Self.fraudChecks(details)
        scores = details.trace?.findings.first { $0.check == .faceMatch }.flatMap(ScoreBody.init).map { [$0] } ?? []
    }

    private static func fraudChecks(_ details: Identification.Details) -> [FraudCheck] {
        let searches: [(Check, String, [SimilarVerification]?)] = [
            (.faceDuplicate, "DuplicateFace", details.duplicateFaces),
            (.backgroundReused, "DuplicateBackground", details.knownBackgrounds),
        ]
        return searches.compactMap { check, name, matches in
            details.trace?.findings.first { $0.check == check }.map {
                FraudCheck(name: name, status: RuleBody.word(for: $0.outcome), matches: matches ?? [])
            }
        }
    }

    private static func document(_ data: DocumentData?, _ items: [EvidenceItem]) -> Document? {
        guard let type = data?.type ?? items.compactMap(\.documentType).first else { return nil }
        return Document(
            type: type, fullName: data?.fullName, firstName: data?.firstName, middleName: data?.middleName,
            lastName: data?.lastName, documentNumber: data?.documentNumber, personalCode: data?.personalCode,
            dateOfIssue: data?.dateOfIssue,
            dateOfExpiration: data?.dateOfExpiration, dateOfBirth: data?.dateOfBirth, countryIso3: data?.countryIso3,
            nationalityIso3: data?.nationalityIso3, gender: data?.gender, address: data?.address,
            category: data?.category, mrzVerified: data?.mrzVerified,
            files: items.map(File.init), ocrValidations: data?.ocrValidations ?? [])
    }
}
