import Foundation
import Kernel
package import Web

/// An identity verification on the wire: contract § 4.3. Also the payload of its events.
package struct VerificationBody: Encodable, Sendable {
    private struct SetupReference: Encodable {
        let id: String
        let versionId: String
        let overrideId: String?
    }

    private struct Redaction: Encodable {
        let redactedUtc: Timestamp
    }

    fileprivate struct ConsentStep: Encodable {
        let id: String
        let isConsented: Bool
        let consentedUtc: Timestamp
        let language: String?
        let setupVersionId: String?
        let textSha256: String?

        init(_ consent: Verification.Consent, _ version: ID<IdvSetupVersion>) {
            id = consent.id
            isConsented = consent.isConsented
            consentedUtc = Timestamp(consent.at)
            language = consent.shown?.language
            setupVersionId = consent.shown.map { _ in version.description }
            textSha256 = consent.shown?.sha256
        }
    }

    fileprivate struct KycStep: Encodable {
        let id: String
        let isSuccess: Bool?
    }

    fileprivate struct FaceStep: Encodable {
        let id: String
    }

    fileprivate struct Steps: Encodable {
        let consent: ConsentStep?
        let kycIdentification: KycStep?
        let faceAuthentication: FaceStep?
    }

    private let id: String
    private let applicationId: String
    private let status: Verification.Status
    private let statusReason: String?
    private let createdUtc: Timestamp
    private let modifiedUtc: Timestamp
    private let externalReferenceId: String?
    private let registration: Registration?
    private let setup: SetupReference
    private let redaction: Redaction?
    private let step: Steps

    package init(_ verification: Verification) {
        id = verification.id.description
        applicationId = verification.application.description
        status = verification.status
        statusReason = verification.statusReason
        createdUtc = Timestamp(verification.createdAt)
        modifiedUtc = Timestamp(verification.modifiedAt)
        externalReferenceId = verification.details.value.externalReferenceId
        registration = verification.details.value.registration
        setup = SetupReference(
            id: verification.setup.description, versionId: verification.setupVersion.description,
            overrideId: verification.details.value.setupOverride?.id)
        redaction = verification.redactedAt.map { Redaction(redactedUtc: Timestamp($0)) }
        step = Steps(
            consent: verification.consent.map { ConsentStep($0, verification.setupVersion) },
            kycIdentification: verification.kyc.map {
                KycStep(id: ID<Verification>($0.id).description, isSuccess: $0.isSuccess)
            },
            faceAuthentication: verification.face?.id.map { FaceStep(id: ID<Verification>($0).description) })
    }

    /// What the person's own device may read of it: how far it is, and nothing that the business said.
    package static func forPerson(_ verification: Verification) -> VerificationBody {
        VerificationBody(verification.withoutDetails)
    }
}

/// The most asked for of all bodies.
extension VerificationBody: JSONWritable {
    package func write(to writer: inout JSONWriter) throws {
        writer.member("applicationId", applicationId)
        writer.member("createdUtc", createdUtc.text)
        writer.member("externalReferenceId", externalReferenceId)
        writer.member("id", id)
        writer.member("modifiedUtc", modifiedUtc.text)
        if let redaction { writer.object("redaction") { $0.member("redactedUtc", redaction.redactedUtc.text) } }
        try writer.member("registration", encoded: registration)
        writer.object("setup") { writer in
            writer.member("id", setup.id)
            writer.member("overrideId", setup.overrideId)
            writer.member("versionId", setup.versionId)
        }
        writer.member("status", status.rawValue)
        writer.member("statusReason", statusReason)
        writer.object("step", step.write)
    }
}

extension VerificationBody.Steps {
    fileprivate func write(to writer: inout JSONWriter) {
        if let consent {
            writer.object("consent") { writer in
                writer.member("consentedUtc", consent.consentedUtc.text)
                writer.member("id", consent.id)
                writer.member("isConsented", consent.isConsented)
                writer.member("language", consent.language)
                writer.member("setupVersionId", consent.setupVersionId)
                writer.member("textSha256", consent.textSha256)
            }
        }
        if let faceAuthentication {
            writer.object("faceAuthentication") { $0.member("id", faceAuthentication.id) }
        }
        if let kycIdentification {
            writer.object("kycIdentification") { writer in
                writer.member("id", kycIdentification.id)
                writer.member("isSuccess", kycIdentification.isSuccess)
            }
        }
    }
}

extension Verification {
    fileprivate var withoutDetails: Verification {
        Verification(
            id: id, application: application, setup: setup, setupVersion: setupVersion, status: status,
            statusReason: statusReason,
            consent: consent, kyc: kyc, face: face, grantedAttempts: grantedAttempts, createdAt: createdAt,
            modifiedAt: modifiedAt, expiresAt: expiresAt, redactedAt: redactedAt,
            details: Private(Details(setupOverride: details.value.setupOverride)))
    }
}
