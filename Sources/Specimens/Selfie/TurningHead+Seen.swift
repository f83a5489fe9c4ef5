package import Evidence

extension TurningHead {
    /// A comfortable distance from the limits: the poses of two stills of one turn differ by a degree or two.
    private static let comfortable = 0.25

    /// Degrees of a drawn motion that the models of poses see as a whole one, with its margin
    /// (`LivenessPrompt.margin`): the first with a comfortable one, as a person goes on until it is enough; else the
    /// one with the most. Nil where none is seen so: a drawn turn is not everywhere like a real one.
    /// - Parameter read: what the models say of a picture.
    package func clearest(
        _ prompt: LivenessPrompt, by read: (Picture) throws -> LivenessReading
    ) rethrows -> (degrees: Double, margin: Double)? {
        let neutral = try read(turned(0, towards: .neutral, seed: 1))
        var best: (degrees: Double, margin: Double)?
        for degrees in stride(from: 16.0, through: 60, by: 2) {
            let turned = try read(turned(degrees, towards: prompt, seed: 2))
            guard let margin = prompt.margin(from: neutral, to: turned), margin > best?.margin ?? 0 else { continue }
            best = (degrees, margin)
            if margin >= Self.comfortable { break }
        }
        return best
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
