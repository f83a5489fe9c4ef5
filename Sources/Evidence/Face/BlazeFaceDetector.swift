/// BlazeFace, short range (MediaPipe), with the landmarks made precise by the face mesh.
///
/// The network looks at 128 × 128 pixels: a face must fill a good part of them. Where the whole picture shows none
/// clearly, it is searched in overlapping windows of a half, a third and a quarter of it, so that a portrait on a
/// document is found.
package struct BlazeFaceDetector: FaceDetector {
    private let model: InferenceModel
    private let mesh: FaceMesh

    package var models: [String] { [model.digest, mesh.digest] }

    package init(model: InferenceModel, mesh: FaceMesh) throws(InferenceError) {
        guard model.inputNames.count == 1, model.outputNames.count == 2 else {
            throw .unexpectedModel("BlazeFace has one input, boxes and scores")
        }
        self.model = model
        self.mesh = mesh
    }

    package func faces(in picture: Picture) throws(InferenceError) -> [DetectedFace] {
        let colour = picture.colour()
        var found: [DetectedFace] = []
        for level in Self.levels {
            let scale = Double(level * Self.side) / Double(picture.longSide)
            let scaled = colour.resized(
                width: max(1, Int((Double(picture.width) * scale).rounded())),
                height: max(1, Int((Double(picture.height) * scale).rounded())), scale < 1 ? .area : .linear)
            var seen: [DetectedFace] = []
            for window in Self.windows(of: scaled) { seen += try faces(of: scaled, in: window) }
            if level > 1 { seen.removeAll { $0.score < Self.clear } }
            found += try refined(
                seen.suppressed(overlap: Self.overlap)
                    .map { face in face.mapped { Point(x: $0.x / scale, y: $0.y / scale) } },
                in: colour)
            if found.contains(where: { $0.score >= Self.clear }) { break }
        }
        return found.suppressed(overlap: Self.overlap)
    }

    /// The landmarks of the mesh in place of the network's own; a box in which the mesh sees no face is none.
    private func refined(_ faces: [DetectedFace], in picture: Picture) throws(InferenceError) -> [DetectedFace] {
        var refined: [DetectedFace] = []
        for face in faces.prefix(Self.mostFaces) {
            let marks = face.landmarks
            let points = try mesh.points(
                in: picture, region: face.region, rightEye: marks.rightEye, leftEye: marks.leftEye)
            guard points.presence >= Self.leastPresence else { continue }
            refined.append(DetectedFace(region: face.region, landmarks: points.landmarks, score: face.score))
        }
        return refined
    }

    /// Windows of the network's size that overlap by half, so that no face lies on the edge of all of them.
    private static func windows(of picture: Picture) -> [Region] {
        func starts(_ length: Int) -> [Int] {
            guard length > side else { return [(length - side) / 2] }
            let count = (length - side + side / 2 - 1) / (side / 2)
            return (0...count).map { $0 * (length - side) / count }
        }
        return starts(picture.height).flatMap { y in
            starts(picture.width).map { x in
                Region(x: Double(x), y: Double(y), width: Double(side), height: Double(side))
            }
        }
    }

    private func faces(of picture: Picture, in window: Region) throws(InferenceError) -> [DetectedFace] {
        let shift = Affine(a: 1, b: 0, c: -window.x, d: 0, e: 1, f: -window.y)
        let square = picture.warped(by: shift, width: Self.side, height: Self.side)
        let scale = Float(1) / 127.5
        let input = square.tensor(
            mean: [127.5, 127.5, 127.5], scale: [scale, scale, scale], order: .rgb, layout: .nhwc)
        let outputs = try model.run([input])
        guard outputs.count == 2, outputs[0].values.count == 16 * Self.anchors.count,
            outputs[1].values.count == Self.anchors.count
        else { throw .unexpectedModel("BlazeFace gives sixteen numbers and a score an anchor") }
        return Self.decoded(boxes: outputs[0].values, scores: outputs[1].values)
            .map { face in face.mapped { Point(x: $0.x + window.x, y: $0.y + window.y) } }
    }

    /// Faces in pixels of the window. Numbers are offsets from the anchor's centre: box centre, box size, then right
    /// eye, left eye, nose, middle of the mouth and the two ears.
    private static func decoded(boxes: [Float], scores: [Float]) -> [DetectedFace] {
        anchors.indices.compactMap { index in
            let score = logistic(Double(scores[index]))
            guard score >= surest else { return nil }
            let numbers = boxes[16 * index..<16 * index + 16].map(Double.init)
            let anchor = anchors[index]
            func point(_ place: Int) -> Point {
                Point(x: anchor.x + numbers[place], y: anchor.y + numbers[place + 1])
            }
            let centre = point(0)
            let mouth = point(10)
            return DetectedFace(
                region: Region(
                    x: centre.x - numbers[2] / 2, y: centre.y - numbers[3] / 2, width: numbers[2], height: numbers[3]),
                // One point is all that the network knows of the mouth; the mesh tells its corners.
                landmarks: FaceLandmarks(
                    rightEye: point(4), leftEye: point(6), nose: point(8), rightMouth: mouth, leftMouth: mouth),
                score: score)
        }
    }

    /// Two anchors in each of 16 × 16 cells, then six in each of 8 × 8; centres in pixels of the window.
    private static let anchors: [Point] = [(cells: 16, each: 2), (cells: 8, each: 6)].flatMap { grid in
        (0..<grid.cells * grid.cells).flatMap { cell in
            let size = Double(side) / Double(grid.cells)
            let centre = Point(
                x: (Double(cell % grid.cells) + 0.5) * size, y: (Double(cell / grid.cells) + 0.5) * size)
            return [Point](repeating: centre, count: grid.each)
        }
    }

    private static let side = 128
    /// How many windows long the picture's longer side is, tried in this order.
    private static let levels = [1, 2, 3, 4]
    /// Least score and greatest overlap as MediaPipe publishes them.
    private static let surest = 0.5
    private static let overlap = 0.3
    /// A part of a picture holds many things that look a little like a face: on drawn documents without one the best
    /// window scored 0.6, with one of 60 pixels or more at least 0.72.
    private static let clear = 0.7
    /// MediaPipe's own least presence of a face in the mesh's square.
    private static let leastPresence = 0.5
    /// More faces than this say nothing more.
    private static let mostFaces = 8
}
