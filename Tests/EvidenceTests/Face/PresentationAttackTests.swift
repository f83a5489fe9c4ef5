import Evidence
import Testing

@Suite struct `A presentation attack check` {
    /// The published recipe shifts the window into the picture and never pads it: a face in a corner still fills it.
    @Test(.enabled(if: RuntimeFolder.hasFaces), arguments: [0.0, 300, 520])
    func `answers for faces at every edge of the picture`(_ x: Double) throws {
        let models = try EvidenceModels(
            files: RuntimeFolder.files().filter {
                [.presentationAttackNear, .presentationAttackWide].contains($0.key)
            }, runtime: RuntimeFolder.openRuntime())
        guard let detector = models.presentationAttackDetector else { return }
        let face = DetectedFace.frontal(x: x, y: x / 2, width: 120)
        let finding = try detector.finding(of: face, in: .chessboard(60, 180, side: 640))
        let measure = try #require(finding.measure)
        #expect((0...1).contains(measure))
        #expect(finding.models.count == 2 && finding.unit == .probability)
        #expect((finding.outcome == .success) == (measure >= 0.8))
    }

    @Test func `needs both models of the pair`() throws {
        let reader = FaceReader.told([.frontal(x: 10, y: 10, width: 200)])
        let finding = try reader.readSelfie(.chessboard(60, 180)).finding(.passivePresentationAttack)
        #expect(finding?.outcome == .unavailable)
    }
}
