import Kernel

/// The frames of one active liveness capture, held against each other and against what was asked for.
///
/// A pure function of its members. What cannot be judged is `Unavailable`; nothing passes by default.
package struct LivenessSequence: Sendable {
    /// One frame.
    package struct Frame: Sendable {
        package let prompt: LivenessPrompt
        /// Since the beginning of the capture, by the device's own clock.
        package let milliseconds: Int
        /// Nil where the picture could not be read.
        package let reading: LivenessReading?
        /// Of `ImageFacts`: what its file tells of the program that wrote it.
        package let encoder: String?

        package init(
            prompt: LivenessPrompt, milliseconds: Int, reading: LivenessReading?, encoder: String? = nil
        ) {
            self.prompt = prompt
            self.milliseconds = milliseconds
            self.reading = reading
            self.encoder = encoder
        }
    }

    let prompts: [LivenessPrompt]
    let frames: [Frame]
    let scale: FaceComparisonScale?

    /// - Parameters:
    ///   - prompts: the motions in the order in which they were asked for.
    ///   - frames: in the order in which they were taken.
    ///   - scale: how the templates are compared; nil without a model that makes them.
    package init(asked prompts: [LivenessPrompt], frames: [Frame], scale: FaceComparisonScale?) {
        self.prompts = prompts
        self.frames = frames
        self.scale = scale
    }

    /// What a person who cannot move so, and the absence of a capture, leave to a reviewer.
    package static func unavailable(_ reason: Reason) -> [Finding] {
        checks.map { Finding($0, .unavailable, reason: reason) }
    }

    package static let checks: [Check] = [
        .activeLivenessDepth, .activeLivenessFace, .activeLivenessFrames, .activeLivenessMotion,
    ]

    /// The gravest first: a rule is named after the first failure.
    package var findings: [Finding] {
        guard !prompts.isEmpty, let neutral = neutralPose else {
            let hasModel = frames.contains { $0.reading?.meanPose != nil }
            let hasFace = frames.contains { ($0.reading?.faceCount ?? 0) > 0 }
            return Self.unavailable(hasFace && !hasModel ? .modelMissing : .dataMissing)
        }
        let motions = motions(from: neutral)
        return [depth(motions), face] + picturesOfOnePerson + [timing]
            + injection + motions.map(\.finding) + continuity
    }

    /// The passive presentation attack check over the frames that look ahead before any motion: the one in the middle
    /// speaks for all, so that a single frame that was blurred, or was lucky, does not decide. Nil where there are too
    /// few; then the first frame's counts.
    package var passive: Finding? {
        let made = run(of: .neutral).compactMap(\.passive).filter { $0.measure?.isFinite == true }
        guard made.count >= LivenessLimits.window else { return nil }
        return made.sorted { ($0.measure ?? 0) < ($1.measure ?? 0) }[(made.count - 1) / 2]
    }

    // MARK: Motion

    /// One prompt's run: its finding, and the frame in the middle of the three that show most of it.
    struct Motion {
        let finding: Finding
        let peak: LivenessReading?
        let isMade: Bool
    }

    /// The residuals of every motion, made or not: what the limits were taken from.
    package var residuals: [Double] {
        guard let neutral = neutralPose, let shape = run(of: .neutral).compactMap(\.shape).first else { return [] }
        return motions(from: neutral).compactMap(\.peak?.shape).compactMap { PlaneMotion.residual(from: shape, to: $0) }
    }

    private func motions(from neutral: HeadPose) -> [Motion] {
        let asked = prompts.map { motion(in: run(of: $0), as: $0, from: neutral) }
        return mirrored(asked, from: neutral) ?? asked
    }

    /// The motions read as a mirror shows them, where every turn is made the other way and every nod as asked: the
    /// client may have sent its mirrored preview, so that a person looks. A forger who turned the wrong way looks the
    /// same, which is why it never passes. Nil where it is not so.
    private func mirrored(_ asked: [Motion], from neutral: HeadPose) -> [Motion]? {
        let turns = prompts.indices.filter { prompts[$0].isTurn }
        guard !turns.isEmpty, turns.allSatisfy({ !asked[$0].isMade }) else { return nil }
        let seen = prompts.map { motion(in: run(of: $0), as: $0.mirrored, from: neutral) }
        guard seen.allSatisfy({ $0.finding.outcome == .success }) else { return nil }
        return zip(prompts, seen).map { prompt, motion in
            guard prompt.isTurn else { return motion }
            let told = Finding(
                .activeLivenessMotion, .review, measure: motion.finding.measure.map { -$0 },
                threshold: motion.finding.threshold, unit: .degrees, reason: .mirrored, models: motion.finding.models)
            return Motion(finding: told, peak: motion.peak, isMade: true)
        }
    }

    func run(of prompt: LivenessPrompt) -> [LivenessReading] {
        frames.filter { $0.prompt == prompt }.compactMap(\.reading).filter { $0.faceCount > 0 }
    }

    private var neutralPose: HeadPose? {
        let poses = run(of: .neutral).compactMap(\.meanPose)
        guard let yaw = Self.median(poses.map(\.yaw)), let pitch = Self.median(poses.map(\.pitch)),
            let roll = Self.median(poses.map(\.roll))
        else { return nil }
        return HeadPose(yaw: yaw, pitch: pitch, roll: roll)
    }

    /// The greatest median of successive frames counts, in the true direction alone.
    private func motion(in run: [LivenessReading], as prompt: LivenessPrompt, from neutral: HeadPose) -> Motion {
        let readings = run.filter { $0.meanPose != nil }
        let angles = readings.compactMap(\.meanPose).map { prompt.motion(from: neutral, to: $0) }
        let models = Self.models(readings)
        let window = LivenessLimits.window
        guard angles.count >= window else {
            return Motion(
                finding: Finding(.activeLivenessMotion, .fail, reason: .motionMissing, models: models), peak: nil,
                isMade: false)
        }
        let medians = (0...angles.count - window).map { Self.median(Array(angles[$0..<$0 + window])) ?? 0 }
        let best = medians.indices.max { medians[$0] < medians[$1] } ?? 0
        let (measure, limits) = (medians[best], prompt.limits)
        let outcome: Finding.Outcome =
            measure >= limits.made ? .success : measure >= limits.missing ? .review : .fail
        let middle = zip(readings, angles).dropFirst(best).prefix(window).max { $0.1 < $1.1 }?.0
        let finding = Finding(
            .activeLivenessMotion, outcome, measure: measure,
            threshold: outcome == .fail ? limits.missing : limits.made, unit: .degrees,
            reason: outcome == .success ? nil : .motionMissing, models: models)
        return Motion(finding: finding, peak: middle, isMade: outcome != .fail)
    }

    /// Nobody's head jumps, and two opinions on one motion lie near each other: where not, a person looks.
    private var continuity: [Finding] {
        var found: [Finding] = []
        if let jump = greatestJump, jump.degrees > jump.limit {
            found.append(
                Finding(
                    .activeLivenessMotion, .review, measure: jump.degrees, threshold: jump.limit, unit: .degrees,
                    reason: .jumped, models: Self.models(frames.compactMap(\.reading))))
        }
        let apart = prompts.compactMap(disagreement).max { $0.degrees - $0.limit < $1.degrees - $1.limit }
        if let apart, apart.degrees > apart.limit {
            found.append(
                Finding(
                    .activeLivenessMotion, .review, measure: apart.degrees, threshold: apart.limit, unit: .degrees,
                    reason: .differs, models: Self.models(frames.compactMap(\.reading))))
        }
        return found
    }

    private var greatestJump: (degrees: Double, limit: Double)? {
        zip(frames, frames.dropFirst()).filter { $0.prompt == $1.prompt }.compactMap { one, next in
            guard let from = one.reading?.meanPose, let to = next.reading?.meanPose else { return nil }
            let seconds = Double(next.milliseconds - one.milliseconds) / 1000
            let limit = max(LivenessLimits.jump, LivenessLimits.degreesPerSecond * seconds)
            return (max(abs(to.yaw - from.yaw), abs(to.pitch - from.pitch)), limit)
        }.max { $0.degrees - $0.limit < $1.degrees - $1.limit }
    }

    /// Degrees between what the pose's own model and the mesh say of one prompt's motion, in the run's median, and how
    /// many there may be: more for a large motion.
    private func disagreement(_ prompt: LivenessPrompt) -> (degrees: Double, limit: Double)? {
        let neutral = run(of: .neutral).filter { $0.meshPose != nil }
        guard let here = neutral.first?.pose, let there = neutral.first?.meshPose else { return nil }
        let opinions = run(of: prompt).compactMap { reading -> (own: Double, mesh: Double)? in
            guard let pose = reading.pose, let mesh = reading.meshPose else { return nil }
            return (prompt.motion(from: here, to: pose), prompt.motion(from: there, to: mesh))
        }
        guard let degrees = Self.median(opinions.map { abs($0.own - $0.mesh) }),
            let larger = Self.median(opinions.map { max($0.own, $0.mesh) })
        else { return nil }
        return (degrees, LivenessLimits.disagreement(over: larger))
    }

    static func median(_ values: [Double]) -> Double? {
        values.filter(\.isFinite).upperMedian
    }

    static func models(_ readings: [LivenessReading]) -> [String] {
        Array(Set(readings.flatMap(\.models))).sorted()
    }
}
