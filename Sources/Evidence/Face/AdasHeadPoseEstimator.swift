/// head-pose-estimation-adas-0001 (Open Model Zoo); its published mean errors are 5.4, 5.5 and 4.6 degrees.
package struct AdasHeadPoseEstimator: HeadPoseEstimator {
    private let model: InferenceModel

    package var digest: String { model.digest }

    package init(model: InferenceModel) throws(InferenceError) {
        let angles: Set = ["angle_y_fc", "angle_p_fc", "angle_r_fc"]
        guard model.inputNames.count == 1, angles.isSubset(of: model.outputNames) else {
            throw .unexpectedModel("a head pose has three angles")
        }
        self.model = model
    }

    package func pose(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> HeadPose {
        let side = 1.25 * max(face.region.width, face.region.height)
        let (left, top) = (face.region.centre.x - side / 2, face.region.centre.y - side / 2)
        let scale = Double(Self.side) / max(side, 1)
        // Made smaller by averaging first; the border is repeated where the square leaves the picture.
        let colour = picture.colour()
        let factor = min(1, 2 * scale)
        let smaller =
            factor == 1
            ? colour
            : colour.resized(
                width: max(1, Int((Double(picture.width) * factor).rounded())),
                height: max(1, Int((Double(picture.height) * factor).rounded())))
        let rest = scale / factor
        let map = Affine(a: rest, b: 0, c: -left * scale, d: 0, e: rest, f: -top * scale)
        let square = smaller.warped(by: map, width: Self.side, height: Self.side, border: .replicate)
        let outputs = try model.run([square.tensor(mean: [0, 0, 0], scale: [1, 1, 1])])
        func angle(_ name: String) -> Double {
            let index = model.outputNames.firstIndex(of: name)
            return Double(index.flatMap { outputs[$0].values.first } ?? .nan)
        }
        return HeadPose(yaw: angle("angle_y_fc"), pitch: angle("angle_p_fc"), roll: angle("angle_r_fc"))
    }

    private static let side = 60
}
