import Evidence

/// The frames of a session as values: those of a person who does what is asked, for a test to change.
enum DrawnSession {
    static let asked: [LivenessPrompt] = [.turnLeft, .lookUp, .turnRight]
    static let scale = FaceComparisonScale(measure: .cosine, match: 0.4, review: 0.3)

    /// One frame as it should be; each test changes what it is about.
    struct Shot {
        var prompt: LivenessPrompt
        var yaw = 0.0
        var pitch = 0.0
        var meshYaw: Double?
        var faces = 1
        var secondFaceShare: Double?
        var template: [Float] = [1, 0]
        var isFlat = false
        var hasShape = true
        var milliseconds = 0
        var fingerprint = ""
        var isRead = true
        var print: FramePrint?
        var encoder: String?
        var passive: Double?
    }

    /// A person who does what is asked: straight ahead, then each motion in five frames, further from one to the next.
    static var honest: [Shot] {
        var shots = (0..<3).map { _ in Shot(prompt: .neutral, yaw: 2, pitch: -3) }
        for prompt in asked {
            for share in [0.2, 0.6, 0.9, 1, 1] {
                switch prompt {
                case .turnLeft: shots.append(Shot(prompt: prompt, yaw: 2 + 30 * share, pitch: -3))
                case .turnRight: shots.append(Shot(prompt: prompt, yaw: 2 - 30 * share, pitch: -3))
                case .lookUp: shots.append(Shot(prompt: prompt, yaw: 2, pitch: -3 - 20 * share))
                case .lookDown: shots.append(Shot(prompt: prompt, yaw: 2, pitch: -3 + 20 * share))
                case .neutral: break
                }
            }
        }
        return shots.enumerated().map { index, shot in
            var shot = shot
            shot.milliseconds = 300 * index
            shot.fingerprint = "\(index)"
            return shot
        }
    }

    static func findings(_ shots: [Shot], scale: FaceComparisonScale? = scale) -> [Finding] {
        sequence(shots, scale: scale).findings
    }

    static func sequence(_ shots: [Shot], scale: FaceComparisonScale? = scale) -> LivenessSequence {
        let frames = shots.map { shot in
            let reading = LivenessReading(
                faceCount: shot.faces,
                poses: (
                    HeadPose(yaw: shot.yaw, pitch: shot.pitch, roll: 0),
                    shot.meshYaw.map { HeadPose(yaw: $0, pitch: shot.pitch, roll: 0) }
                ),
                shape: shot.hasShape
                    ? DrawnHead(yaw: shot.yaw, pitch: shot.pitch, isFlat: shot.isFlat).shape : nil,
                template: FaceTemplate(model: "m", values: shot.template),
                seen: .init(
                    fingerprint: shot.fingerprint, models: ["m"], print: shot.print,
                    passive: shot.passive.map { measure in
                        Finding(.passivePresentationAttack, measure < 0.5 ? .fail : .success, measure: measure)
                    }, secondFaceShare: shot.secondFaceShare))
            return LivenessSequence.Frame(
                prompt: shot.prompt, milliseconds: shot.milliseconds, reading: shot.isRead ? reading : nil,
                encoder: shot.encoder)
        }
        return LivenessSequence(asked: asked, frames: frames, scale: scale)
    }

    /// The first finding that is no success, as rules would name it.
    static func fault(_ change: (inout [Shot]) -> Void) -> (Check, Finding.Outcome, Reason?)? {
        var shots = honest
        change(&shots)
        return findings(shots).first { $0.outcome != .success }.map { ($0.check, $0.outcome, $0.reason) }
    }
}
