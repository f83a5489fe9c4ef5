/// The pair of MiniFASNet models (Silent-Face): does a single frame show a person, or a print or a screen?
///
/// Nobody has certified it. A pass alone must never approve anyone; a low score is a reason to look.
package struct PresentationAttackDetector: Sendable {
    /// Bona fide probability, 0…1, from which on the frame passes, and below which it fails; between them a person
    /// looks.
    package struct Thresholds: Codable, Equatable, Sendable {
        package let pass: Double
        package let fail: Double

        package init(pass: Double, fail: Double) {
            self.pass = pass
            self.fail = fail
        }
    }

    private let near: InferenceModel
    private let wide: InferenceModel
    private let thresholds: Thresholds

    /// SHA-256 (hex) of both models.
    package var models: [String] { [near.digest, wide.digest] }

    /// - Parameters:
    ///   - near: MiniFASNetV2, which looks at 2.7 times the face's box.
    ///   - wide: MiniFASNetV1SE, which looks at 4 times the face's box.
    package init(near: InferenceModel, wide: InferenceModel, thresholds: Thresholds) throws(InferenceError) {
        guard [near, wide].allSatisfy({ $0.inputNames.count == 1 && $0.outputNames.count == 1 }) else {
            throw .unexpectedModel("a presentation attack model has one input and one output")
        }
        self.near = near
        self.wide = wide
        self.thresholds = thresholds
    }

    /// The probability of a bona fide presentation, 0…1: the mean of both models.
    /// - Parameter picture: the frame at the camera's own resolution: resizing or compressing it destroys the cues.
    package func bonaFideProbability(
        of face: DetectedFace, in picture: Picture
    ) throws(InferenceError) -> Double {
        let (near, wide) = try probabilities(of: face, in: picture)
        return (near + wide) / 2
    }

    /// What each of the two models says.
    package func probabilities(
        of face: DetectedFace, in picture: Picture
    ) throws(InferenceError) -> (near: Double, wide: Double) {
        let colour = picture.colour()
        return (
            try Self.probability(near, colour, face.region, scale: 2.7),
            try Self.probability(wide, colour, face.region, scale: 4)
        )
    }

    package func finding(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> Finding {
        let probability = try bonaFideProbability(of: face, in: picture)
        let outcome: Finding.Outcome =
            probability >= thresholds.pass ? .success : probability < thresholds.fail ? .fail : .review
        return Finding(
            .passivePresentationAttack, outcome, measure: probability,
            threshold: outcome == .fail ? thresholds.fail : thresholds.pass, unit: .probability, region: face.region,
            reason: outcome == .success ? nil : .attackSuspected, models: models)
    }

    private static func probability(
        _ model: InferenceModel, _ picture: Picture, _ region: Region, scale: Double
    ) throws(InferenceError) -> Double {
        let crop = picture.cropped(to: window(around: region, of: picture, scale: scale))
        // Linear, as the models were taught, although the crop is made smaller.
        let square = crop.resized(width: side, height: side, .linear)
        let outputs = try model.run([square.tensor(mean: [0, 0, 0], scale: [1, 1, 1])])
        guard let logits = outputs.first?.values, logits.count == 3 else {
            throw .unexpectedModel("a presentation attack model has three classes")
        }
        return softmax(logits)[bonaFide]
    }

    /// The face's box scaled about its centre; scaled less where it would be larger than the picture, and shifted,
    /// never padded, where it would leave it.
    static func window(around region: Region, of picture: Picture, scale: Double) -> Region {
        let (pictureWidth, pictureHeight) = (Double(picture.width), Double(picture.height))
        let fitting = min(scale, (pictureHeight - 1) / region.height, (pictureWidth - 1) / region.width)
        let (width, height) = (region.width * fitting, region.height * fitting)
        let left = min(max(region.centre.x - width / 2, 0), pictureWidth - 1 - width)
        let top = min(max(region.centre.y - height / 2, 0), pictureHeight - 1 - height)
        return Region(x: max(left, 0), y: max(top, 0), width: width, height: height)
    }

    private static let side = 80
    /// The models' class of a person; the other two are flat and curved attacks.
    private static let bonaFide = 1
}
