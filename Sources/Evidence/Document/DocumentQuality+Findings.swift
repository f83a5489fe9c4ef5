extension DocumentQuality {
    /// Where pictures stop to be readable, on specimen pictures of 19 documents, their degraded copies (blur, motion,
    /// glare, low light, noise) and 45 drawn scenes.
    package enum Limits {
        /// Sharp pictures measure 0.35 and more, small ones that are still read 0.1 to 0.3.
        package static let sharpness = 0.2
        package static let blurred = 0.15
        /// The same over a document on which no text is found: sharp ones measure 0.25 and more.
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
        /// Pixels: under nine, machine-readable zones are misread (9 of 14 read at about eight).
        package static let characterHeight = 9.0
        package static let unreadableCharacterHeight = 5.0
        /// Share of the document inside the picture.
        package static let visible = 0.97
        package static let cutOff = 0.9
    }

    /// What the picture's quality says, each check once.
    /// - Parameters:
    ///   - lines: what was read; a picture that was read well is good enough whatever it measures.
    ///   - zoneCharacterHeightPixels: measured on a machine-readable zone, where there is one; else estimated.
    ///   - models: digests of the models that found the text.
    package func findings(
        lines: [TextLine], zoneCharacterHeightPixels: Double? = nil, models: [String]
    ) -> [Finding] {
        let confidences = lines.map(\.confidence)
        let isRead =
            lines.count >= 3
            && confidences.reduce(0, +) / Double(confidences.count) >= Limits.readConfidence
        return [
            sharpnessFinding(isRead: isRead, models),
            exposureFinding(isRead: isRead),
            glareFinding(isRead: isRead),
            resolutionFinding(zoneCharacterHeightPixels ?? characterHeightPixels, isRead: isRead, models),
            boundaryFinding(),
        ]
    }

    private func sharpnessFinding(isRead: Bool, _ models: [String]) -> Finding {
        let limit = sharpness == nil ? Limits.overallBlurred : Limits.sharpness
        let failing = sharpness == nil ? Limits.overallBlurred : Limits.blurred
        let measure = sharpness ?? overallSharpness
        let outcome: Finding.Outcome = isRead || measure >= limit ? .success : measure < failing ? .fail : .review
        return Finding(
            .documentSharpness, outcome, measure: measure, threshold: limit, unit: .laplacianVariance, region: region,
            reason: outcome == .success ? nil : .blurred, models: models)
    }

    private func exposureFinding(isRead: Bool) -> Finding {
        let isDark = exposure < Limits.dark
        let isOff = isDark || exposure > Limits.tooBright
        let clearly = exposure < Limits.tooDark || exposure > Limits.tooBright
        let outcome: Finding.Outcome = !isOff || isRead ? .success : clearly ? .fail : .review
        return Finding(
            .documentExposure, outcome, measure: exposure, threshold: isDark ? Limits.dark : Limits.tooBright,
            unit: .grey, region: region, reason: outcome == .success ? nil : isDark ? .tooDark : .tooBright)
    }

    private func glareFinding(isRead: Bool) -> Finding {
        let outcome: Finding.Outcome = isRead || glare < Limits.glare ? .success : .review
        return Finding(
            .documentGlare, outcome, measure: glare, threshold: Limits.glare, unit: .share, region: region,
            reason: outcome == .success ? nil : .glare)
    }

    private func resolutionFinding(_ height: Double?, isRead: Bool, _ models: [String]) -> Finding {
        guard let height else {
            return Finding(.documentResolution, .unavailable, unit: .pixels, reason: .notFound, models: models)
        }
        let outcome: Finding.Outcome =
            isRead || height >= Limits.characterHeight
            ? .success
            : height < Limits.unreadableCharacterHeight ? .fail : .review
        return Finding(
            .documentResolution, outcome, measure: height, threshold: Limits.characterHeight, unit: .pixels,
            region: region, reason: outcome == .success ? nil : .tooSmall, models: models)
    }

    private func boundaryFinding() -> Finding {
        guard let visibleShare else {
            return Finding(.documentBoundary, .review, threshold: Limits.visible, unit: .share, reason: .notFound)
        }
        let outcome: Finding.Outcome =
            visibleShare >= Limits.visible ? .success : visibleShare < Limits.cutOff ? .fail : .review
        return Finding(
            .documentBoundary, outcome, measure: visibleShare, threshold: Limits.visible, unit: .share, region: region,
            reason: outcome == .success ? nil : .notFound)
    }
}
