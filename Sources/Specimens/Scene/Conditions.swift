package import Evidence

/// The light, and what the camera does to the picture.
package struct Conditions: Codable, Equatable, Sendable {
    /// A reflection on the document's surface.
    package struct Glare: Codable, Equatable, Sendable {
        /// Its middle, as a share of the document's width and height.
        package var centre: Point
        /// Millimetres to where it has fallen to 60 %.
        package var radius: Double
        /// Added grey values in the middle: 255 burns everything out.
        package var strength: Double
        /// How many times longer than broad: 1 is round, 6 a lamp's streak.
        package var stretch = 1.0
        /// Of its length, clockwise from the document's lines.
        package var degrees = 0.0

        package init(centre: Point, radius: Double, strength: Double = 255) {
            self.centre = centre
            self.radius = radius
            self.strength = strength
        }
    }

    /// The edge of a shadow that falls across the picture: somebody stands in the light.
    package struct HardShadow: Codable, Equatable, Sendable {
        /// A point of the edge, as a share of the frame's sides.
        package var through: Point
        /// Of the edge, clockwise from upright; the shadow lies to its right.
        package var degrees: Double
        /// The share of the light that it takes: 0…1.
        package var depth: Double
        /// From light to dark, as a share of the frame's width.
        package var softness: Double

        package init(through: Point, degrees: Double, depth: Double, softness: Double = 0.01) {
            self.through = through
            self.degrees = degrees
            self.depth = depth
            self.softness = softness
        }
    }

    /// 1 is well lit, 0.3 a dim room.
    package var exposure: Double
    /// By how much one end of the frame is lighter than its middle: 0…0.5.
    package var gradient: Double
    /// Standard deviation in grey values.
    package var noise: Double
    /// Standard deviation of the lens's blur in pixels; 0 is sharp.
    package var blur: Double
    /// Pixels that the camera moves while it looks, from left to right.
    package var motion: Int
    package var glare: Glare?
    /// A second reflection.
    package var streak: Glare?
    package var shadow: HardShadow?
    /// The light's colour: −1 is cold as a clouded sky, 1 warm as a lamp.
    package var cast = 0.0
    /// Millimetres by which the document's middle is bent up between its left and right edge.
    package var bend = 0.0

    package init(
        exposure: Double = 1, gradient: Double = 0.1, noise: Double = 2.5, blur: Double = 0, motion: Int = 0,
        glare: Glare? = nil
    ) {
        self.exposure = exposure
        self.gradient = gradient
        self.noise = noise
        self.blur = blur
        self.motion = motion
        self.glare = glare
    }
}
