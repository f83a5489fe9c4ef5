import Evidence
import Testing

@Suite struct `The gates of a selfie` {
    /// From very light to very dark, in blue, green and red; lips are darker and redder than each.
    static let skins: [[Double]] = [[190, 205, 240], [120, 150, 205], [70, 95, 150], [38, 52, 84]]

    private func face(_ skin: [Double]) -> DrawnFace {
        DrawnFace(skin: skin, lips: [skin[0] * 0.75, skin[1] * 0.6, skin[2] * 0.9])
    }

    private func reasons(_ face: DrawnFace) -> [Reason] {
        face.findings.filter { $0.outcome == .review }.compactMap(\.reason)
    }

    @Test(arguments: skins)
    func `let an uncovered face with open eyes pass, whatever its skin`(_ skin: [Double]) {
        let found = face(skin).findings
        #expect(found.map(\.check) == [.selfieEyesOpen, .selfieFaceUncovered, .selfieFaceUncovered])
        #expect(found.allSatisfy { $0.outcome == .success && $0.models == ["m"] && $0.unit == .share }, "\(found)")
    }

    @Test(arguments: skins.dropLast())
    func `ask for a look at dark lenses, and do not judge the eyes behind them`(_ skin: [Double]) {
        var face = face(skin)
        face.lens = [14, 14, 15]
        #expect(reasons(face) == [.eyesCovered])
        #expect(face.findings.first?.outcome == .unavailable)
    }

    @Test func `pass lenses that let the light through`() {
        var face = face(Self.skins[1])
        face.lens = Self.skins[1].map { $0 * 0.75 }
        #expect(!reasons(face).contains(.eyesCovered))
    }

    @Test(arguments: [[225, 205, 165], [238, 237, 235], [38, 35, 34], [122, 150, 204]] as [[Double]])
    func `ask for a look at a mask, of the skin's own colour too`(_ mask: [Double]) {
        var face = face(Self.skins[1])
        face.mask = mask
        #expect(reasons(face) == [.mouthCovered])
    }

    @Test func `ask for a look at eyes that are narrow and without an iris`() {
        var face = face(Self.skins[1])
        face.gap = 3
        #expect(face.findings.first?.outcome == .success, "narrow eyes with an iris are open")
        face.gap = 0.4
        #expect(reasons(face) == [.eyesClosed])
    }

    @Test func `judge no covering without colour`() {
        var face = face(Self.skins[1])
        face.hasColour = false
        let covering = face.findings.filter { $0.check == .selfieFaceUncovered }
        #expect(covering.map(\.outcome) == [.unavailable] && covering.first?.reason == .dataMissing)
    }

    @Test(arguments: [60.0, -60])
    func `judge nothing of a face that looks away`(_ turn: Double) {
        var face = face(Self.skins[1])
        face.turn = turn
        #expect(face.findings.map(\.outcome) == [.unavailable, .unavailable])
        #expect(face.findings.allSatisfy { $0.reason == .dataMissing })
    }

    @Test func `are unavailable without a mesh`() throws {
        let reader = FaceReader.told([.frontal(x: 100, y: 80, width: 200)])
        let reading = try reader.readSelfie(.chessboard(60, 180))
        for check in [Check.selfieEyesOpen, .selfieFaceUncovered] {
            #expect(reading.finding(check)?.outcome == .unavailable)
            #expect(reading.finding(check)?.reason == .modelMissing)
        }
    }
}
