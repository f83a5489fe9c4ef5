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

    /// In the place of the first frame's own finding, where the second face in it is a slip that the other frames tell;
    /// nil where that finding stands.
    func singleFace(_ found: [Finding]) -> Finding? {
        guard livenessSequence?.strayFace != nil,
            let own = found.first(where: { $0.check == .selfieSingleFace && $0.reason == .severalFaces })
        else { return nil }
        return Finding(
            .selfieSingleFace, .success, measure: own.measure, threshold: 2, unit: .count, region: own.region,
            reason: .severalFaces, models: own.models)
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
