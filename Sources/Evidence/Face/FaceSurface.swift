/// A face brought to one size and tilt, with the points of its mesh: what the gates of eyes and coverings measure, so
/// that neither the size of the face nor the rest of the picture counts.
package struct FaceSurface: Sendable {
    /// Three channels, `width` × `height` pixels, the eyes level and `eyeDistance` apart.
    package let picture: Picture
    /// The mesh's 468 points in it.
    package let points: [Point]
    /// Pixels of the original for one here, along a line; under 1 the face was enlarged.
    package let scale: Double

    package static let width = 128
    package static let height = 168
    package static let eyeDistance = 48.0

    /// Nil where the eyes are one point.
    package init?(of mesh: FaceMesh.Points, in picture: Picture) {
        let marks = mesh.landmarks
        let targets = [Point(x: 40, y: 56), Point(x: 40 + Self.eyeDistance, y: 56)]
        let eyes = [marks.rightEye, marks.leftEye]
        guard marks.eyeDistance > 4, let map = Affine.similarity(from: eyes, to: targets), let back = map.inverse
        else { return nil }
        scale = back.scale
        let colour = picture.colour()
        guard back.scale > 2 else {
            self.picture = colour.warped(by: map, width: Self.width, height: Self.height, border: .replicate)
            points = mesh.points.map(map.apply)
            return
        }
        // A face much larger is made smaller by averaging first: sampling it directly would read between its pixels.
        let corners = [(0, 0), (Self.width, 0), (0, Self.height), (Self.width, Self.height)]
            .map { back.apply(Point(x: Double($0.0), y: Double($0.1))) }
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let (left, top) = (max(0, (xs.min() ?? 0).rounded()), max(0, (ys.min() ?? 0).rounded()))
        let part = colour.cropped(
            to: Region(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top))
        let smaller = part.resized(
            width: max(1, Int(Double(part.width) / back.scale)), height: max(1, Int(Double(part.height) / back.scale)))
        let factor = (
            x: Double(smaller.width) / Double(part.width), y: Double(smaller.height) / Double(part.height)
        )
        let moved = eyes.map { Point(x: ($0.x - left) * factor.x, y: ($0.y - top) * factor.y) }
        guard let near = Affine.similarity(from: moved, to: targets) else { return nil }
        self.picture = smaller.warped(by: near, width: Self.width, height: Self.height, border: .replicate)
        points = mesh.points.map(map.apply)
    }
}

extension FaceSurface {
    /// The mean colour of 3 × 3 pixels about a point of the mesh.
    func colour(at index: Int) -> SkinColour {
        let (x, y) = (Int(points[index].x.rounded()), Int(points[index].y.rounded()))
        var sums = (blue: 0, green: 0, red: 0)
        for row in y - 1...y + 1 {
            for column in x - 1...x + 1 {
                let (inside, below) = (min(max(0, column), picture.width - 1), min(max(0, row), picture.height - 1))
                let at = (below * picture.width + inside) * 3
                sums.blue += Int(picture.pixels[at])
                sums.green += Int(picture.pixels[at + 1])
                sums.red += Int(picture.pixels[at + 2])
            }
        }
        return SkinColour(blue: Double(sums.blue) / 9, green: Double(sums.green) / 9, red: Double(sums.red) / 9)
    }

    /// The middle of the colours at some points, each number by itself.
    func colour(at indices: [Int]) -> SkinColour { SkinColour(medianOf: indices.map(colour(at:))) }
}
