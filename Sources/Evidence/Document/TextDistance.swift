/// How far two texts are from each other.
package enum TextDistance {
    /// Characters, or bytes of their views, to change, add or drop (Levenshtein).
    package static func between<Text: Collection>(_ one: Text, _ other: Text) -> Int where Text.Element: Equatable {
        let (left, right) = (Array(one), Array(other))
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, candidate) in right.enumerated() {
                let change = previous[column] + (letter == candidate ? 0 : 1)
                current.append(min(change, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
