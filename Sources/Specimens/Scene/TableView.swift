package import Evidence
import Foundation

/// A table under a camera, and where on it a document lies.
package struct TableView: Sendable {
    package var tabletop: Tabletop
    /// How the camera looks at a bank card's place on the table; the table's origin is the middle of that place.
    package var camera: Pose
    /// The document's middle, in millimetres from the table's origin.
    package var place = Point(x: 0, y: 0)
    /// The document's turn on the table, clockwise.
    package var degrees = 0.0

    package init(_ tabletop: Tabletop, camera: Pose) {
        (self.tabletop, self.camera) = (tabletop, camera)
    }

    private static let card = (width: 85.6, height: 53.98)

    /// In the middle of the table.
    func pixelsPerMillimetre(in frame: (width: Int, height: Int)) -> Double {
        camera.pixelsPerMillimetre(Self.card, in: frame)
    }

    /// From millimetres on the table to the picture.
    func homography(in frame: (width: Int, height: Int)) -> Homography {
        camera.homography(Self.card, in: frame)
            .after(Homography([1, 0, Self.card.width / 2, 0, 1, Self.card.height / 2, 0, 0, 1]))
    }

    /// From millimetres on a document that lies there to the picture.
    func homography(
        ofDocument size: (width: Double, height: Double), in frame: (width: Int, height: Int)
    ) -> Homography {
        let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let (right, down) = (size.width / 2, size.height / 2)
        return homography(in: frame).after(
            Homography([
                cosine, -sine, place.x - cosine * right + sine * down,
                sine, cosine, place.y - sine * right - cosine * down,
                0, 0, 1,
            ]))
    }
}
