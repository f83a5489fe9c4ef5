/// A picture and what its file said about it.
package struct DecodedImage: Equatable, Sendable {
    package let picture: Picture
    package let facts: ImageFacts
    /// Of programs that the file went through.
    package let traces: ImageTraces

    package init(picture: Picture, facts: ImageFacts, traces: ImageTraces = ImageTraces()) {
        self.picture = picture
        self.facts = facts
        self.traces = traces
    }
}
