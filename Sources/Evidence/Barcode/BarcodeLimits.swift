package enum BarcodeLimits {
    /// Symbols taken from one picture.
    package static let symbols = 8
    /// Longer side of the whole picture at the first look, in pixels.
    static let longSide = 4_000
    /// Longer side at every further look: a card's 230 modules and more have eight pixels each.
    static let variantLongSide = 2_000
    /// Width of a straightened document: what the picture has, but no less than makes a wide PDF417 four pixels a
    /// module.
    static let rectifiedWidths = 1_000.0...2_000.0
    /// Up to this longer side a picture is looked at enlarged.
    static let enlargedLongSide = 1_200
    /// Turns at which what a look read is looked at again. One of them is nearer to level than the first look was, and
    /// rows are lost by tilt: at other scales of the same tilt a wrong content comes again.
    /// Rows of three modules, the least that the standard allows, are lost at 2.5 degrees in a wide symbol.
    static let secondLookDegrees = [2.5, -2.5, 1, -1]
    /// Pixels of all looks at one picture, from which its time follows: a second and a half of one core where there is
    /// nothing to find.
    static let pixels = 32_000_000
}
