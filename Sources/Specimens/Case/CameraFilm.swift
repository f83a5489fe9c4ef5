package import Evidence

/// What a fake camera sees of a side, second after second: most films begin as pictures that nobody should take, and
/// become good ones, over and over.
package enum CameraFilm: String, Codable, Sendable, CaseIterable {
    /// Good from the beginning, and nothing moves.
    case steady
    /// The hand moves, then it is still.
    case shaky
    /// A lamp shines on the print, then it is gone.
    case glare
    /// The light is off, then on.
    case dark
    /// The table, then the document on it.
    case empty
    /// The other side of the first one, then the side that was asked for.
    case wrongSide = "wrong-side"
    /// A document far away, then near.
    case far

    /// Some seconds of a film.
    package struct Part: Sendable {
        package let seconds: Int
        /// Shown in turn, `picturesPerSecond`, from the first again after the last.
        package let pictures: [Picture]
    }

    package static let picturesPerSecond = 10
    /// Chromium plays files of JPEG pictures at 30 frames a second, whatever they are.
    private static let repetitions = 30 / picturesPerSecond

    /// The film of the side at `index`, as a file for the fake camera.
    package func clip(of evidence: CaseEvidence, side index: Int) throws(SpecimenError) -> [UInt8] {
        guard self != .steady else { return CameraClip.mjpeg(showing: evidence.sides[index].picture) }
        var frames: [[UInt8]] = []
        for part in try parts(of: evidence, side: index) {
            let pictures = part.pictures.map { CameraClip.frame(showing: $0) }
            for number in 0..<part.seconds * Self.picturesPerSecond {
                frames += Array(repeating: pictures[number % pictures.count], count: Self.repetitions)
            }
        }
        return CameraClip.mjpeg(frames: frames)
    }

    /// Six seconds at most, the bad ones first.
    package func parts(of evidence: CaseEvidence, side index: Int) throws(SpecimenError) -> [Part] {
        let (scene, good) = (evidence.scenes[index], evidence.sides[index].picture)
        func first(_ seconds: Int, _ pictures: [Picture], of all: Int) -> [Part] {
            [Part(seconds: seconds, pictures: pictures), Part(seconds: all - seconds, pictures: [good])]
        }
        switch self {
        case .steady:
            return [Part(seconds: 1, pictures: [good])]
        case .shaky:
            return first(2, try Self.shaken(scene), of: 4)
        case .glare:
            return first(2, [try Self.shining(scene)], of: 6)
        case .dark:
            return first(2, [try Self.changed(scene) { $0.conditions.exposure = 0.12 }], of: 6)
        case .empty:
            return first(3, [try scene.photographedDesk()], of: 6)
        case .wrongSide:
            guard index == 0, evidence.sides.count > 1 else {
                return try CameraFilm.steady.parts(of: evidence, side: index)
            }
            return first(4, [evidence.sides[1].picture], of: 6)
        case .far:
            return first(2, [try Self.changed(scene) { $0.pose.fill *= 0.45 }], of: 6)
        }
    }

    private static func changed(
        _ scene: Scene, _ change: (inout Scene) -> Void
    ) throws(SpecimenError) -> Picture {
        var other = scene
        change(&other)
        return try other.photographed().picture
    }

    /// Over the middle of the print: burnt out in the middle, and with a steep flank, as a lamp's reflection has it.
    private static func shining(_ scene: Scene) throws(SpecimenError) -> Picture {
        let radius = scene.document.kind.sizeMillimetres.width / 16
        return try changed(scene) {
            $0.conditions.glare = Conditions.Glare(
                centre: Point(x: 0.55, y: 0.42), radius: radius, strength: 3000)
        }
    }

    /// Around the place where it comes to rest, smeared by the motion.
    private static func shaken(_ scene: Scene) throws(SpecimenError) -> [Picture] {
        var chance = SeededGenerator(seed: scene.seed ^ 0x5_4A4E)
        var pictures: [Picture] = []
        for step in 0..<6 {
            let side: Double = step.isMultiple(of: 2) ? 1 : -1
            let (across, down) = (side * chance.number(in: 0.02...0.04), side * chance.number(in: -0.03...0.03))
            pictures.append(
                try changed(scene) {
                    $0.pose.offset = Point(x: $0.pose.offset.x + across, y: $0.pose.offset.y + down)
                    $0.conditions.motion = $0.width / 100
                })
        }
        return pictures
    }
}
