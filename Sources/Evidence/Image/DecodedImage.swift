/// A picture and what its file said about it.
package struct DecodedImage: Equatable, Sendable {
    package let picture: Picture
    package let facts: ImageFacts

    package init(picture: Picture, facts: ImageFacts) {
        self.picture = picture
        self.facts = facts
    }
}
