import Database
package import Evidence
import Foundation
import HTTPTypes
package import Kernel
import Onboarding

/// What a face authentication rests on: a setup, and an earlier verification with a face.
extension TestApp {
    /// A setup of face authentication alone.
    /// - Parameter members: beside its name and its steps.
    package func faceSetup(
        asksForConsent: Bool = false, attempts: Int? = nil, _ members: JSONValue = [:], of tenant: Tenant? = nil
    ) async throws -> String {
        var step: [String: JSONValue] = ["type": "FaceAuthentication", "order": 1]
        step["attempts"] = attempts.map { .number(Double($0)) }
        var body = members.members
        body["name"] = "Face"
        body["steps"] = .array(
            (asksForConsent ? [["type": "Consent", "order": 0]] : []) + [JSONValue.object(step)])
        let answer = try await call(
            .post, "/v1/identity-verification-setups", token: try await token(of: tenant), json: .object(body))
        return try answer["id"].text.orThrow("no setup: \(answer.status)")
    }

    /// From now on identifications of the tenant's setups ask for active liveness.
    package func askForActiveLiveness() async throws { try await setFace("activeLivenessEnabled") }

    /// From now on the tenant's setups have a face looked for among the others.
    package func lookForDuplicates() async throws { try await setFace("duplicateSearchEnabled") }

    /// From now on the tenant's setups have a document's background looked for among the others.
    package func lookForBackgrounds() async throws { try await switchOn("document", "backgroundSearchEnabled") }

    /// From now on the presentation attack check decides in the tenant's sandbox too.
    package func decideByPassiveLiveness() async throws { try await setFace("passiveLivenessEnabled") }

    private func setFace(_ member: String) async throws { try await switchOn("face", member) }

    private func switchOn(_ group: String, _ member: String) async throws {
        let token = try await token()
        for setup in [tenant.live, tenant.sandbox] {
            let found = try await call(.get, "/v1/identity-verification-setups/\(setup)", token: token)
            let kyc = found["steps"].items.compactMap { $0["setupId"].text }.first ?? "none"
            let answer = try await call(
                .put, "/v1/identification-setups/\(kyc)", token: token,
                json: [group: [member: true]])
            guard answer.status == 200 else { throw TestAppFailure(description: "not changed: \(answer.status)") }
        }
    }

    /// A person who handed in a passport and a selfie, of which nothing was read.
    package func handedIn(setup: String? = nil, token: String? = nil) async throws -> Person {
        let person = try await Person(opening: try await create(setup: setup, token: token), in: self).begun()
        let picture = Data(SampleFiles.jpegProgressive)
        try await person.document("Passport", "DataPage", picture)
        // Where motions are asked for, the person cannot make them.
        if try await person.selfie(picture).status == 409 { try await person.excuse(with: picture) }
        try await person.put("complete")
        return person
    }

    /// An earlier verification: approved by a reviewer, and with this reading of its selfie.
    package func reference(
        _ reading: EvidenceReading? = .face(FaceTemplate.one), setup: String? = nil, token: String? = nil
    ) async throws -> Person {
        let person = try await handedIn(setup: setup, token: token)
        let id = try ID<Identification>(person.identification).orThrow("no id")
        try await house.database.write { [house] transaction in
            let identification = try house.identifications.find(id, in: transaction)
            let items = try house.identifications.evidence(of: identification, in: transaction)
            if let reading, let selfie = items.first(where: { $0.kind == .selfie }) {
                try house.identifications.keep(reading, of: selfie, at: house.clock.now, in: transaction)
            }
            let decision = Review.Decision(
                identification: id, verdict: .approve, reviewer: Reviewer(named: "Ada"), remark: "Seen in person.")
            try house.review.decide(decision, at: house.clock.now, in: transaction)
        }
        return person
    }
}

extension FaceTemplate {
    /// Two faces that have nothing in common, and one between them.
    package static let one = FaceTemplate(model: "model", values: [1, 0])
    package static let other = FaceTemplate(model: "model", values: [0, 1])
    package static let similar = FaceTemplate(model: "model", values: [0.45, 0.893])
}

extension EvidenceReading {
    /// A selfie that is good in every way, but for what `findings` say.
    package static func face(_ template: FaceTemplate?, _ findings: [Finding] = []) -> EvidenceReading {
        let checks: [Check] = [
            .imageReadable, .selfieHasFace, .selfieSingleFace, .selfieSharpness, .selfieExposure, .selfieFaceSize,
            .selfieHeadPose, .passivePresentationAttack, .selfieEyesOpen, .selfieFaceUncovered, .selfieRecapture,
        ]
        let good = checks.filter { check in !findings.contains { $0.check == check } }.map { Finding($0, .success) }
        return EvidenceReading(
            image: nil, findings: [],
            face: FaceReading(face: nil, faceCount: 1, template: template, findings: good + findings),
            scale: FaceComparisonScale(measure: .cosine, match: 0.5, review: 0.4), engine: "drawn")
    }
}
