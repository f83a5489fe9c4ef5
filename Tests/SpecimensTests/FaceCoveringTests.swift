import Evidence
import Foundation
import Specimens
import Testing

@Suite struct `A thing worn on a face` {
    private let face = drawnFace()

    @Test(arguments: FaceCovering.allCases)
    func `is the same for the same seed, another for another, and leaves the picture's size`(
        _ covering: FaceCovering
    ) throws {
        let picture = try face.wearing(covering, seed: 3)
        #expect(try face.wearing(covering, seed: 3) == picture)
        #expect(try face.wearing(covering, seed: 4) != picture)
        #expect((picture.width, picture.height) == (face.picture.width, face.picture.height))
    }

    @Test func `covers the lower face or the eyes, and nothing else`() throws {
        let bare = face.photographed(seed: 3)
        let (eyes, mouth) = (Region(x: 40, y: 56, width: 30, height: 10), Region(x: 60, y: 100, width: 30, height: 14))
        func change(_ covering: FaceCovering, _ region: Region) throws -> Double {
            let worn = try face.wearing(covering, seed: 3).cropped(to: region)
            let own = bare.cropped(to: region)
            let sum = zip(worn.pixels, own.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            return Double(sum) / Double(own.pixels.count)
        }
        #expect(try change(.darkGlasses, eyes) > 30)
        #expect(try change(.darkGlasses, mouth) < 2)
        #expect(try change(.blackMask, mouth) > 30)
        #expect(try change(.blackMask, eyes) < 2)
        #expect(try change(.clearSpectacles, eyes) < change(.darkGlasses, eyes) / 2)
    }

    @Test func `is no part of drawn lids, which take the eye away and leave the mouth`() {
        let (open, closed) = (face.closingEyes(0, seed: 3), face.closingEyes(1, seed: 3))
        let (eyes, mouth) = (Region(x: 40, y: 56, width: 30, height: 10), Region(x: 60, y: 100, width: 30, height: 14))
        #expect(closed.cropped(to: eyes).meanGrey > open.cropped(to: eyes).meanGrey + 10)
        #expect(closed.cropped(to: mouth) == open.cropped(to: mouth))
    }
}

/// An oval of skin with dark eyes on a grey ground, 150 × 180 pixels, with the points of the mesh that are drawn on.
private func drawnFace() -> AttackSource {
    var pixels: [UInt8] = []
    for y in 0..<180 {
        for x in 0..<150 {
            let (u, v) = ((Double(x) - 75) / 50, (Double(y) - 90) / 65)
            let isEye = [55, 95].contains { abs($0 - x) < 9 } && abs(y - 61) < 4
            pixels += u * u + v * v > 1 ? [150, 150, 150] : isEye ? [30, 30, 30] : [120, 150, 205]
        }
    }
    var mesh = (0..<468).map { index -> Point in
        let angle = Double(index) * 2.4
        return Point(x: 75 + 30 * cos(angle), y: 75 + 30 * sin(angle))
    }
    let jaw = [93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323]
    for (place, index) in jaw.enumerated() {
        let angle = Double.pi * (1 - Double(place) / Double(jaw.count - 1))
        mesh[index] = Point(x: 75 + 48 * cos(angle), y: 85 + 66 * sin(angle))
    }
    for (index, x) in [280: 105.0, 277: 85, 279: 85, 195: 75, 5: 75, 47: 65, 49: 65, 50: 45] {
        mesh[index] = Point(x: x, y: 82)
    }
    for eye in [
        ([33, 246, 161, 160, 159, 158, 157, 173, 133], [7, 163, 144, 145, 153, 154, 155], 46.0),
        ([362, 398, 384, 385, 386, 387, 388, 466, 263], [382, 381, 380, 374, 373, 390, 249], 86),
    ] {
        for (place, index) in eye.0.enumerated() {
            let isCorner = place == 0 || place == 8
            mesh[index] = Point(x: eye.2 + 18 * Double(place) / 8, y: isCorner ? 61 : 57)
        }
        for (place, index) in eye.1.enumerated() {
            mesh[index] = Point(x: eye.2 + 18 * Double(place + 1) / 8, y: 65)
        }
    }
    mesh[13] = Point(x: 75, y: 110)
    mesh[0] = Point(x: 75, y: 106)
    return AttackSource(
        picture: Picture(width: 150, height: 180, channels: 3, pixels: pixels),
        landmarks: FaceLandmarks(
            rightEye: Point(x: 55, y: 61), leftEye: Point(x: 95, y: 61), nose: Point(x: 75, y: 85),
            rightMouth: Point(x: 62, y: 110), leftMouth: Point(x: 88, y: 110)),
        mesh: mesh)
}
