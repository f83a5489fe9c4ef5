import Evidence

/// The photographs that the cases need: two of one person and one of another. They are official photographs that
/// `setup/portraits/fetch.sh` fetches and checks; none is part of the project.
package struct SpecimenPortraits: Sendable {
    /// On the document.
    package let document: Portrait
    /// The same person on another day.
    package let selfie: Portrait
    /// Somebody else.
    package let other: Portrait

    package init(document: Portrait, selfie: Portrait, other: Portrait) {
        self.document = document
        self.selfie = selfie
        self.other = other
    }

    /// The files' names, as `setup/portraits/fetch.sh` leaves them in its folder.
    package static let fileNames = ["person-a-portrait.jpg", "person-a-selfie.jpg", "person-b-selfie.jpg"]

    /// - Parameter files: the bytes of each of `fileNames`.
    package init(files: [String: [UInt8]]) throws(SpecimenError) {
        var portraits: [Portrait] = []
        for (name, face) in zip(Self.fileNames, Self.faces) {
            guard let bytes = files[name] else { throw .portraitMissing(name) }
            portraits.append(Portrait(picture: try Self.decoded(bytes, name), face: face))
        }
        self.init(document: portraits[0], selfie: portraits[1], other: portraits[2])
    }

    /// Where the face is in each of the files, measured by eye: the pictures are pinned by their digests, so it stays.
    private static let faces = [
        Region(x: 585, y: 275, width: 345, height: 360),
        Region(x: 345, y: 115, width: 290, height: 315),
        Region(x: 405, y: 215, width: 335, height: 375),
    ]

    private static func decoded(_ bytes: [UInt8], _ name: String) throws(SpecimenError) -> Picture {
        do {
            return try Picture.decode(bytes).picture
        } catch {
            throw .portraitUnreadable(name)
        }
    }
}
