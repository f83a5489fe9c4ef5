/// How new pixels are made when a picture is resized.
package enum Interpolation: Sendable {
    case nearest, linear, cubic
    /// The mean of the pixels that a new one covers: for making smaller.
    case area
}
