/// What lies outside a picture when it is warped.
package enum Border: Sendable {
    /// Black.
    case constant
    /// The nearest pixel of the border.
    case replicate
}
