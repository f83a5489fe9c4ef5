import Decision
import Evidence
import Foundation
import Testing

@Suite struct `A rule` {
    private static let switches = [false, true]

    @Test(arguments: switches, switches)
    func `comes back as it was stored`(_ document: Bool, _ face: Bool) throws {
        let rules = Rule.standard(Rule.Options(document: document, face: face, passiveLiveness: true))
        let stored = try JSONEncoder().encode(rules)
        #expect(try JSONDecoder().decode([Rule].self, from: stored) == rules)
    }

    @Test func `stores its reasons as words`() throws {
        let rule = Rule(
            "R", [.documentSharpness], rejection: .poorPhotoQuality, rejectionByReason: [.blurred: .blurredPhoto])
        let text = String(decoding: try JSONEncoder().encode(rule), as: UTF8.self)
        #expect(text.contains("\"rejectionByReason\":{\"blurred\":\"BlurredPhoto\"}"))
    }

    @Test func `gives the same decision after it was stored`() throws {
        let rules = Rule.standard(Rule.Options(document: true, face: true, passiveLiveness: true))
        let stored = try JSONDecoder().decode([Rule].self, from: JSONEncoder().encode(rules))
        for outcome in Finding.Outcome.allCases {
            let findings = Check.allCases.map {
                Finding($0, $0 == .documentSharpness ? outcome : .success, reason: .blurred)
            }
            #expect(DecisionMaker.decide(findings, by: stored) == DecisionMaker.decide(findings, by: rules))
        }
    }

    @Test(arguments: switches, switches)
    func `stands once under its name, and asks for what the setup asks for`(_ document: Bool, _ face: Bool) {
        let rules = Rule.standard(Rule.Options(document: document, face: face, passiveLiveness: false))
        let names = rules.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.contains("MrzCheckDigitsValid") == document)
        #expect(names.contains("SelfieHasFace") == face)
        #expect(names.contains("SelfieAndDocumentFacesMatch") == (document && face))
    }

    @Test(arguments: switches)
    func `of liveness decides where the setup says so`(_ blocks: Bool) {
        let rules = Rule.standard(Rule.Options(document: true, face: true, passiveLiveness: blocks))
        let findings = Check.allCases.map { Finding($0, $0 == .passivePresentationAttack ? .fail : .success) }
        let trace = DecisionMaker.decide(findings, by: rules)
        #expect(trace.outcome == (blocks ? .rejected : .approved))
        #expect(trace.reason == (blocks ? .possibleFraudAttempt : .automaticallyIdentified))
    }

    @Test(arguments: [Check.selfieEyesOpen, .selfieFaceUncovered, .selfieRecapture])
    func `of a covered face or a screen has a person look`(_ check: Check) {
        let rules = Rule.standard(Rule.Options(document: true, face: true, passiveLiveness: true))
        let findings = Check.allCases.map { Finding($0, $0 == check ? .review : .success) }
        #expect(DecisionMaker.decide(findings, by: rules).outcome == .review)
    }

    @Test(
        arguments: [
            (.flat, .possibleFraudAttempt, false), (.faceChanged, .possibleFraudAttempt, false),
            (.severalFaces, .moreThanOnePerson, true), (.motionMissing, .missingSelfiePhoto, true),
        ] as [(Reason, StatusReason, Bool)])
    func `of active liveness leaves a second try open to what a better one mends`(
        _ reason: Reason, _ expected: StatusReason, _ mayRetry: Bool
    ) {
        let options = Rule.Options(document: true, face: true, passiveLiveness: false, activeLiveness: true)
        let findings = Check.allCases.map {
            $0 == .activeLivenessMotion ? Finding($0, .fail, reason: reason) : Finding($0, .success)
        }
        let trace = DecisionMaker.decide(findings, by: Rule.standard(options))
        #expect(trace.outcome == .rejected && trace.reason == expected)
        #expect(trace.reason?.isCritical == !mayRetry)
    }

    @Test(arguments: [Finding.Outcome.unavailable, .review])
    func `of active liveness that could not be settled asks for a person`(_ outcome: Finding.Outcome) {
        let options = Rule.Options(document: true, face: true, passiveLiveness: false, activeLiveness: true)
        let findings = Check.allCases.map { Finding($0, $0 == .activeLivenessDepth ? outcome : .success) }
        #expect(DecisionMaker.decide(findings, by: Rule.standard(options)).outcome == .review)
        let others = findings.filter { $0.check != .activeLivenessDepth }
        #expect(DecisionMaker.decide(others, by: Rule.standard(options)).outcome == .review)
    }

    @Test(arguments: [Finding.Outcome.unavailable, .review])
    func `of authenticity asks for a person, and signals alone do not`(_ outcome: Finding.Outcome) {
        func decided(_ check: Check, face: Bool, passiveLiveness: Bool) -> DecisionTrace.Outcome {
            let findings = Check.allCases.map { Finding($0, $0 == check ? outcome : .success) }
            let options = Rule.Options(document: true, face: face, passiveLiveness: passiveLiveness)
            return DecisionMaker.decide(findings, by: Rule.standard(options)).outcome
        }
        #expect(decided(.documentAuthenticity, face: false, passiveLiveness: false) == .review)
        #expect(decided(.documentAuthenticity, face: true, passiveLiveness: true) == .review)
        // A sandbox: told, and decides nothing.
        #expect(decided(.documentAuthenticity, face: true, passiveLiveness: false) == .approved)
        #expect(decided(.documentRecapture, face: true, passiveLiveness: true) == .approved)
    }

    /// Told to whoever looks, and read by no rule that decides in a setup whose passive check does not.
    private static let told: Set<Check> = [
        .documentBoundary, .documentOcclusion, .passivePresentationAttack, .documentBarcode,
        .visualZoneMatchesBarcode, .documentColour, .documentMetadata,
        .documentRecapture, .documentPrintedCopy, .mrzTypeface, .portraitIntegrity, .portraitCompression,
        .ghostPortrait, .documentBezel, .documentFineDetail, .portraitEdge, .backgroundReused, .documentAuthenticity,
        .selfieRecapture,
    ]

    @Test(arguments: Check.allCases.filter { !told.contains($0) })
    func `of the standard set rejects the failure of any check`(_ check: Check) {
        let options = Rule.Options(
            document: true, face: true, passiveLiveness: false, activeLiveness: true, searches: [.face, .background])
        let rules = Rule.standard(options) + [.issuingCountry, .nationality]
        let findings = Check.allCases.map { Finding($0, $0 == check ? .fail : .success) }
        let trace = DecisionMaker.decide(findings, by: rules)
        #expect(trace.outcome == .rejected)
        #expect(trace.reason.map(StatusReason.rejections.contains) == true)
    }
}
