import Evidence
import Foundation
import Kernel
import Onboarding
import Specimens
import Synchronization
import TestKit

/// Stills of a person who does what a challenge asks, drawn from one selfie; or of an attack that looks like it.
final class DrawnTurns: Sendable {
    enum Presentation: Sendable, CaseIterable {
        case head, print, still, mirrored, otherFace
        /// Somebody small beside the person: in one frame, and in two.
        case strayFace, companion
    }

    private let own: TurningHead
    private let print: TurningHead
    private let other: TurningHead
    /// The other person, as small as somebody far behind.
    private let companion: Picture
    private let reader: FaceReader
    /// How far the head turns for each motion: looking for it takes seconds.
    private let known = Mutex<[LivenessPrompt: Double]>([:])

    /// Of the people of the approved case and of the wrong person; made once.
    static func ofPapers() async throws -> DrawnTurns { try await drawings.turns() }

    private static let drawings = Drawings()

    private actor Drawings {
        private var made: DrawnTurns?

        func turns() async throws -> DrawnTurns {
            if let made { return made }
            let own = try await Papers.drawn(.approved).selfie
            let turns = try DrawnTurns(of: own, other: try await Papers.drawn(.wrongPerson).selfie)
            made = turns
            return turns
        }
    }

    /// - Parameters:
    ///   - selfie: of the person whose document it is.
    ///   - other: somebody else's.
    init(of selfie: Data, other: Data) throws {
        let models = try Self.models()
        reader = FaceReader(models: models)
        let (picture, mesh) = try Self.face(in: selfie, models)
        own = TurningHead(of: picture, mesh: mesh, as: .head)
        print = TurningHead(of: picture, mesh: mesh, as: .print)
        let (otherPicture, otherMesh) = try Self.face(in: other, models)
        self.other = TurningHead(of: otherPicture, mesh: otherMesh, as: .head)
        companion = otherPicture.reduced(toLongSide: 2 * max(picture.width, picture.height) / 5)
    }

    /// The body of the answer: one frame straight ahead, then three for each prompt.
    func answer(to prompts: [LivenessPrompt], _ presentation: Presentation) throws -> JSONValue {
        var frames: [JSONValue] = []
        for prompt in [.neutral] + prompts {
            let isNeutral = prompt == .neutral || presentation == .still
            let degrees = isNeutral ? 0 : try degrees(of: prompt)
            for share in prompt == .neutral ? [1] : [0.8, 1, 1] {
                let head =
                    switch presentation {
                    case .print: print
                    case .otherFace where !isNeutral: other
                    default: own
                    }
                var picture = head.turned(
                    degrees * share, towards: isNeutral ? .neutral : prompt, seed: UInt64(frames.count + 1))
                if presentation == .mirrored { picture = picture.mirrored() }
                let crowded = presentation == .strayFace ? [4] : presentation == .companion ? [4, 6] : []
                if crowded.contains(frames.count) { picture = picture.with(companion) }
                frames.append([
                    "prompt": .string(prompt.rawValue), "capturedMilliseconds": .number(Double(350 * frames.count)),
                    "imageBase64": .string(Data(picture.jpeg(quality: 92)).base64EncodedString()),
                ])
            }
        }
        return ["frames": .array(frames), "captureSource": "camera"]
    }

    /// The person goes on until the models see it.
    private func degrees(of prompt: LivenessPrompt) throws -> Double {
        if let found = known.withLock({ $0[prompt] }) { return found }
        guard let degrees = try own.clearest(prompt, by: { try reader.readLiveness($0) })?.degrees else {
            throw NotSeen(prompt: prompt)
        }
        known.withLock { $0[prompt] = degrees }
        return degrees
    }

    private static func face(in jpeg: Data, _ models: EvidenceModels) throws -> (Picture, FaceMesh.Points) {
        let picture = try Picture.decode([UInt8](jpeg)).picture
        guard let mesh = models.faceMesh, let detector = models.faceDetector,
            let face = try detector.faces(in: picture).largest
        else { throw NoFace() }
        let marks = face.landmarks
        return (
            picture,
            try mesh.points(in: picture, region: face.region, rightEye: marks.rightEye, leftEye: marks.leftEye)
        )
    }

    private static func models() throws -> EvidenceModels {
        let files = try ModelFolder(folder: "\(RuntimeFolder.path)/models").files()
            .filter { [.faceMesh, .faceDetection, .headPose].contains($0.key) }
        return try EvidenceModels(
            files: files, runtime: InferenceRuntime(libraryPath: "\(RuntimeFolder.path)/lib/libonnxruntime.so"))
    }

    private struct NoFace: Error {}

    private struct NotSeen: Error {
        let prompt: LivenessPrompt
    }
}

extension Picture {
    /// Another one in the top left corner.
    fileprivate func with(_ other: Picture) -> Picture {
        var pixels = pixels
        let length = min(other.width, width) * channels
        for row in 0..<min(other.height, height) {
            let (to, from) = (row * width * channels, row * other.width * other.channels)
            pixels.replaceSubrange(to..<to + length, with: other.pixels[from..<from + length])
        }
        return Picture(width: width, height: height, channels: channels, pixels: pixels)
    }
}
