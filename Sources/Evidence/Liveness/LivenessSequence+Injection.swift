/// Signs that the frames came from no camera. Their absence proves nothing; each of them asks for a look.
extension LivenessSequence {
    var injection: [Finding] { [stills, noise, encoders].compactMap(\.self) }

    /// Frames of one run that are one picture, whatever their files are: a still that is packed anew for every frame,
    /// or one still for every motion. Two looks at a person who holds still come near, so that nearly all frames have
    /// to be alike.
    private var stills: Finding? {
        let runs = ([.neutral] + prompts).map { run(of: $0).compactMap(\.print) }
        let distances = runs.flatMap { run in zip(run, run.dropFirst()).compactMap { $0.distance(to: $1) } }
        let alike = distances.count { $0 < LivenessLimits.alike }
        let share = Double(alike) / Double(max(1, distances.count))
        guard distances.count >= LivenessLimits.window, share >= LivenessLimits.alikeShare else { return nil }
        return sign(.repeated, share, LivenessLimits.alikeShare)
    }

    /// The finest detail of frames that show different things is the same: noise that was drawn over them, once.
    private var noise: Finding? {
        let middles = ([.neutral] + prompts).compactMap { prompt -> FramePrint? in
            let run = run(of: prompt).compactMap(\.print)
            return run.isEmpty ? nil : run[run.count / 2]
        }
        let likenesses = middles.indices.flatMap { first in
            middles[(first + 1)...].compactMap { other -> Double? in
                guard let distance = middles[first].distance(to: other), distance >= LivenessLimits.unlike else {
                    return nil
                }
                return middles[first].likeness(to: other)
            }
        }
        guard let likeness = Self.median(likenesses), likeness >= LivenessLimits.sameNoise else { return nil }
        return sign(.sameNoise, likeness, LivenessLimits.sameNoise)
    }

    /// One camera page writes all its frames by one encoder with one setting; files that were made one by one elsewhere
    /// differ.
    private var encoders: Finding? {
        let seen = Set(frames.compactMap(\.encoder))
        guard seen.count > 1 else { return nil }
        return Finding(
            .activeLivenessFrames, .review, measure: Double(seen.count), threshold: 1, unit: .count,
            reason: .encoderChanged)
    }

    private func sign(_ reason: Reason, _ measure: Double, _ threshold: Double) -> Finding {
        Finding(
            .activeLivenessFrames, .review, measure: measure, threshold: threshold, unit: .share, reason: reason)
    }
}
