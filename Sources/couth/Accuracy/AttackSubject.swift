import Evidence
import Foundation
import Specimens

/// One person's picture with all that attacks are drawn from.
struct AttackSubject {
    let identity: String
    /// The picture's place among those of the folder.
    let index: Int
    let source: AttackSource
    let mesh: FaceMesh.Points
    let template: FaceTemplate?

    /// Pixels of the shorter side of every picture: eyes come to lie at least 60 apart, as the selfie check asks for.
    private static let side = 500.0

    /// The folder's pictures of one face that looks ahead; one of every person, then the second of everyone, and so on.
    static func read(
        from folder: URL, models: EvidenceModels, limit: Int, progress: (String) -> Void
    ) throws -> [AttackSubject] {
        var found: [(turn: Int, subject: AttackSubject)] = []
        var turns: [String: Int] = [:]
        for (index, image) in try AccuracyFaces.images(in: folder).enumerated() {
            if index % 25 == 0 { progress("reading faces: \(index)") }
            let picture = try Picture.decode([UInt8](Data(contentsOf: folder.appendingPathComponent(image.file))))
                .picture
            guard let subject = try subject(image.identity, index, picture, models) else { continue }
            found.append((turns[image.identity, default: 0], subject))
            turns[image.identity, default: 0] += 1
        }
        let ordered = found.enumerated().sorted { ($0.element.turn, $0.offset) < ($1.element.turn, $1.offset) }
        return ordered.prefix(limit).map(\.element.subject)
    }

    /// Nil where the picture shows no face, several, a small one, or one that looks away.
    private static func subject(
        _ identity: String, _ index: Int, _ picture: Picture, _ models: EvidenceModels
    ) throws -> AttackSubject? {
        guard let detector = models.faceDetector, let mesh = models.faceMesh else { return nil }
        guard let first = try detector.faces(in: picture).largest, first.landmarks.eyeDistance >= 30 else { return nil }
        let framed = framed(picture, about: first.region)
        let faces = try detector.faces(in: framed)
        guard faces.count == 1, let face = faces.first else { return nil }
        let pose = try models.headPoseEstimator?.pose(of: face, in: framed)
        guard let pose, abs(pose.yaw) < 12, abs(pose.pitch) < 15, abs(pose.roll) < 12 else { return nil }
        let points = try mesh.points(
            in: framed, region: face.region, rightEye: face.landmarks.rightEye, leftEye: face.landmarks.leftEye)
        return AttackSubject(
            identity: identity, index: index,
            source: AttackSource(picture: framed, landmarks: face.landmarks, mesh: points.points), mesh: points,
            template: try models.faceEmbedder?.template(of: face, in: framed))
    }

    /// At most 2.6 faces high and wide, as a selfie is, and of one size.
    private static func framed(_ picture: Picture, about face: Region) -> Picture {
        let length = 2.6 * max(face.width, face.height)
        let (width, height) = (min(length, Double(picture.width)), min(length, Double(picture.height)))
        let left = min(max(0, face.x + face.width / 2 - width / 2), Double(picture.width) - width)
        let top = min(max(0, face.y + face.height / 2 - height / 2), Double(picture.height) - height)
        let part = picture.cropped(to: Region(x: left, y: top, width: width, height: height))
        let scale = side / Double(part.shortSide)
        return part.resized(
            width: Int((Double(part.width) * scale).rounded()), height: Int((Double(part.height) * scale).rounded()),
            scale < 1 ? .area : .cubic)
    }
}
