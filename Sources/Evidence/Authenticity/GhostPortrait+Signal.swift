extension GhostPortrait {
    /// The distance of a portrait to its ghost. What is absent or too small says nothing.
    static func signal(_ surface: DocumentSurface) -> AuthenticitySignal {
        let ghost = surface.ghost
        let reason: Reason = ghost == nil ? .notFound : ghost?.distance == nil ? .tooSmall : .ghostDiffers
        return AuthenticitySignal(
            .ghostPortrait, ghost?.distance, limits: (Limits.differs, Limits.strong), unit: .distance,
            seen: (ghost?.region, reason)
        ).measured(by: ghost?.models ?? [])
    }
}
