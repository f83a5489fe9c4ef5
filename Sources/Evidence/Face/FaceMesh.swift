/// The 468-point face mesh of MediaPipe: precise landmarks of a face that a detector found roughly.
package struct FaceMesh: Sendable {
    private let model: InferenceModel

    /// SHA-256 (hex) of the model.
    package var digest: String { model.digest }

    package init(model: InferenceModel) throws(InferenceError) {
        guard model.inputNames.count == 1, model.outputNames.count == 2 else {
            throw .unexpectedModel("a face mesh has one input, points and a presence")
        }
        self.model = model
    }

    /// The points of one face.
    package struct Points: Sendable {
        /// 468 points of the picture; the numbering is MediaPipe's.
        package let points: [Point]
        /// Depth of each point in pixels of the picture; smaller is nearer to the camera, 0 about the head's centre.
        package let depths: [Double]
        /// How surely the square holds a face at all, 0…1.
        package let presence: Double

        /// - Precondition: as many depths as points.
        package init(points: [Point], depths: [Double], presence: Double) {
            precondition(points.count == depths.count, "every point has a depth")
            self.points = points
            self.depths = depths
            self.presence = presence
        }

        /// Five landmarks: an eye lies between its corners.
        package var landmarks: FaceLandmarks {
            func middle(_ first: Int, _ second: Int) -> Point {
                Point(x: (points[first].x + points[second].x) / 2, y: (points[first].y + points[second].y) / 2)
            }
            return FaceLandmarks(
                rightEye: middle(33, 133), leftEye: middle(362, 263), nose: points[4],
                rightMouth: points[61], leftMouth: points[291])
        }
    }

    /// - Parameters:
    ///   - region: the face's box.
    ///   - rightEye: the person's right eye; with `leftEye` it tells how far the head is tilted.
    package func points(
        in picture: Picture, region: Region, rightEye: Point, leftEye: Point
    ) throws(InferenceError) -> Points {
        let tilt = degrees(y: leftEye.y - rightEye.y, x: leftEye.x - rightEye.x)
        let side = 1.5 * max(region.width, region.height)
        let scale = Double(Self.side) / max(side, 1)
        let middle = Double(Self.side) / 2
        let map = Affine.turn(
            about: region.centre, degrees: -tilt, scale: scale, onto: Point(x: middle, y: middle))
        guard let back = map.inverse else { throw .runFailed("the face's box is empty") }
        let square = picture.colour().warped(by: map, width: Self.side, height: Self.side)
        let unit = Float(1) / 255
        let input = square.tensor(mean: [0, 0, 0], scale: [unit, unit, unit], order: .rgb, layout: .nhwc)
        let outputs = try model.run([input])
        guard outputs.count == 2, outputs[0].values.count == 3 * Self.count, let logit = outputs[1].values.first else {
            throw .unexpectedModel("a face mesh gives 468 points and a presence")
        }
        let values = outputs[0].values.map(Double.init)
        return Points(
            points: (0..<Self.count).map { back.apply(Point(x: values[3 * $0], y: values[3 * $0 + 1])) },
            depths: (0..<Self.count).map { values[3 * $0 + 2] / scale },
            presence: logistic(Double(logit)))
    }

    private static let side = 192
    private static let count = 468
}
