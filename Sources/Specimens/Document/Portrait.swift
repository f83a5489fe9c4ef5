package import Evidence

/// A photograph of one person and where in it the face is.
package struct Portrait: Sendable {
    package let picture: Picture
    /// From the middle of the forehead to the chin and from ear to ear, in the picture's pixels.
    package let face: Region

    package init(picture: Picture, face: Region) {
        self.picture = picture
        self.face = face
    }

    /// The part that a document shows: the head, from crown to chin, fills 70 to 80 % of the height (part 3,
    /// section 3), in the middle; moved where the picture ends.
    /// - Parameter aspect: width over height of the place on the document.
    func documentCrop(aspect: Double) -> Region {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let wanted = min(face.height * 1.9, height, width / aspect)
        let (cropWidth, cropHeight) = (wanted * aspect, wanted)
        let left = face.x + face.width / 2 - cropWidth / 2
        let top = face.y - face.height * 0.47
        return Region(
            x: min(max(0, left), width - cropWidth), y: min(max(0, top), height - cropHeight),
            width: cropWidth, height: cropHeight)
    }
}
