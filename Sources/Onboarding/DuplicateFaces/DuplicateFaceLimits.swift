/// Every limit of the search for a face that is known already.
enum DuplicateFaceLimits {
    /// Rows that are read at once.
    static let page = 1000
    /// Hits that a reviewer is shown, the most alike first.
    static let hits = 10
    /// Cosine from which on two faces are taken for one person's: false match rate about 2 in a million pairs, by a
    /// normal fit of measured impostors (`docs/accuracy.md`). Other models have no such limit yet: with them the search
    /// is unavailable.
    static let cosine = 0.50
}
