package import Evidence

/// A person before their own camera, or an empty room.
package struct SelfieScene: Sendable {
    /// Nil is the room without anybody in it.
    package var portrait: Portrait?
    /// Pixels.
    package var width: Int
    package var height: Int
    /// The face's height as a share of the frame's. A photograph that nearly fills the frame is enlarged until it does.
    package var faceShare: Double
    package var conditions: Conditions
    package var seed: UInt64

    package init(
        of portrait: Portrait?, width: Int = 1280, height: Int = 720, conditions: Conditions = Self.goodLight,
        seed: UInt64 = 1
    ) {
        self.portrait = portrait
        self.width = width
        self.height = height
        self.conditions = conditions
        self.seed = seed
        faceShare = 0.4
    }

    /// The photograph brings its own light, so none is added.
    package static let goodLight = Conditions(gradient: 0, noise: 1)

    package func photographed() throws(SpecimenError) -> Picture {
        var film: Film
        if let portrait {
            film = Film(try person(portrait))
        } else {
            film = Film(try Room(width: width, height: height, seed: seed).drawn())
            film.blur(sigma: Double(height) / 400)
        }
        film.light(exposure: conditions.exposure, gradient: conditions.gradient, seed: seed)
        film.blur(sigma: conditions.blur)
        film.smear(pixels: conditions.motion)
        film.grain(sigma: conditions.noise, seed: seed)
        return film.picture
    }

    /// The portrait in its place. Where the frame reaches beyond the photograph, its own background goes on, out of
    /// focus.
    private func person(_ portrait: Portrait) throws(SpecimenError) -> Picture {
        let place = place(of: portrait)
        let canvas = try Canvas(width: width, height: height)
        let frame = Region(x: 0, y: 0, width: Double(width), height: Double(height))
        let isCovered = place.x <= 0 && place.x + place.width >= frame.width
        guard !isCovered else {
            canvas.draw(portrait.picture, from: portrait.picture.region, into: place)
            return try canvas.picture()
        }
        surround(place, with: portrait.picture, on: canvas)
        var surroundings = Film(try canvas.picture())
        surroundings.blur(sigma: frame.height / 40)
        canvas.draw(surroundings.picture, from: frame, into: frame)
        canvas.drawFadingSideways(portrait.picture, into: place, fade: 0.09)
        return try canvas.picture()
    }

    /// Only the outer strips of the photograph are mirrored: its whole width would bring the face once more.
    private func surround(_ place: Region, with picture: Picture, on canvas: Canvas) {
        let share = 0.12
        let strip = (picture: Double(picture.width) * share, frame: place.width * share)
        for x in [0, 1 - share] {
            let side = picture.cropped(
                to: Region(x: x * Double(picture.width), y: 0, width: strip.picture, height: Double(picture.height)))
            let middle = place.x + place.width / 2
            let half =
                x == 0
                ? Region(x: 0, y: 0, width: middle, height: Double(height))
                : Region(x: middle, y: 0, width: Double(width) - middle, height: Double(height))
            canvas.within {
                canvas.clip(half)
                canvas.drawMirrored(
                    side,
                    into: Region(x: place.x + x * place.width, y: place.y, width: strip.frame, height: place.height))
            }
        }
    }

    /// Where the whole photograph lies in the frame: the face in the middle and a little above it, moved as far as the
    /// photograph needs to fill the frame.
    private func place(of portrait: Portrait) -> Region {
        let (picture, face) = (portrait.picture, portrait.face)
        let wanted = faceShare * Double(height) / face.height
        let toCover = max(Double(width) / Double(picture.width), Double(height) / Double(picture.height))
        let scale = toCover > wanted && toCover <= wanted * Self.mostEnlargement ? toCover : wanted
        let (placeWidth, placeHeight) = (Double(picture.width) * scale, Double(picture.height) * scale)
        let left = Double(width) / 2 - (face.x + face.width / 2) * scale
        let top = Double(height) * 0.45 - (face.y + face.height / 2) * scale
        return Region(
            x: Self.settled(left, length: placeWidth, frame: Double(width)),
            y: Self.settled(top, length: placeHeight, frame: Double(height)), width: placeWidth, height: placeHeight)
    }

    private static let mostEnlargement = 1.2

    /// Moves a span that is long enough until it covers `0…frame`; leaves one that is too short where it is.
    private static func settled(_ start: Double, length: Double, frame: Double) -> Double {
        length >= frame ? min(0, max(start, frame - length)) : start
    }
}
