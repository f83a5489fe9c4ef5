extension DocumentQuality {
    /// Where pictures stop to be readable: on the specimen pictures and on 150 drawn ones from easy to hopeless.
    package enum Limits {
        /// Sharp pictures measure 0.35 and more, small ones that are still read 0.1 to 0.3.
        package static let sharpness = 0.2
        package static let blurred = 0.15
        /// Of strokes, the lesser of across and down: a zone that was not read is taken for blurred or moved below.
        package static let strokes = 0.06
        /// The same as `blurred` over a document on which no text is found: sharp ones measure 0.25 and more.
        package static let overallBlurred = 0.15
        /// Reading is what sharpness is for: from this mean confidence of the lines, a soft picture is good enough.
        package static let readConfidence = 0.9
        /// Mean grey. Three of four documents in the darkest specimen pictures (55 to 66) are read.
        package static let dark = 50.0
        package static let tooDark = 30.0
        package static let tooBright = 245.0
        /// Share of the document. Up to 0.33 does not keep specimens from being read; where it lies decides, and that
        /// the reading shows; so much hides part of any document.
        package static let glare = 0.35
        /// Share of the zone without strokes, from which a zone that was not read is taken for washed out or covered.
        package static let blankZone = 0.04
        /// Pixels: under nine, machine-readable zones are misread (9 of 14 read at about eight).
        package static let characterHeight = 9.0
        package static let unreadableCharacterHeight = 5.0
        /// Share of the document inside the picture.
        package static let visible = 0.97
        package static let cutOff = 0.9
        /// Share of the document under fingers: fingers that only hold its rim cover less.
        package static let covered = 0.08
        /// The same where the zone was not read.
        package static let suspiciouslyCovered = 0.012
    }

    /// What the picture's quality says, each check once.
    /// - Parameters:
    ///   - lines: what was read; a picture that was read well is good enough whatever it measures.
    ///   - expectsZone: whether the side must have a zone; where it was not read clearly, the picture is at fault, and
    ///     what is worst about it is told.
    ///   - models: digests of the models that found the text.
    package func findings(lines: [TextLine], expectsZone: Bool = false, models: [String]) -> [Finding] {
        let verdict = Verdict(
            isRead: zone == nil ? !expectsZone && Self.isRead(lines) : isZoneClear,
            blame: expectsZone ? blamed : [])
        return [
            sharpnessFinding(verdict, models), exposureFinding(verdict), glareFinding(verdict),
            resolutionFinding(verdict, models), boundaryFinding(verdict), occlusionFinding(verdict),
        ]
    }

    private static func isRead(_ lines: [TextLine]) -> Bool {
        // Of one recogniser: another's confidence has another scale.
        let confidences = lines.filter { $0.language == nil }.map(\.confidence)
        return confidences.count >= 3 && confidences.reduce(0, +) / Double(confidences.count) >= Limits.readConfidence
    }

    private struct Verdict {
        /// The reading shows that the picture is good enough.
        let isRead: Bool
        /// What keeps a zone from being read.
        let blame: Set<Check>

        /// What is blamed fails; what was read cannot be bad; else the measure itself speaks.
        func outcome(_ check: Check, otherwise: Finding.Outcome) -> Finding.Outcome {
            blame.contains(check) ? .fail : isRead ? .success : otherwise
        }
    }

    private func sharpnessFinding(_ verdict: Verdict, _ models: [String]) -> Finding {
        let limit = sharpness == nil ? Limits.overallBlurred : Limits.sharpness
        let failing = sharpness == nil ? Limits.overallBlurred : Limits.blurred
        let measure = sharpness ?? overallSharpness
        let outcome = verdict.outcome(
            .documentSharpness, otherwise: measure >= limit ? .success : measure < failing ? .fail : .review)
        return Finding(
            .documentSharpness, outcome, measure: measure, threshold: limit, unit: .laplacianVariance,
            region: zoneRegion ?? region, reason: outcome == .success ? nil : .blurred, models: models)
    }

    private func exposureFinding(_ verdict: Verdict) -> Finding {
        let isDark = exposure < Limits.tooBright
        let isOff = exposure < Limits.dark || exposure > Limits.tooBright
        let clearly = exposure < Limits.tooDark || exposure > Limits.tooBright
        let outcome = verdict.outcome(.documentExposure, otherwise: !isOff ? .success : clearly ? .fail : .review)
        return Finding(
            .documentExposure, outcome, measure: exposure, threshold: isDark ? Limits.dark : Limits.tooBright,
            unit: .grey, region: region, reason: outcome == .success ? nil : isDark ? .tooDark : .tooBright)
    }

    /// Glare on the zone where it is blamed, on the whole document else.
    private func glareFinding(_ verdict: Verdict) -> Finding {
        let outcome = verdict.outcome(.documentGlare, otherwise: glare < Limits.glare ? .success : .review)
        let isOnZone = outcome == .fail
        return Finding(
            .documentGlare, outcome, measure: isOnZone ? washedOut : glare,
            threshold: isOnZone ? Limits.blankZone : Limits.glare, unit: .share,
            region: isOnZone ? zoneRegion : region, reason: outcome == .success ? nil : .glare)
    }

    private func resolutionFinding(_ verdict: Verdict, _ models: [String]) -> Finding {
        guard let height = characterHeightPixels else {
            return Finding(.documentResolution, .unavailable, unit: .pixels, reason: .notFound, models: models)
        }
        let outcome = verdict.outcome(
            .documentResolution,
            otherwise: height >= Limits.characterHeight
                ? .success : height < Limits.unreadableCharacterHeight ? .fail : .review)
        return Finding(
            .documentResolution, outcome, measure: height, threshold: Limits.characterHeight, unit: .pixels,
            region: zoneRegion ?? region, reason: outcome == .success ? nil : .tooSmall, models: models)
    }

    /// Only edges that were seen can show that a document is cut off: where the zone tells its place, a scan that is
    /// trimmed to the page looks the same.
    private func boundaryFinding(_ verdict: Verdict) -> Finding {
        guard let visibleShare else {
            return Finding(
                .documentBoundary, verdict.outcome(.documentBoundary, otherwise: .review), threshold: Limits.visible,
                unit: .share, reason: textIsCut ? .documentCut : .notFound)
        }
        let isWhole = visibleShare >= Limits.visible
        let outcome = verdict.outcome(
            .documentBoundary,
            otherwise: isWhole ? .success : hasEdges && visibleShare < Limits.cutOff ? .fail : .review)
        return Finding(
            .documentBoundary, outcome, measure: visibleShare, threshold: Limits.visible, unit: .share, region: region,
            reason: outcome == .success ? nil : .documentCut)
    }

    private func occlusionFinding(_ verdict: Verdict) -> Finding {
        let isBlamed = verdict.blame.contains(.documentOcclusion)
        guard let measure = isBlamed ? max(coveredZone, skin ?? 0) : skin ?? zone.map({ _ in coveredZone }) else {
            return Finding(.documentOcclusion, .unavailable, unit: .share, reason: .notFound)
        }
        let outcome: Finding.Outcome = isBlamed ? .fail : measure < Limits.covered ? .success : .review
        return Finding(
            .documentOcclusion, outcome, measure: measure,
            threshold: isBlamed ? Limits.suspiciouslyCovered : Limits.covered, unit: .share,
            region: isBlamed ? zoneRegion ?? region : region, reason: outcome == .success ? nil : .covered)
    }
}
