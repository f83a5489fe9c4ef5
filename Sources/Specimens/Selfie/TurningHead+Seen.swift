package import Evidence

extension TurningHead {
    /// Degrees of a drawn motion that the models of poses see as a whole one: like a person who goes on until it is
    /// enough. Nil where none is: a drawn turn is not everywhere like a real one.
    /// - Parameters:
    ///   - wanted: degrees that have to be seen.
    ///   - read: what the models say of a picture.
    package func degrees(
        of prompt: LivenessPrompt, seenAs wanted: Double, by read: (Picture) throws -> LivenessReading
    ) rethrows -> Double? {
        let neutral = try read(turned(0, towards: .neutral, seed: 1))
        for degrees in stride(from: 20.0, through: 52, by: 4) {
            let turned = try read(turned(degrees, towards: prompt, seed: 2))
            guard let seen = prompt.motion(from: neutral.meanPose, to: turned.meanPose) else { continue }
            let own = prompt.motion(from: neutral.pose, to: turned.pose) ?? seen
            let mesh = prompt.motion(from: neutral.meshPose, to: turned.meshPose) ?? own
            // A little stricter than the evaluation.
            if seen >= wanted && abs(own - mesh) <= max(11, 0.5 * max(own, mesh)) { return degrees }
        }
        return nil
    }

    /// The photograph with the face turned as a prompt asks.
    package func turned(_ degrees: Double, towards prompt: LivenessPrompt, seed: UInt64) -> Picture {
        switch prompt {
        case .neutral: turned(yaw: 0, pitch: 0, seed: seed)
        case .turnLeft: turned(yaw: degrees, pitch: 0, seed: seed)
        case .turnRight: turned(yaw: -degrees, pitch: 0, seed: seed)
        case .lookUp: turned(yaw: 0, pitch: -degrees, seed: seed)
        case .lookDown: turned(yaw: 0, pitch: degrees, seed: seed)
        }
    }
}
