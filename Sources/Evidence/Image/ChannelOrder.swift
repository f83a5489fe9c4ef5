/// The order of colours that a model expects.
package enum ChannelOrder: Sendable {
    /// As pictures are stored.
    case bgr
    case rgb
}
