extension DocumentQuality {
    /// Whether enough was seen of a zone to believe every character.
    var isZoneClear: Bool {
        guard let zone else { return false }
        let isHidden =
            washedOut >= Limits.blankZone || coveredZone >= Limits.blankZone
            || (hasEdges && (visibleShare ?? 1) < Limits.visible)
        return zone.confidence >= (isHidden ? ZoneClarity.Limits.clearThoughHidden : ZoneClarity.Limits.clear)
    }

    /// What most likely keeps the zone from being read: everything beyond its limit and, where a zone was read but not
    /// clearly, at least what is nearest to it. Empty where the zone was read clearly.
    var blamed: Set<Check> {
        guard !isZoneClear else { return [] }
        let suspicions = suspicions
        let certain = suspicions.filter { $0.value >= 1 }
        if !certain.isEmpty || zone == nil { return Set(certain.keys) }
        return Set(suspicions.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }.map { [$0.key] } ?? [])
    }

    /// How near each measure is to the limit beyond which zones are not read: from 1 it is beyond.
    private var suspicions: [Check: Double] {
        let height = characterHeightPixels ?? Limits.characterHeight
        let soft = max(
            Limits.blurred / max(sharpness ?? overallSharpness, 0.001),
            strokeSharpness.map { Limits.strokes / max($0, 0.001) } ?? 0)
        let unseen = hasEdges ? 1 - (visibleShare ?? 1) : 0
        return [
            .documentSharpness: soft,
            .documentExposure: max(Limits.dark / max(exposure, 1), exposure > Limits.tooBright ? 1 : 0),
            .documentGlare: washedOut / Limits.blankZone,
            .documentResolution: Limits.characterHeight / max(height, 0.1),
            .documentBoundary: textIsCut ? 1 : unseen / (1 - Limits.visible),
            .documentOcclusion: max(
                coveredZone / Limits.blankZone, (skin ?? 0) / Limits.suspiciouslyCovered),
        ]
    }
}
