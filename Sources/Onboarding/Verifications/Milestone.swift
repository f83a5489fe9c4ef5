/// How far a person came, for the funnel: written when it is reached for the first time, and kept when the data goes.
package enum Milestone: Sendable {
    /// Every side of the document that is asked for was taken in.
    case documentCaptured
    case faceCaptured
    case submitted
}
