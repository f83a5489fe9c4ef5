/// A character's place in a machine-readable zone; both count from 0.
package struct MRZPosition: Codable, Hashable, Sendable {
    package let line: Int
    package let index: Int

    package init(line: Int, index: Int) {
        self.line = line
        self.index = index
    }
}
