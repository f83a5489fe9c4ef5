/// Every limit of the search for a background that is known already.
enum KnownBackgroundLimits {
    /// Prints of an application that one is held against: the newest. 100,000 are about 30 megabytes.
    static let prints = 100_000
    /// Prints that are kept of one verification: more sides no document has.
    static let sides = 4
    /// Rows that are read at once.
    static let page = 1000
    /// Nearest that are looked at, before those of the same customer are left out.
    static let candidates = 50
    /// Hits that a reviewer is shown, the nearest first.
    static let hits = 10
}
