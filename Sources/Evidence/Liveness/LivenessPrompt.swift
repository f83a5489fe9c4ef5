/// What a person is asked to do before the camera. Left and right are the person's own.
package enum LivenessPrompt: String, Codable, Sendable, CaseIterable {
    /// Looking straight into the camera: what every motion is measured from.
    case neutral = "Neutral"
    case turnLeft = "TurnLeft"
    case turnRight = "TurnRight"
    case lookUp = "LookUp"
    case lookDown = "LookDown"

    /// What can be asked for. A blink is not among them: it lasts a third of a second, and stills come no faster.
    package static let motions = allCases.filter { $0 != .neutral }

    var isTurn: Bool { self == .turnLeft || self == .turnRight }

    /// What a mirror shows of it.
    var mirrored: LivenessPrompt {
        switch self {
        case .turnLeft: .turnRight
        case .turnRight: .turnLeft
        case .neutral, .lookUp, .lookDown: self
        }
    }

    /// How far `pose` goes the asked way from `neutral`, in degrees; below 0 it goes the other way.
    ///
    /// The true direction alone counts: in a mirrored picture a turn to the left is one to the right.
    package func motion(from neutral: HeadPose, to pose: HeadPose) -> Double {
        switch self {
        case .neutral: 0
        case .turnLeft: pose.yaw - neutral.yaw
        case .turnRight: neutral.yaw - pose.yaw
        case .lookUp: neutral.pitch - pose.pitch
        case .lookDown: pose.pitch - neutral.pitch
        }
    }

    /// The same where both are known.
    package func motion(from neutral: HeadPose?, to pose: HeadPose?) -> Double? {
        guard let neutral, let pose else { return nil }
        return motion(from: neutral, to: pose)
    }

    /// Degrees from which on the motion counts as made, and below which it was not made; between them a person looks.
    var limits: (made: Double, missing: Double) {
        switch self {
        case .neutral: (0, 0)
        case .turnLeft, .turnRight: (LivenessLimits.yaw, LivenessLimits.yawMissing)
        case .lookUp, .lookDown: (LivenessLimits.pitch, LivenessLimits.pitchMissing)
        }
    }

    /// How far one reading lies inside the limits of this motion, as a share of the nearest of them; 0 lies on a limit,
    /// less lies outside. Nil where the poses are not known.
    package func margin(from neutral: LivenessReading, to reading: LivenessReading) -> Double? {
        guard let seen = motion(from: neutral.meanPose, to: reading.meanPose), limits.made > 0 else { return nil }
        let made = (seen - limits.made) / limits.made
        guard let own = motion(from: neutral.pose, to: reading.pose),
            let mesh = motion(from: neutral.meshPose, to: reading.meshPose)
        else { return made }
        let allowed = LivenessLimits.disagreement(over: max(own, mesh))
        return min(made, (allowed - abs(own - mesh)) / allowed)
    }
}
