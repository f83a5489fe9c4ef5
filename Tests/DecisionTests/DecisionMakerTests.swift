import Decision
import Evidence
import Testing

@Suite struct `A decision` {
    private static let sharp = Rule(
        "Sharp", [.documentSharpness, .documentGlare], rejection: .poorPhotoQuality,
        rejectionByReason: [.blurred: .blurredPhoto, .glare: .poorPhotoLighting])
    private static let faces = Rule("Faces", [.faceMatch], rejection: .facesDoesNotMatch)
    private static let age = Rule("Age", [.personIsOfAge], isBlocking: false, rejection: .underagePerson)
    private static let all = [sharp, faces, age]

    private static let good = [
        Finding(.documentSharpness, .success, measure: 200, threshold: 100, unit: .laplacianVariance),
        Finding(.documentGlare, .success), Finding(.faceMatch, .success), Finding(.personIsOfAge, .success),
    ]

    /// The good findings with one of them replaced.
    private static func but(_ check: Check, _ outcome: Finding.Outcome, _ reason: Reason? = nil) -> [Finding] {
        good.map { $0.check == check ? Finding(check, outcome, reason: reason) : $0 }
    }

    struct Case: Sendable {
        let name: String
        let findings: [Finding]
        let outcome: DecisionTrace.Outcome
        var reason: StatusReason?
    }

    static let cases = [
        Case(name: "all good", findings: good, outcome: .approved, reason: .automaticallyIdentified),
        Case(
            name: "faces differ", findings: but(.faceMatch, .fail, .differs), outcome: .rejected,
            reason: .facesDoesNotMatch),
        Case(
            name: "blurred", findings: but(.documentSharpness, .fail, .blurred), outcome: .rejected,
            reason: .blurredPhoto),
        Case(
            name: "glare", findings: but(.documentGlare, .fail, .glare), outcome: .rejected,
            reason: .poorPhotoLighting),
        Case(
            name: "a failure without a name of its own", findings: but(.documentSharpness, .fail, .tooSmall),
            outcome: .rejected, reason: .poorPhotoQuality),
        Case(
            name: "a failure without a reason", findings: but(.documentSharpness, .fail), outcome: .rejected,
            reason: .poorPhotoQuality),
        Case(
            name: "the first failing rule names the reason",
            findings: but(.documentSharpness, .fail, .blurred) + [Finding(.faceMatch, .fail)], outcome: .rejected,
            reason: .blurredPhoto),
        Case(
            name: "a failure counts beside what is unavailable",
            findings: but(.documentSharpness, .unavailable) + [Finding(.faceMatch, .fail)], outcome: .rejected,
            reason: .facesDoesNotMatch),
        Case(
            name: "one failure among successes of one check", findings: good + [Finding(.faceMatch, .fail)],
            outcome: .rejected, reason: .facesDoesNotMatch),
        Case(name: "a model is missing", findings: but(.faceMatch, .unavailable, .modelMissing), outcome: .review),
        Case(name: "the measure lies between", findings: but(.faceMatch, .review), outcome: .review),
        Case(name: "a check was never made", findings: good.filter { $0.check != .documentGlare }, outcome: .review),
        Case(name: "nothing was found", findings: [], outcome: .review),
        Case(
            name: "what does not block fails", findings: but(.personIsOfAge, .fail, .underage), outcome: .approved,
            reason: .automaticallyIdentified),
        Case(
            name: "what does not block is unavailable", findings: but(.personIsOfAge, .unavailable), outcome: .approved,
            reason: .automaticallyIdentified),
        Case(
            name: "what no rule asks for fails", findings: good + [Finding(.selfieHeadPose, .fail)], outcome: .approved,
            reason: .automaticallyIdentified),
    ]

    @Test(arguments: cases)
    func `follows from the findings`(_ example: Case) {
        let trace = DecisionMaker.decide(example.findings, by: Self.all)
        #expect(trace.outcome == example.outcome, "\(example.name)")
        #expect(trace.reason == example.reason, "\(example.name)")
        #expect(trace.findings == example.findings)
        #expect(trace.rules.map(\.name) == ["Sharp", "Faces", "Age"])
    }

    @Test(arguments: cases)
    func `is the same for the same findings`(_ example: Case) {
        let traces = (0..<3).map { _ in DecisionMaker.decide(example.findings, by: Self.all) }
        #expect(traces.allSatisfy { $0 == traces[0] })
    }

    @Test(arguments: [[], [age]])
    func `is left to a person where no rule blocks`(_ rules: [Rule]) {
        let trace = DecisionMaker.decide(Self.good, by: rules)
        #expect(trace.outcome == .review && trace.reason == nil)
    }

    /// Whatever is taken away or made worse, a decision never becomes an approval by it.
    @Test func `is never an approval with any blocking finding short of success`() {
        for check in [Check.documentSharpness, .documentGlare, .faceMatch] {
            for outcome in Finding.Outcome.allCases where outcome != .success {
                #expect(DecisionMaker.decide(Self.but(check, outcome), by: Self.all).outcome != .approved)
            }
            let without = Self.good.filter { $0.check != check }
            #expect(DecisionMaker.decide(without, by: Self.all).outcome == .review)
        }
    }

    @Test func `names the findings that each rule rests on`() {
        let trace = DecisionMaker.decide(Self.but(.documentGlare, .fail, .glare), by: Self.all)
        #expect(trace.rules.map(\.findings) == [[0, 1], [2], [3]])
        #expect(trace.rules.map(\.outcome) == [.fail, .success, .success])
        #expect(trace.rules.map(\.rejection) == [.poorPhotoLighting, nil, nil])
        #expect(trace.rules.map(\.isBlocking) == [true, true, false])
    }
}
