extension FaceReader {
    /// Reads the portrait of a document: the largest face on it, so that a ghost portrait is passed over.
    ///
    /// Where the whole picture shows none clearly, the document alone is looked at, larger, and then in all four
    /// directions; the surest of the largest faces counts.
    /// - Parameter boundary: the document's corners where they are known.
    package func readPortrait(_ picture: Picture, boundary: Quad?) throws(InferenceError) -> FaceReading {
        guard let detector else {
            return Self.nothing(Self.portraitChecks, because: .modelMissing, found: nil)
        }
        var best: (face: DetectedFace, all: [DetectedFace])?
        for view in PortraitView.views(of: picture, boundary: boundary) {
            let faces = try detector.faces(in: view.picture()).map { $0.mapped(view.back) }
            guard let face = faces.largest else { continue }
            if best.map({ face.score > $0.face.score }) ?? true { best = (face, faces) }
            if face.score >= Self.upright, face.landmarks.eyeDistance >= FaceLimits.documentEyeDistance { break }
        }
        guard let best else {
            let missing = Finding(.documentHasFace, .fail, reason: .notFound, models: detector.models)
            return Self.nothing(Self.portraitChecks, because: .dataMissing, found: missing)
        }
        let found = Finding(
            .documentHasFace, .success, measure: best.face.score, unit: .probability, region: best.face.region,
            models: detector.models)
        return FaceReading(
            face: best.face, faceCount: best.all.count,
            templates: (
                try embedder?.template(of: best.face, in: picture),
                try embedder?.softTemplate(of: best.face, in: picture)
            ),
            ghost: try ghost(of: best.face, among: best.all, in: (picture, boundary)),
            findings: [found, Self.size(of: best.face, models: detector.models)])
    }

    /// The place of a face on a side that need not have one: looked for once, and nothing is said where none is.
    func portraitPlace(in picture: Picture) throws(InferenceError) -> FaceReading? {
        guard let face = try detector?.faces(in: picture).largest, face.score >= Self.upright else { return nil }
        return FaceReading(face: face, faceCount: 1, templates: (nil, nil), ghost: nil, findings: [])
    }

    private static func size(of face: DetectedFace, models: [String]) -> Finding {
        let distance = face.landmarks.eyeDistance
        let isNarrow = distance >= FaceLimits.documentEyeDistance && face.region.width < FaceLimits.documentFaceWidth
        let (measure, limit) =
            isNarrow
            ? (face.region.width, FaceLimits.documentFaceWidth) : (distance, FaceLimits.documentEyeDistance)
        let isEnough = measure >= limit
        return Finding(
            .documentFaceSize, isEnough ? .success : .fail, measure: measure, threshold: limit, unit: .pixels,
            region: face.region, reason: isEnough ? nil : .tooSmall, models: models)
    }

    /// From this score on a portrait is certainly upright. Detectors also see one that stands on its head, with
    /// invented landmarks, but never as surely (0.87 at most on turned documents): below, every direction is tried.
    private static let upright = 0.9

    private static let portraitChecks: [Check] = [.documentHasFace, .documentFaceSize]
}

/// One way to look at a document, and the way back to the picture's own pixels.
private struct PortraitView {
    let picture: () -> Picture
    let back: (Point) -> Point

    /// The whole picture, the document alone, then the document (or the picture) turned: a face is found upright only.
    static func views(of picture: Picture, boundary: Quad?) -> [PortraitView] {
        let whole = PortraitView(picture: { picture }, back: { $0 })
        guard let boundary else { return [whole] + turned(whole, picture.width, picture.height) }
        let scale = min(longestSide / max(boundary.width, boundary.height), 2)
        let width = max(1, Int((boundary.width * scale).rounded()))
        let height = max(1, Int((boundary.height * scale).rounded()))
        let map = Perspective(unitSquareTo: boundary)
        let straight = Straightened(picture, boundary, width: width, height: height)
        func back(_ point: Point) -> Point {
            map.apply(Point(x: point.x / Double(width), y: point.y / Double(height)))
        }
        let document = PortraitView(picture: { straight.picture }, back: back)
        return [whole, document] + turned(document, width, height)
    }

    private static func turned(_ view: PortraitView, _ width: Int, _ height: Int) -> [PortraitView] {
        let (w, h) = (Double(width), Double(height))
        let turns: [(Int, (Point) -> Point)] = [
            (2, { Point(x: w - $0.x, y: h - $0.y) }),
            (1, { Point(x: $0.y, y: h - $0.x) }),
            (3, { Point(x: w - $0.y, y: $0.x) }),
        ]
        return turns.map { quarter, undo in
            PortraitView(picture: { view.picture().rotated(quarterTurns: quarter) }, back: { view.back(undo($0)) })
        }
    }

    /// The document alone, straightened when it is first asked for and kept for the other directions.
    private final class Straightened {
        private(set) lazy var picture = make()
        private let make: () -> Picture

        init(_ picture: Picture, _ boundary: Quad, width: Int, height: Int) {
            make = { picture.rectified(boundary, width: width, height: height) }
        }
    }

    /// Pixels of the longer side of the document alone: twice what a detector needs for a portrait.
    private static let longestSide = 1280.0
}
