import Evidence

/// Sees a face wherever it is told to, for tests that are not about a model.
struct ToldDetector: FaceDetector {
    let models = ["told"]
    let answer: @Sendable (Picture) -> [DetectedFace]

    func faces(in picture: Picture) throws(InferenceError) -> [DetectedFace] { answer(picture) }
}

/// Keeps the place of the face as its template.
struct PlaceEmbedder: FaceEmbedder {
    let digest = "place"
    let scale = FaceComparisonScale(measure: .distance, match: 1, review: 10)

    func template(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        FaceTemplate(model: digest, values: [Float(face.region.x), Float(face.region.y)])
    }
}

struct ToldPose: HeadPoseEstimator {
    let digest = "pose"
    let answer: HeadPose

    func pose(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> HeadPose { answer }
}

extension DetectedFace {
    /// A frontal upright face whose eyes are 0.4 of its width apart.
    static func frontal(x: Double, y: Double, width: Double, score: Double = 0.95) -> DetectedFace {
        func point(_ across: Double, _ down: Double) -> Point {
            Point(x: x + across * width, y: y + down * width * 1.2)
        }
        return DetectedFace(
            region: Region(x: x, y: y, width: width, height: width * 1.2),
            landmarks: FaceLandmarks(
                rightEye: point(0.3, 0.4), leftEye: point(0.7, 0.4), nose: point(0.5, 0.6),
                rightMouth: point(0.34, 0.78), leftMouth: point(0.66, 0.78)),
            score: score)
    }
}

extension FaceReader {
    static func told(_ faces: [DetectedFace], pose: HeadPose = HeadPose(yaw: 0, pitch: 0, roll: 0)) -> FaceReader {
        FaceReader(
            detector: ToldDetector { _ in faces }, embedder: PlaceEmbedder(),
            headPoseEstimator: ToldPose(answer: pose), presentationAttackDetector: nil)
    }
}

extension FaceReading {
    func finding(_ check: Check) -> Finding? { findings.first { $0.check == check } }
}

extension Picture {
    /// A chessboard of two grey values: as sharp as a picture can be, with the mean of the two.
    static func chessboard(_ dark: UInt8, _ light: UInt8, cell: Int = 8, side: Int = 400) -> Picture {
        let pixels = (0..<side * side).map { index in
            (index % side / cell + index / side / cell).isMultiple(of: 2) ? dark : light
        }
        return Picture(width: side, height: side, channels: 1, pixels: pixels).colour()
    }
}
