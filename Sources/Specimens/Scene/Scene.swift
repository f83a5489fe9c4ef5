package import Evidence

/// A document on a desk, as a telephone photographs it.
package struct Scene: Sendable {
    package var document: SpecimenDocument
    /// Pixels.
    package var width: Int
    package var height: Int
    package var pose: Pose
    package var conditions: Conditions
    /// Desk and noise come from it; pose and conditions are as given.
    package var seed: UInt64
    package var desk = DeskMaterial.boards
    /// A table in place of the desk. It says where the document lies and how the camera looks: `desk` and `pose` count
    /// for nothing then.
    package var table: TableView?
    /// Nil leaves the document alone on its desk.
    package var hand: HoldingHand?
    /// What lies over it, each by itself.
    package var fingers: [Finger] = []
    /// Nil shows the document itself.
    package var attack: DocumentAttack?

    package init(
        _ document: SpecimenDocument, width: Int = 1920, height: Int = 1440, pose: Pose? = nil,
        conditions: Conditions = Conditions(), seed: UInt64 = 1
    ) {
        self.document = document
        self.width = width
        self.height = height
        self.pose = pose ?? .handheld(seed: seed)
        self.conditions = conditions
        self.seed = seed
    }

    /// In the middle of the document.
    package var pixelsPerMillimetre: Double {
        table?.pixelsPerMillimetre(in: (width, height))
            ?? pose.pixelsPerMillimetre(document.kind.sizeMillimetres, in: (width, height))
    }

    /// From the document to the picture.
    package var map: SheetMap {
        let size = document.kind.sizeMillimetres
        let homography =
            table?.homography(ofDocument: size, in: (width, height)) ?? pose.homography(size, in: (width, height))
        return SheetMap(homography: homography, bend: conditions.bend, width: size.width)
    }

    /// The photograph and the truth about it.
    package func photographed() throws(SpecimenError) -> Photograph {
        try photographed(printed: { $0 }, finished: { _, _ in })
    }

    /// - Parameters:
    ///   - printed: what lies on the desk instead of the document as it was printed.
    ///   - finished: what becomes of the light before it passes the lens; the map leads from millimetres to pixels.
    func photographed(
        printed change: (SpecimenPrint) throws(SpecimenError) -> SpecimenPrint,
        finished: (inout Film, Homography) -> Void
    ) throws(SpecimenError) -> Photograph {
        // A little finer than the photograph, so that sampling it never invents detail and hardly loses any.
        let fineness = min(40, max(4, pixelsPerMillimetre * 1.15))
        let print = try change(document.drawn(pixelsPerMillimetre: fineness))
        let map = map
        let truth = SpecimenTruth(of: self, print, map)
        var film = Film(try surface(map, outline: truth.outline))
        film.lay(attack.map { print.showing($0, seed: seed) } ?? print, by: map, shines: shines)
        try addHand(to: &film, map)
        finished(&film, map.homography)
        expose(&film)
        return Photograph(
            picture: film.picture, document: document, outline: truth.outline, mrz: truth.zone?.place.quad,
            portrait: truth.portrait?.quad, truth: truth)
    }

    /// The desk alone, in the same light and through the same lens: before the document is laid down.
    package func photographedDesk() throws(SpecimenError) -> Picture {
        var film = Film(try ground(shadowOf: nil).picture())
        expose(&film)
        return film.picture
    }

    /// What light and lens do to it.
    private func expose(_ film: inout Film) {
        film.light(exposure: conditions.exposure, gradient: conditions.gradient, cast: conditions.cast, seed: seed)
        if let shadow = conditions.shadow { film.shade(shadow) }
        film.blur(sigma: conditions.blur)
        film.smear(pixels: conditions.motion)
        film.grain(sigma: conditions.noise, seed: seed)
    }

    private var shines: [Conditions.Glare] { [conditions.glare, conditions.streak].compactMap(\.self) }

    private func surface(_ map: SheetMap, outline: Quad) throws(SpecimenError) -> Picture {
        let canvas = try ground(shadowOf: outline)
        if let attack { bareDesk.back(attack, on: canvas, map, document.kind.sizeMillimetres) }
        return try canvas.picture()
    }

    private var bareDesk: Desk { Desk(width: width, height: height, seed: seed, material: desk) }

    /// What the document lies on.
    /// - Parameter outline: of what lies on it; nil where nothing does.
    private func ground(shadowOf outline: Quad?) throws(SpecimenError) -> Canvas {
        let canvas = try Canvas(width: width, height: height)
        guard let table else {
            bareDesk.draw(on: canvas, shadowOf: outline)
            return canvas
        }
        let top = table.tabletop.drawn(width: width, height: height, by: table.homography(in: (width, height)))
        canvas.draw(top, from: top.region, into: top.region)
        if let outline { bareDesk.shadow(on: canvas, of: outline, strength: 1) }
        return canvas
    }

    private func addHand(to film: inout Film, _ map: SheetMap) throws(SpecimenError) {
        let size = document.kind.sizeMillimetres
        if !fingers.isEmpty {
            film = Film(try Fingers(fingers: fingers, map: map.homography, size: size).drawn(over: film.picture))
        }
        guard let hand else { return }
        let canvas = try Canvas(width: width, height: height)
        hand.draw(on: canvas, map, size)
        film.cover(with: canvas)
    }
}

extension SpecimenPrint {
    /// As print or screen show it.
    fileprivate func showing(_ attack: DocumentAttack, seed: UInt64) -> SpecimenPrint {
        showing(attack.shown(picture, seed: seed))
    }
}
