package import Evidence

/// What is held before the camera, or put in its place, instead of a person (ISO/IEC 30107-3: presentation attack
/// instrument species; an injection is no presentation, and is counted apart).
///
/// Every species is drawn, digitally and from the pixels of one selfie: no ink, no paper, no panel and no second camera
/// had a part in it.
package enum AttackSpecies: String, Sendable, CaseIterable {
    case flatPrint = "flat print"
    case bentPrint = "bent print"
    case cutPrint = "print with the eyes cut out"
    case swungPrint = "print held askew"
    case warpedPrint = "print of a warped photo"
    case phoneScreen = "phone screen, bezel in view"
    case tabletScreen = "tablet screen, no bezel in view"
    case injectedStill = "injected photo"
    case pastedFace = "injected photo, face pasted in"

    package var isInjection: Bool { self == .injectedStill || self == .pastedFace }

    /// One presentation as the camera sees it, of the size of the source's picture.
    /// - Parameters:
    ///   - source: whom the attack passes for.
    ///   - other: who stands behind cut eyes, and whose photo a face is pasted into.
    ///   - seed: of everything left to chance; the same gives the same bytes.
    ///   - frame: further frames of one capture: the same instrument, once more before the camera.
    package func presented(
        _ source: AttackSource, other: AttackSource, seed: UInt64, frame: UInt64 = 0
    ) throws(SpecimenError) -> Picture {
        let exposure = seed &+ frame &* 0x9E37_79B9_7F4A_7C15
        var chance = SeededGenerator(seed: seed ^ 0xA77A)
        let ink = PrintedPhoto(seed: seed)
        var hand = HeldSheet.handheld(seed: exposure)
        switch self {
        case .flatPrint: return try held(ink.sheet(of: source.picture), hand, source, (seed, exposure))
        case .bentPrint:
            hand.bend = chance.number(in: 50...95)
            return try held(ink.sheet(of: source.picture), hand, source, (seed, exposure))
        case .cutPrint:
            let sheet = EyeHoles(in: source, behind: other).cut(
                ink.sheet(of: source.picture), margin: ink.margin(of: source.picture))
            return try held(sheet, hand, source, (seed, exposure))
        case .swungPrint:
            hand.yaw = chance.number(in: 14...30) * chance.pick([-1, 1])
            hand.pitch = chance.number(in: -12...12)
            return try held(ink.sheet(of: source.picture), hand, source, (seed, exposure))
        case .warpedPrint:
            let warped = source.warped(
                yaw: chance.number(in: 6...16) * chance.pick([-1, 1]), pitch: chance.number(in: -5...5))
            return try held(ink.sheet(of: warped), hand, source, (seed, exposure))
        case .phoneScreen:
            return try held(ScreenReplay(seed: seed).phone(showing: source), hand, source, (seed, exposure))
        case .tabletScreen: return ScreenReplay(seed: seed).photographed(source.picture, seed: exposure)
        case .injectedStill: return source.picture
        case .pastedFace: return try FaceBlend(base: other, donor: source).pasted()
        }
    }

    /// The sheet in its holder's room, photographed.
    private func held(
        _ sheet: Picture, _ hand: HeldSheet, _ source: AttackSource, _ seed: (room: UInt64, exposure: UInt64)
    ) throws(SpecimenError) -> Picture {
        let (width, height) = (source.picture.width, source.picture.height)
        var film = Film(try Room(width: width, height: height, seed: seed.room).drawn())
        film.blur(sigma: Double(height) / 120)
        film.lay(hand.sheet(of: sheet, in: (width, height)), from: hand.shaded(sheet, seed: seed.room))
        // The sheet's edge is laid without smoothing; no lens draws one so hard.
        film.blur(sigma: 0.6)
        film.expose(seed: seed.exposure)
        return film.picture
    }
}
