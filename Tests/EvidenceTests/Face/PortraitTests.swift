import Evidence
import Testing

@Suite struct `A portrait on a document` {
    /// A document of 800 × 500 pixels whose portrait is a bright square at its left, under a bright line at its top
    /// that tells a detector which side is up.
    private static let document: Picture = {
        var pixels = [UInt8](repeating: 40, count: 800 * 500)
        for y in 0..<500 {
            for x in 0..<800 where y < 20 || (100..<250).contains(x) && (150..<330).contains(y) {
                pixels[y * 800 + x] = 220
            }
        }
        return Picture(width: 800, height: 500, channels: 1, pixels: pixels)
    }()
    private static let portrait = Region(x: 100, y: 150, width: 150, height: 180)

    /// Finds the square only where the line is above it, as a face is found upright only.
    private static let reader = FaceReader(
        detector: ToldDetector { picture in
            let grey = picture.grey()
            func isBright(_ x: Double, _ y: Double) -> Bool {
                grey.pixels[Int(y * Double(grey.height)) * grey.width + Int(x * Double(grey.width))] > 128
            }
            guard grey.width > grey.height, isBright(0.5, 0.02), isBright(0.2, 0.5) else { return [] }
            let factor = Double(grey.width) / 800
            return [.frontal(x: 100 * factor, y: 150 * factor, width: 150 * factor)]
        },
        embedder: PlaceEmbedder(), headPoseEstimator: nil, presentationAttackDetector: nil)

    @Test(arguments: 0..<4)
    func `is found in every direction, in the picture's own pixels`(_ turns: Int) throws {
        let turned = Self.document.rotated(quarterTurns: turns)
        let reading = try Self.reader.readPortrait(turned, boundary: nil)
        let expected: [Region] = [
            Self.portrait, Region(x: 170, y: 100, width: 180, height: 150),
            Region(x: 550, y: 170, width: 150, height: 180), Region(x: 150, y: 550, width: 180, height: 150),
        ]
        let found = try #require(reading.region)
        expectNear(found, expected[turns], within: 1)
        #expect(reading.finding(.documentHasFace)?.outcome == .success)
        #expect(reading.finding(.documentFaceSize)?.outcome == .success)
    }

    @Test(arguments: 0..<4)
    func `is found inside the document's corners when the picture shows none`(_ turns: Int) throws {
        var pixels = [UInt8](repeating: 10, count: 2000 * 1500)
        let turned = Self.document.rotated(quarterTurns: turns)
        for y in 0..<turned.height {
            for x in 0..<turned.width { pixels[(y + 400) * 2000 + x + 600] = turned.pixels[y * turned.width + x] }
        }
        let scene = Picture(width: 2000, height: 1500, channels: 1, pixels: pixels)
        let (left, top, right, bottom) = (600.0, 400.0, 600 + Double(turned.width), 400 + Double(turned.height))
        let boundary = Quad(
            topLeft: Point(x: left, y: top), topRight: Point(x: right, y: top),
            bottomRight: Point(x: right, y: bottom), bottomLeft: Point(x: left, y: bottom))
        let own = try #require(try Self.reader.readPortrait(turned, boundary: nil).region)
        let found = try #require(try Self.reader.readPortrait(scene, boundary: boundary).region)
        expectNear(found, Region(x: own.x + 600, y: own.y + 400, width: own.width, height: own.height), within: 3)
    }

    @Test func `is the largest face, not its ghost`() throws {
        let faces = [DetectedFace.frontal(x: 500, y: 100, width: 60, score: 0.99), .frontal(x: 20, y: 100, width: 120)]
        let reading = try FaceReader.told(faces).readPortrait(Self.document, boundary: nil)
        #expect(reading.region?.x == 20)
        #expect(reading.faceCount == 2)
    }

    @Test(arguments: [
        (90.0, Finding.Outcome.success, 36.0), (79, .fail, 79), (70, .fail, 28),
    ])
    func `must be large enough`(_ width: Double, _ outcome: Finding.Outcome, _ measure: Double) throws {
        let reader = FaceReader.told([.frontal(x: 0, y: 0, width: width)])
        let reading = try reader.readPortrait(Self.document, boundary: nil)
        let finding = try #require(reading.finding(.documentFaceSize))
        #expect(finding.outcome == outcome)
        #expect(abs(try #require(finding.measure) - measure) < 1e-9)
    }

    @Test func `that is not there fails, and without a model nothing is said`() throws {
        let none = try FaceReader.told([]).readPortrait(Self.document, boundary: nil)
        #expect(none.finding(.documentHasFace)?.outcome == .fail)
        #expect(none.finding(.documentFaceSize)?.outcome == .unavailable)
        let unknown = try FaceReader(models: EvidenceModels()).readPortrait(Self.document, boundary: nil)
        #expect(unknown.findings.map(\.outcome) == [.unavailable, .unavailable])
        #expect(unknown.findings.allSatisfy { $0.reason == .modelMissing })
    }

    private func expectNear(_ found: Region, _ expected: Region, within tolerance: Double) {
        let differences = [
            found.x - expected.x, found.y - expected.y, found.width - expected.width, found.height - expected.height,
        ]
        #expect(differences.allSatisfy { abs($0) <= tolerance }, "\(found) is not \(expected)")
    }
}
