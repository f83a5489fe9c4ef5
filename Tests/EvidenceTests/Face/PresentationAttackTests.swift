import Evidence
import Foundation
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

    @Test(
        arguments: [
            ([0.9, 0.1, 0.95], Finding.Outcome.success), ([0.9, 0.1, 0.2], .fail), ([0.9, 0.95, 0.2, 0.1], .fail),
        ] as [([Double], Finding.Outcome)])
    func `of several frames is that of the one in the middle`(_ measures: [Double], _ outcome: Finding.Outcome) {
        var shots = Array(DrawnSession.honest.dropFirst(3))
        shots = measures.map { DrawnSession.Shot(prompt: .neutral, passive: $0) } + shots
        #expect(DrawnSession.sequence(shots).passive?.outcome == outcome)
    }

    @Test func `of too few frames is the first one's own`() {
        var shots = DrawnSession.honest
        for index in 0..<2 { shots[index].passive = 0.9 }
        shots[8].passive = 0.9
        #expect(DrawnSession.sequence(shots).passive == nil)
    }
}

@Suite struct `A selfie of a screen` {
    private let face = DetectedFace.frontal(x: 150, y: 120, width: 200)

    /// Soft patches of skin tones under a sensor's noise; `stripes` is the period of a panel's beat in pixels.
    private func picture(stripes: Double?, tones: [Double] = [110, 140, 190], side: Int = 500) -> Picture {
        var chance = UInt64(7)
        var pixels: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                for channel in 0..<3 {
                    chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    let noise = Double(chance >> 40) / Double(1 << 24) * 6 - 3
                    let soft = 20 * sin(Double(x) / 47) * cos(Double(y) / 61)
                    let phase = stripes.map { 2 * .pi * ((Double(x) + 0.07 * Double(y)) / $0 + Double(channel) / 3) }
                    let grid = 1 + 0.05 * (phase.map { cos($0) } ?? 0)
                    pixels.append(UInt8(min(max(0, (tones[channel] + soft) * grid + noise), 255)))
                }
            }
        }
        return Picture(width: side, height: side, channels: 3, pixels: pixels)
    }

    private func finding(_ picture: Picture) throws -> Finding? {
        let decoded = try Picture.decode(picture.jpeg(quality: 92)).picture
        return try FaceReader.told([face]).readSelfie(decoded).finding(.selfieRecapture)
    }

    @Test(arguments: [11.0, 17, 28])
    func `asks for a look where its grid beats with the sensor's`(_ period: Double) throws {
        let found = try finding(picture(stripes: period))
        #expect(found?.outcome == .review && found?.reason == .attackSuspected && found?.unit == .deviations)
    }

    @Test(arguments: [[110.0, 140, 190], [40, 52, 80], [150, 150, 150]])
    func `is told from one of a face, whatever its tones`(_ tones: [Double]) throws {
        #expect(try finding(picture(stripes: nil, tones: tones))?.outcome == .success)
    }

    @Test func `cannot be told where the picture is too small`() throws {
        let small = Picture.chessboard(60, 180, side: 100)
        let reading = try FaceReader.told([.frontal(x: 10, y: 10, width: 40)]).readSelfie(small)
        #expect(reading.finding(.selfieRecapture)?.outcome == .unavailable)
    }
}
