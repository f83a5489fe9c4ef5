/// Five points of a face. Left and right are the person's own: the right eye lies on the left of an upright picture.
package struct FaceLandmarks: Codable, Equatable, Sendable {
    package let rightEye: Point
    package let leftEye: Point
    /// The tip of the nose.
    package let nose: Point
    package let rightMouth: Point
    package let leftMouth: Point

    package init(rightEye: Point, leftEye: Point, nose: Point, rightMouth: Point, leftMouth: Point) {
        self.rightEye = rightEye
        self.leftEye = leftEye
        self.nose = nose
        self.rightMouth = rightMouth
        self.leftMouth = leftMouth
    }

    /// The five points in the order of the detectors' outputs and of the alignment templates.
    package var points: [Point] { [rightEye, leftEye, nose, rightMouth, leftMouth] }

    /// Distance of the eyes' centres in pixels.
    package var eyeDistance: Double {
        let (x, y) = (leftEye.x - rightEye.x, leftEye.y - rightEye.y)
        return (x * x + y * y).squareRoot()
    }

    func mapped(_ move: (Point) -> Point) -> FaceLandmarks {
        FaceLandmarks(
            rightEye: move(rightEye), leftEye: move(leftEye), nose: move(nose),
            rightMouth: move(rightMouth), leftMouth: move(leftMouth))
    }
}
