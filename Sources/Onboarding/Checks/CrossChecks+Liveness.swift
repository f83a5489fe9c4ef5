import Evidence

extension CrossChecks {
    /// What the frames of the face say together; without a challenge, or with an excuse, a person has to look.
    var activeLiveness: [Finding] {
        livenessSequence?.findings
            ?? LivenessSequence.unavailable(challenge?.isExcused == true ? .notPossible : .dataMissing)
    }

    /// The frames that answer the challenge; nil without one, or with an excuse.
    var livenessSequence: LivenessSequence? {
        guard let challenge, !challenge.isExcused else { return nil }
        let frames = pictures.compactMap { picture in
            picture.motion.map { motion in
                LivenessSequence.Frame(
                    prompt: motion.prompt, milliseconds: motion.milliseconds, reading: picture.reading.liveness,
                    encoder: picture.reading.image?.encoder)
            }
        }
        let scale = pictures.first { $0.motion != nil && $0.reading.scale != nil }?.reading.scale
        return LivenessSequence(asked: challenge.prompts, frames: frames, scale: scale)
    }
}
