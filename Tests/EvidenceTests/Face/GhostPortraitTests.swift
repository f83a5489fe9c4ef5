import Evidence
import Testing

@Suite struct `A ghost portrait` {
    private static let page = Picture(
        width: 800, height: 500, channels: 1, pixels: [UInt8](repeating: 120, count: 800 * 500))
    private static let corners = Quad(Region(x: 20, y: 20, width: 760, height: 460))
    private static let portrait = DetectedFace.frontal(x: 60, y: 100, width: 160)

    private static func ghost(
        beside faces: [DetectedFace], corners: Quad? = corners
    ) throws -> GhostPortrait? {
        let reader = FaceReader(
            detector: ToldDetector { _ in [portrait] + faces }, embedder: SideEmbedder(), headPoseEstimator: nil,
            presentationAttackDetector: nil)
        return try reader.readPortrait(page, boundary: corners).ghost
    }

    private static func signal(_ ghost: GhostPortrait?) throws -> Finding {
        let surface = DocumentSurface(page, boundary: corners, zone: nil, face: portrait.region, ghost: ghost)
        let findings = DocumentAuthenticity(surface, traces: ImageTraces()).findings
        return try #require(findings.first { $0.check == .ghostPortrait })
    }

    @Test func `matches where it is the same person's`() throws {
        let ghost = try #require(try Self.ghost(beside: [.frontal(x: 240, y: 100, width: 60, score: 0.8)]))
        #expect(ghost.distance == 0)
        #expect(ghost.region.x == 240)
        #expect(ghost.models == ["side"])
        let finding = try Self.signal(ghost)
        #expect(finding.outcome == .success)
        #expect(finding.measure == 0)
        #expect(finding.models == ["side"])
    }

    @Test func `that is somebody else's is told, and decides nothing alone`() throws {
        let ghost = try #require(try Self.ghost(beside: [.frontal(x: 600, y: 300, width: 60, score: 0.8)]))
        #expect(ghost.distance == 1)
        let finding = try Self.signal(ghost)
        #expect(finding.outcome == .review)
        #expect(finding.reason == .ghostDiffers)
        #expect(finding.region?.x == 600)
        let surface = DocumentSurface(
            Self.page, boundary: Self.corners, zone: nil, face: Self.portrait.region, ghost: ghost)
        // The page is grey, which is told too: alone the ghost asks for no look.
        let own = DocumentAuthenticity(surface, traces: ImageTraces()).signals.filter { $0.check == .ghostPortrait }
        #expect(own.count == 1)
        #expect(DocumentAuthenticity(signals: own).combined.outcome == .success)
    }

    @Test func `is the most like one of several`() throws {
        let faces = [
            DetectedFace.frontal(x: 600, y: 300, width: 70), .frontal(x: 240, y: 300, width: 60, score: 0.8),
        ]
        #expect(try Self.ghost(beside: faces)?.distance == 0)
    }

    /// As large as the portrait, unsure, off the document, or on a document whose corners are not known.
    @Test func `is no other face`() throws {
        #expect(try Self.ghost(beside: []) == nil)
        #expect(try Self.ghost(beside: [.frontal(x: 400, y: 100, width: 150)]) == nil)
        #expect(try Self.ghost(beside: [.frontal(x: 600, y: 300, width: 60, score: 0.65)]) == nil)
        #expect(try Self.ghost(beside: [.frontal(x: 760, y: 440, width: 60)]) == nil)
        #expect(try Self.ghost(beside: [.frontal(x: 600, y: 300, width: 60)], corners: nil) == nil)
        #expect(try Self.signal(nil).reason == .notFound)
    }

    @Test func `that is too small is seen and not compared`() throws {
        let ghost = try #require(try Self.ghost(beside: [.frontal(x: 600, y: 300, width: 40)]))
        #expect(ghost.distance == nil)
        let finding = try Self.signal(ghost)
        #expect(finding.outcome == .unavailable)
        #expect(finding.reason == .tooSmall)
    }
}

/// One person in the left half of the picture and somebody else in the right one.
private struct SideEmbedder: FaceEmbedder {
    let digest = "side"
    let scale = FaceComparisonScale(measure: .cosine, match: 0.4, review: 0.3)

    func template(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        let isLeft = face.region.x + face.region.width / 2 < Double(picture.width) / 2
        return FaceTemplate(model: digest, values: isLeft ? [1, 0] : [0, 1])
    }

    func greyTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        try template(of: face, in: picture)
    }
}
