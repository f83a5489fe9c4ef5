import Decision
import Evidence
import Foundation
import Onboarding
import TestKit
import Testing

@Suite struct `The judgement of a face` {
    private func reason(
        _ probe: EvidenceReading, _ template: FaceTemplate? = .one, passiveLiveness: Bool = true
    ) -> FaceReason? {
        let rules = Rule.faceAuthentication(passiveLiveness: passiveLiveness)
        return FaceJudgement.reason(of: FaceJudgement(probe: probe, template: template, rules: rules).trace)
    }

    @Test func `is a success for the same face alone`() {
        #expect(reason(.face(.one)) == nil)
        #expect(reason(.face(.similar)) == .notCertain)
        #expect(reason(.face(.other)) == .rejected(.facesDoesNotMatch))
    }

    @Test func `is no success without a reference, a template or a scale`() {
        #expect(reason(.face(.one), nil) == .notCertain)
        #expect(reason(.face(nil)) == .notCertain)
        let unscaled = EvidenceReading(image: nil, findings: [], face: EvidenceReading.face(.one).face, engine: "drawn")
        #expect(reason(unscaled) != nil)
    }

    @Test(arguments: [
        Check.imageReadable, .selfieHasFace, .selfieSingleFace, .selfieSharpness, .selfieExposure, .selfieFaceSize,
        .selfieHeadPose, .passivePresentationAttack, .selfieEyesOpen, .selfieFaceUncovered, .selfieRecapture,
    ])
    func `is no success where one check is not`(_ check: Check) {
        #expect(reason(.face(.one, [Finding(check, .fail)])) != nil)
        #expect(reason(.face(.one, [Finding(check, .review)])) == .notCertain)
        #expect(reason(.face(.one, [Finding(check, .unavailable, reason: .dataMissing)])) == .notCertain)
        #expect(reason(.face(.one, [Finding(check, .unavailable, reason: .modelMissing)])) == .checkUnavailable)
    }

    @Test func `says that a check is unavailable where nobody made it`() {
        let nothing = EvidenceReading(image: nil, findings: [], engine: "drawn")
        #expect(reason(nothing) == .checkUnavailable)
    }

    @Test func `is no success out of a program's camera, and in the sandbox one all the same`() {
        func reason(isLive: Bool) -> FaceReason? {
            let trace = FaceJudgement(
                probe: .face(.one), template: .one, rules: Rule.faceAuthentication(passiveLiveness: isLive),
                camera: VirtualCamera.finding(.selfieRecapture, .virtual, isLive: isLive)
            ).trace
            #expect(trace.findings.contains { $0.reason == .virtualCamera })
            return FaceJudgement.reason(of: trace)
        }
        #expect(reason(isLive: true) == .notCertain)
        #expect(reason(isLive: false) == nil)
    }

    @Test func `reports the passive presentation attack check where it does not decide`() {
        let attack = [Finding(.passivePresentationAttack, .fail, reason: .attackSuspected)]
        #expect(reason(.face(.one, attack)) == .rejected(.possibleFraudAttempt))
        #expect(reason(.face(.one, attack), passiveLiveness: false) == nil)
    }

    @Test func `has reasons that are read as they are written`() {
        let own: [FaceReason] = [.notCertain, .checkUnavailable, .referenceErased, .referenceNotApproved]
        for reason in own + StatusReason.rejections.map(FaceReason.rejected) {
            let read = FaceReason(rawValue: reason.rawValue)
            #expect(read?.rawValue == reason.rawValue)
            #expect(read == reason)
        }
        #expect(Set(own.map(\.rawValue)).count == own.count)
        #expect(FaceReason(rawValue: "Unheard") == nil)
    }
}
