import Evidence

extension CrossChecks {
    /// What the frames of the face say together; without a challenge, or with an excuse, a person has to look.
    var activeLiveness: [Finding] {
        livenessSequence?.findings
            ?? LivenessSequence.unavailable(challenge?.isExcused == true ? .notPossible : .dataMissing)
    }

    /// What pictures out of a program's camera say, each kind of picture once, by the check whose rule asks for a look
    /// at such a picture.
    var cameras: [Finding] {
        let checks: [Check] = pictures.filter { $0.camera == .virtual }.compactMap { picture in
            switch picture.kind {
            case .document: .documentAuthenticity
            case .selfie: picture.motion == nil ? .selfieRecapture : .activeLivenessFrames
            case .additional, .recording: nil
            }
        }
        return Set(checks).sorted { $0.rawValue < $1.rawValue }
            .compactMap { VirtualCamera.finding($0, .virtual, isLive: isLive) }
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
