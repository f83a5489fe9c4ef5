import Decision
import Evidence
import Foundation
import Kernel
import Web

/// A face authentication on the wire: contract § 11, with what was decided as our addition.
struct FaceAuthenticationBody: Encodable, Sendable {
    private let id: String
    private let applicationId: String
    private let identityVerificationId: String
    private let createdUtc: Timestamp
    private let completedUtc: Timestamp?
    private let status: FaceAuthentication.Status
    private let statusReason: String?
    private let rules: [RuleBody]
    private let scores: [ScoreBody]

    init(_ authentication: FaceAuthentication, _ decision: FaceDecision?) {
        id = authentication.id.description
        applicationId = authentication.application.description
        identityVerificationId = authentication.verification.description
        createdUtc = Timestamp(authentication.createdAt)
        completedUtc = Timestamp(authentication.completedAt)
        status = authentication.status
        statusReason = authentication.statusReason?.rawValue
        rules = decision?.content.trace.rules.map(RuleBody.init) ?? []
        let match = decision?.content.trace.findings.first { $0.check == .faceMatch }
        scores = match.flatMap(ScoreBody.init).map { [$0] } ?? []
    }
}

/// Where the person stands.
struct FaceStateBody: Encodable, Sendable {
    private struct Selfie: Encodable {
        let isUploaded: Bool
    }

    private struct Standing: Encodable {
        let selfie: Selfie
        let attempt: Int
        let attempts: Int
    }

    private let id: String
    private let applicationId: String
    private let identityVerificationId: String
    private let createdUtc: Timestamp
    private let completedUtc: Timestamp?
    private let status: FaceAuthentication.Status
    private let statusReason: String?
    private let capture: Standing

    init(_ authentication: FaceAuthentication, attempts: Int, isUploaded: Bool) {
        id = authentication.id.description
        applicationId = authentication.application.description
        identityVerificationId = authentication.verification.description
        createdUtc = Timestamp(authentication.createdAt)
        completedUtc = Timestamp(authentication.completedAt)
        status = authentication.status
        statusReason = authentication.statusReason?.rawValue
        capture = Standing(
            selfie: Selfie(isUploaded: isUploaded), attempt: authentication.attempt, attempts: attempts)
    }
}
