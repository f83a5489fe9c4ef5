package import Evidence
import Foundation

/// A picture moved so that the points of its face come to lie on other points: the whole by the similarity that fits
/// best, or not at all, the face by what is left, smoothly, and less and less away from it.
struct FaceWarp {
    private let from: [Point]
    private let rest: [Point]
    private let whole: Affine
    private let width: Double

    /// - Parameters:
    ///   - from: at least two points that are not one.
    ///   - to: as many, in the same order.
    ///   - moving: what the whole picture does; nil is the similarity that fits the points best.
    init(from: [Point], to: [Point], moving: Affine? = nil) {
        self.from = from
        let whole = moving ?? Affine.similarity(from: from, to: to) ?? Affine.identity
        self.whole = whole
        rest = zip(from, to).map { point, target in
            let moved = whole.apply(point)
            return Point(x: target.x - moved.x, y: target.y - moved.y)
        }
        let xs = from.map(\.x)
        width = max(1, (xs.max() ?? 0) - (xs.min() ?? 0))
    }

    /// The moved places of a picture.
    func sheet(of picture: Picture) -> Sheet {
        let cell = max(2, width / 22)
        let columns = max(1, Int((Double(picture.width) / cell).rounded(.up)))
        let rows = max(1, Int((Double(picture.height) / cell).rounded(.up)))
        return Sheet(
            (0...rows).map { row in
                (0...columns).map { column in
                    let place = Point(
                        x: Double(column) / Double(columns) * Double(picture.width - 1),
                        y: Double(row) / Double(rows) * Double(picture.height - 1))
                    let (moved, shift) = (whole.apply(place), shift(at: place))
                    return Sheet.Corner(
                        from: place, to: Point(x: moved.x + shift.x, y: moved.y + shift.y), depth: 0)
                }
            })
    }

    /// What the points about `place` are moved by, weighted by their nearness.
    private func shift(at place: Point) -> Point {
        let spread = width / 18
        let squares = from.map { point in
            let (x, y) = (point.x - place.x, point.y - place.y)
            return x * x + y * y
        }
        let nearest = squares.min() ?? 0
        let beyond = max(0, nearest.squareRoot() - spread) / (0.35 * width)
        let share = exp(-beyond * beyond)
        guard share > 1e-3 else { return Point(x: 0, y: 0) }
        var (x, y, sum) = (0.0, 0.0, 0.0)
        for (index, square) in squares.enumerated() {
            // Measured from the nearest, so that far away something is left to divide by.
            let distance = (square - nearest) / (2 * spread * spread)
            guard distance < 12 else { continue }
            let weight = exp(-distance)
            x += weight * rest[index].x
            y += weight * rest[index].y
            sum += weight
        }
        return Point(x: share * x / sum, y: share * y / sum)
    }
}

extension Affine {
    /// The map that moves nothing.
    static let identity = Affine(a: 1, b: 0, c: 0, d: 0, e: 1, f: 0)
}

extension AttackSource {
    /// The photo stretched as if the face had turned: its middle moves, its sides are drawn together, and nothing of it
    /// has depth. Degrees as in `HeadPose`.
    package func warped(yaw: Double, pitch: Double) -> Picture {
        let (a, b) = (yaw * .pi / 180, pitch * .pi / 180)
        let middle = landmarks.nose
        // A nose stands out by about a third of the face's width, of which a forger makes the most; 0.3 of the width
        // is the spread of the whole bulge. By the whole cosine the face would be narrow before it looks turned.
        let (reach, spread) = (0.45 * faceWidth, 0.3 * faceWidth)
        let moved = mesh.map { point in
            let (x, y) = (point.x - middle.x, point.y - middle.y)
            let bulge = exp(-(x * x + y * y) / (2 * spread * spread))
            return Point(
                x: middle.x + x * cos(a / 2) + reach * sin(a) * bulge,
                y: middle.y + y * cos(b / 2) + reach * sin(b) * bulge)
        }
        var film = Film(picture)
        film.lay(FaceWarp(from: mesh, to: moved, moving: Affine.identity).sheet(of: picture), from: picture)
        return film.picture
    }

    /// The same as a prompt asks, photographed once more.
    /// - Parameter seed: of the sensor's noise.
    package func warped(_ degrees: Double, towards prompt: LivenessPrompt, seed: UInt64) -> Picture {
        let turned =
            switch prompt {
            case .neutral: picture
            case .turnLeft: warped(yaw: degrees, pitch: 0)
            case .turnRight: warped(yaw: -degrees, pitch: 0)
            case .lookUp: warped(yaw: 0, pitch: -degrees)
            case .lookDown: warped(yaw: 0, pitch: degrees)
            }
        var film = Film(turned)
        film.grain(sigma: 1, seed: seed)
        return film.picture
    }
}
