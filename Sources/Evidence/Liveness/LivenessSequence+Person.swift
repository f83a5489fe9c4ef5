/// Who is in the frames, and whether it is a body or a picture.
extension LivenessSequence {
    /// Whether the motions are those of a head: the least of the motions that were made counts, because a picture is as
    /// flat in one as in the other.
    func depth(_ motions: [Motion]) -> Finding {
        let shapes = run(of: .neutral).compactMap(\.shape)
        let models = Self.models(frames.compactMap(\.reading))
        let peaks = motions.filter(\.isMade).compactMap(\.peak)
        guard !peaks.isEmpty else {
            return Finding(.activeLivenessDepth, .unavailable, reason: .dataMissing, models: models)
        }
        guard let neutral = shapes.first, peaks.allSatisfy({ $0.shape != nil }) else {
            return Finding(.activeLivenessDepth, .unavailable, reason: .modelMissing, models: models)
        }
        let residuals = peaks.compactMap(\.shape).compactMap { PlaneMotion.residual(from: neutral, to: $0) }
        guard residuals.count == peaks.count, let measure = residuals.min() else {
            return Finding(.activeLivenessDepth, .unavailable, reason: .dataMissing, models: models)
        }
        let outcome: Finding.Outcome =
            measure >= LivenessLimits.depth ? .success : measure >= LivenessLimits.flat ? .review : .fail
        return Finding(
            .activeLivenessDepth, outcome, measure: measure,
            threshold: outcome == .fail ? LivenessLimits.flat : LivenessLimits.depth, unit: .share,
            reason: outcome == .success ? nil : .flat, models: models)
    }

    /// Whether the person of the first frame makes every motion: the run whose median is least like them counts.
    var face: Finding {
        guard let scale, let reference = run(of: .neutral).first?.template else {
            let hasFace = frames.contains { ($0.reading?.faceCount ?? 0) > 0 }
            return Finding(.activeLivenessFace, .unavailable, reason: hasFace ? .modelMissing : .dataMissing)
        }
        let runs = ([.neutral] + prompts).map { prompt in
            run(of: prompt).compactMap(\.template)
                .compactMap { FaceComparison(probe: $0, reference: reference, scale: scale) }
        }
        // The middle of each run, and of these the one that is least alike.
        let middles = runs.compactMap { run in run.sorted { $0.score < $1.score }.dropFirst(run.count / 2).first }
        guard middles.count == runs.count, let least = middles.min(by: { $0.score < $1.score }) else {
            return Finding(.activeLivenessFace, .unavailable, reason: .dataMissing, models: [reference.model])
        }
        let outcome: Finding.Outcome =
            switch least.level {
            case .match: .success
            case .review: .review
            case .noMatch: .fail
            }
        return Finding(
            .activeLivenessFace, outcome, measure: least.value,
            threshold: outcome == .fail ? scale.review : scale.match,
            unit: scale.measure == .cosine ? .cosine : .distance,
            reason: outcome == .success ? nil : .faceChanged, models: [reference.model])
    }

    /// One person in every frame, and no frame sent twice.
    var picturesOfOnePerson: [Finding] {
        let readings = frames.compactMap(\.reading)
        let crowded = readings.count { $0.faceCount > 1 }
        var found: [Finding] = []
        if crowded > 0 {
            let isStray = strayFace != nil
            found.append(
                Finding(
                    .activeLivenessFrames, isStray ? .success : .fail, measure: Double(crowded),
                    threshold: isStray ? 1 : 0, unit: .count, reason: .severalFaces, models: Self.models(readings)))
            if !isStray { return found }
        }
        let copies = readings.count - Set(readings.map(\.fingerprint)).count
        found.append(
            Finding(
                .activeLivenessFrames, copies == 0 ? .success : .review, measure: Double(copies), threshold: 0,
                unit: .count, reason: copies == 0 ? nil : .repeated, models: Self.models(readings)))
        return found
    }

    /// The one frame with a second face, where that is the detector's slip and not a second person: the face is small,
    /// all other frames have one, and the person is the same in all of them and in this one. Nil where it is not so,
    /// and where that cannot be told.
    package var strayFace: LivenessReading? {
        let readings = frames.compactMap(\.reading)
        let crowded = readings.filter { $0.faceCount > 1 }
        guard let only = crowded.first, crowded.count == 1, only.faceCount == 2,
            let share = only.secondFaceShare, share <= LivenessLimits.strayShare,
            readings.count(where: { $0.faceCount == 1 }) >= LivenessLimits.strayAmong,
            face.outcome == .success, let scale, let reference = run(of: .neutral).first?.template,
            let own = only.template, let likeness = FaceComparison(probe: own, reference: reference, scale: scale),
            likeness.level != .noMatch
        else { return nil }
        return only
    }

    /// A motion takes its time; the shortest run counts. The device's clock proves nothing, and a careless forgery
    /// shows.
    var timing: Finding {
        let spans = prompts.map { prompt in
            let times = frames.filter { $0.prompt == prompt }.map(\.milliseconds)
            return (times.max() ?? 0) - (times.min() ?? 0)
        }
        let shortest = spans.min() ?? 0
        let isPlausible = shortest >= LivenessLimits.shortestRun
        return Finding(
            .activeLivenessFrames, isPlausible ? .success : .review, measure: Double(shortest),
            threshold: Double(LivenessLimits.shortestRun), unit: .milliseconds, reason: isPlausible ? nil : .tooFast)
    }
}
