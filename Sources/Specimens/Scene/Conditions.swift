package import Evidence

/// The light, and what the camera does to the picture.
package struct Conditions: Equatable, Sendable {
    /// A reflection on the document's surface.
    package struct Glare: Equatable, Sendable {
        /// Its middle, as a share of the document's width and height.
        package var centre: Point
        /// Millimetres to where it has fallen to 60 %.
        package var radius: Double
        /// Added grey values in the middle: 255 burns everything out.
        package var strength: Double

        package init(centre: Point, radius: Double, strength: Double = 255) {
            self.centre = centre
            self.radius = radius
            self.strength = strength
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
