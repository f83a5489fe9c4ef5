extension FaceReader {
    /// The ghost portrait: the smaller face on the same document that is most like the main one.
    /// - Parameter document: the picture and the document's corners in it. Where they are not known, another face may
    ///   be anybody's, and nothing is said.
    func ghost(
        of portrait: DetectedFace, among faces: [DetectedFace], in document: (picture: Picture, corners: Quad?)
    ) throws(InferenceError) -> GhostPortrait? {
        guard let corners = document.corners else { return nil }
        let candidates = faces.filter { face in
            face.region.area <= GhostPortrait.Limits.share * portrait.region.area
                && face.score >= GhostPortrait.Limits.surest && corners.contains(face.region.centre)
                && face.region.overlap(with: portrait.region) == 0
        }
        guard let largest = candidates.largest else { return nil }
        let readable = candidates.filter { $0.region.width >= GhostPortrait.Limits.width }
        guard !readable.isEmpty, let own = try embedder?.greyTemplate(of: portrait, in: document.picture) else {
            return GhostPortrait(region: largest.region, distance: nil, models: [])
        }
        var nearest: GhostPortrait?
        for face in readable.sorted(by: { $0.region.area > $1.region.area }).prefix(GhostPortrait.Limits.most) {
            guard let other = try embedder?.greyTemplate(of: face, in: document.picture) else { continue }
            let distance = 1 - FaceComparison.value(own.values, other.values, .cosine)
            guard distance.isFinite, distance < nearest?.distance ?? .infinity else { continue }
            nearest = GhostPortrait(region: face.region, distance: distance, models: [own.model])
        }
        return nearest ?? GhostPortrait(region: largest.region, distance: nil, models: [])
    }
}
