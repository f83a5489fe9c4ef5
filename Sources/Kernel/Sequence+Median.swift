extension Sequence where Element: Comparable {
    /// The middle element in rising order; the upper of the two middle ones of an even number. Nil where there is none.
    ///
    /// Inlinable: for an element that another module does not know, sorting takes ten times as long.
    @inlinable package var upperMedian: Element? {
        let sorted = sorted()
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }
}
