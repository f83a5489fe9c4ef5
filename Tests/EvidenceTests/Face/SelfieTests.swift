import Evidence
import Testing

@Suite struct `A selfie` {
    let good = Picture.chessboard(60, 180)
    let face = DetectedFace.frontal(x: 100, y: 80, width: 200)

    @Test func `with one good face passes every check that can be made`() throws {
        let reading = try FaceReader.told([face]).readSelfie(good)
        let passed = reading.findings.filter { $0.outcome == .success }.map(\.check)
        #expect(
            passed == [
                .selfieHasFace, .selfieSingleFace, .selfieSharpness, .selfieExposure, .selfieFaceSize, .selfieHeadPose,
            ])
        #expect(reading.template?.values == [100, 80])
        #expect(reading.region == face.region)
        #expect(reading.faceCount == 1)
    }

    @Test func `never passes a check whose model is missing`() throws {
        let reading = try FaceReader(models: EvidenceModels()).readSelfie(good)
        #expect(reading.findings.count == 10)
        #expect(reading.findings.allSatisfy { $0.outcome == .unavailable && $0.reason == .modelMissing })
        #expect(reading.template == nil)
        let half = try FaceReader.told([face]).readSelfie(good)
        #expect(half.finding(.passivePresentationAttack)?.outcome == .unavailable)
        #expect(half.finding(.passivePresentationAttack)?.reason == .modelMissing)
    }

    @Test func `without a face fails once, and the other checks have nothing to look at`() throws {
        let reading = try FaceReader.told([]).readSelfie(good)
        #expect(reading.finding(.selfieHasFace)?.outcome == .fail)
        #expect(reading.finding(.selfieHasFace)?.reason == .notFound)
        let others = reading.findings.filter { $0.check != .selfieHasFace }
        #expect(others.count == 9)
        #expect(others.allSatisfy { $0.outcome == .unavailable && $0.reason == .dataMissing })
    }

    @Test(arguments: [(100.0, Finding.Outcome.fail, 2), (64, .fail, 2), (60, .success, 1)])
    func `counts a second face from a tenth of the first one's area on`(
        _ width: Double, _ outcome: Finding.Outcome, _ count: Int
    ) throws {
        let other = DetectedFace.frontal(x: 0, y: 0, width: width, score: 0.99)
        let reading = try FaceReader.told([other, face]).readSelfie(good)
        #expect(reading.finding(.selfieSingleFace)?.outcome == outcome)
        #expect(reading.faceCount == count)
        #expect(reading.region == face.region, "the largest face is the person's, not the surest")
        let frame = try FaceReader.told([other, face]).readLiveness(good)
        #expect(frame.faceCount == count)
        let share = width * width / (face.region.width * face.region.width)
        #expect(frame.secondFaceShare.map { abs($0 - share) < 1e-9 } == (count == 2 ? true : nil))
    }

    @Test(arguments: [
        (UInt8(0), UInt8(60), Finding.Outcome.fail, Reason?.some(.tooDark)),
        (200, 240, .fail, .tooBright), (0, 255, .fail, .tooBright), (60, 180, .success, nil),
    ])
    func `is neither dark nor burnt`(
        _ dark: UInt8, _ light: UInt8, _ outcome: Finding.Outcome, _ reason: Reason?
    ) throws {
        let picture = Picture.chessboard(dark, light, cell: 40)
        let finding = try FaceReader.told([face]).readSelfie(picture).finding(.selfieExposure)
        #expect(finding?.outcome == outcome)
        #expect(finding?.reason == reason)
    }

    @Test func `is sharp`() throws {
        let flat = try FaceReader.told([face]).readSelfie(Picture(width: 400, height: 400, colour: [90, 90, 90]))
        #expect(flat.finding(.selfieSharpness)?.outcome == .fail)
        #expect(flat.finding(.selfieSharpness)?.reason == .blurred)
        #expect(flat.finding(.selfieSharpness)?.measure == 0)
        let soft = Picture.chessboard(60, 180).resized(width: 40, height: 40).resized(width: 400, height: 400, .linear)
        let measure = try FaceReader.told([face]).readSelfie(soft).finding(.selfieSharpness)?.measure
        let sharp = try FaceReader.told([face]).readSelfie(good).finding(.selfieSharpness)?.measure
        #expect(try #require(measure) < #require(sharp) / 10)
    }

    @Test(arguments: [(149.0, Finding.Outcome.fail), (151, .success)])
    func `shows the face large enough`(_ width: Double, _ outcome: Finding.Outcome) throws {
        let reading = try FaceReader.told([.frontal(x: 50, y: 50, width: width)]).readSelfie(good)
        #expect(reading.finding(.selfieFaceSize)?.outcome == outcome)
    }

    @Test(arguments: [
        (HeadPose(yaw: -15, pitch: 15, roll: 20), Finding.Outcome.success, 15.0),
        (HeadPose(yaw: 16, pitch: 0, roll: 0), .review, 16),
        (HeadPose(yaw: 0, pitch: -24, roll: 0), .review, 24),
        (HeadPose(yaw: 3, pitch: 26, roll: 0), .fail, 26),
        (HeadPose(yaw: 0, pitch: 0, roll: -31), .fail, 31),
    ])
    func `is frontal`(_ pose: HeadPose, _ outcome: Finding.Outcome, _ measure: Double) throws {
        let finding = try FaceReader.told([face], pose: pose).readSelfie(good).finding(.selfieHeadPose)
        #expect(finding?.outcome == outcome)
        #expect(outcome == .success || finding?.measure == measure)
        #expect(finding?.models == ["pose"])
    }

    @Test func `whose pose is no number has no known pose`() throws {
        let pose = HeadPose(yaw: .nan, pitch: 0, roll: 0)
        let finding = try FaceReader.told([face], pose: pose).readSelfie(good).finding(.selfieHeadPose)
        #expect(finding?.outcome == .unavailable)
    }
}
