import Evidence

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
        pose.pixelsPerMillimetre(document.kind.sizeMillimetres, in: (width, height))
    }

    /// The photograph and the truth about it.
    package func photographed() throws(SpecimenError) -> Photograph {
        let size = document.kind.sizeMillimetres
        let frame = (width, height)
        let map = pose.homography(size, in: frame)
        // A little finer than the photograph, so that sampling it never invents detail and hardly loses any.
        let fineness = min(40, max(4, pixelsPerMillimetre * 1.15))
        let print = try document.drawn(pixelsPerMillimetre: fineness)
        let outline = map.apply(Region(x: 0, y: 0, width: size.width, height: size.height))
        var film = Film(try Desk(width: width, height: height, seed: seed).drawn(shadowOf: outline))
        film.lay(print, by: map, glare: conditions.glare)
        film.light(exposure: conditions.exposure, gradient: conditions.gradient, seed: seed)
        film.blur(sigma: conditions.blur)
        film.smear(pixels: conditions.motion)
        film.grain(sigma: conditions.noise, seed: seed)
        func place(_ region: Region?) -> Quad? {
            region.map { region in
                let scale = 1 / print.pixelsPerMillimetre
                return map.apply(
                    Region(
                        x: region.x * scale, y: region.y * scale, width: region.width * scale,
                        height: region.height * scale))
            }
        }
        return Photograph(
            picture: film.picture, document: document, outline: outline, mrz: place(print.mrz),
            portrait: place(print.portrait))
    }
}
