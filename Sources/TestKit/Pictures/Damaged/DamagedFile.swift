/// One file as no camera makes it: cut, changed, swollen, or another thing in a picture's clothes.
package struct DamagedFile: Sendable {
    /// What must come of it, where that is known beforehand.
    package enum Outcome: Sendable {
        case picture
        /// Whatever the reason.
        case refusal
        /// Refused for the size that its header claims, and so before anything is decoded.
        case tooLarge
    }

    /// What was done to which file, such as `jpeg cut at 17`.
    package let name: String
    package let bytes: [UInt8]
    /// Nil where a picture and a refusal are both right: a flipped bit may lie in a comment.
    package let outcome: Outcome?

    init(_ name: String, _ bytes: [UInt8], _ outcome: Outcome? = nil) {
        self.name = name
        self.bytes = bytes
        self.outcome = outcome
    }

    /// Every file, in this order on every run: 2,000 and more, a few hundred kilobytes the largest.
    package static let all: [DamagedFile] =
        cuts + flips + wrongLengths + rearranged + bombs + polyglots + wrongExif + oddities
}
