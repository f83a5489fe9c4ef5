import Evidence
import Foundation
import Specimens
import Testing

@Suite struct `A drawn presentation attack` {
    private let one = drawnFace(tint: [120, 150, 200])
    private let other = drawnFace(tint: [60, 90, 130])

    @Test(arguments: AttackSpecies.allCases)
    func `is the same for the same seed, and of the size of the selfie`(_ species: AttackSpecies) throws {
        let picture = try species.presented(one, other: other, seed: 7)
        #expect(try species.presented(one, other: other, seed: 7) == picture)
        #expect((picture.width, picture.height, picture.channels) == (120, 150, 3))
    }

    @Test(arguments: AttackSpecies.allCases.filter { $0 != .injectedStill })
    func `is not the selfie it was drawn from`(_ species: AttackSpecies) throws {
        let picture = try species.presented(one, other: other, seed: 7)
        #expect(share(of: picture, differingFrom: one.picture) > 0.05)
    }

    @Test(arguments: AttackSpecies.allCases.filter { !$0.isInjection })
    func `differs with the seed where it is a presentation`(_ species: AttackSpecies) throws {
        let first = try species.presented(one, other: other, seed: 7)
        #expect(try species.presented(one, other: other, seed: 8) != first)
    }

    @Test func `shows every species as its own`() throws {
        let pictures = try AttackSpecies.allCases.map { try $0.presented(one, other: other, seed: 7) }
        for (index, picture) in pictures.enumerated() {
            #expect(!pictures[..<index].contains(picture))
        }
    }

    @Test func `has the eyes of whoever stands behind a cut print`() throws {
        let (flat, cut) = (
            try AttackSpecies.flatPrint.presented(one, other: other, seed: 7),
            try AttackSpecies.cutPrint.presented(one, other: other, seed: 7)
        )
        let eyes = Region(x: 36, y: 46, width: 48, height: 24)
        #expect(cut.cropped(to: eyes).meanGrey < flat.cropped(to: eyes).meanGrey - 3)
        let mouth = Region(x: 36, y: 100, width: 48, height: 20)
        #expect(cut.cropped(to: mouth) == flat.cropped(to: mouth))
    }

    @Test func `is nothing but another exposure where it is bona fide`() {
        let picture = one.photographed(seed: 3)
        #expect(one.photographed(seed: 3) == picture)
        #expect(one.photographed(seed: 4) != picture)
        #expect(abs(picture.meanGrey - one.picture.meanGrey) < 20)
    }
}

@Suite struct `A stretched photo` {
    private let face = drawnFace(tint: [120, 150, 200])

    @Test func `moves the middle of the face and leaves the picture's edge`() {
        let straight = face.warped(yaw: 0, pitch: 0)
        let turned = face.warped(yaw: 25, pitch: 0)
        let edge = Region(x: 0, y: 0, width: 12, height: 150)
        #expect(turned.cropped(to: edge) == straight.cropped(to: edge))
        #expect(share(of: turned, differingFrom: straight) > 0.01)
    }

    @Test func `has the frames of a challenge, every one with its own noise`() {
        let frames = LivenessPrompt.allCases.map { face.warped(20, towards: $0, seed: 1) }
        for (index, frame) in frames.enumerated() {
            #expect(!frames[..<index].contains(frame))
        }
        #expect(face.warped(20, towards: .turnLeft, seed: 2) != face.warped(20, towards: .turnLeft, seed: 1))
    }
}

@Suite struct `A blend of two faces` {
    private let light = drawnFace(tint: [120, 150, 200])
    private let wide = drawnFace(tint: [60, 90, 130], widthPixels: 76)

    @Test func `is as large as its base, and the base's own beside the face`() throws {
        let blend = FaceBlend(base: light, donor: wide)
        let corner = Region(x: 0, y: 0, width: 14, height: 20)
        for picture in [try blend.pasted(), try blend.morphed()] {
            #expect((picture.width, picture.height) == (120, 150))
            #expect(picture.cropped(to: corner) == light.picture.cropped(to: corner))
        }
    }

    @Test func `of one face with itself is nearly that face`() throws {
        let picture = try FaceBlend(base: light, donor: light).morphed()
        #expect(share(of: picture, differingFrom: light.picture) < 0.02)
    }

    @Test func `half way has the shape of neither`() throws {
        let (there, back) = (
            try FaceBlend(base: light, donor: wide).morphed(), try FaceBlend(base: wide, donor: light).morphed()
        )
        #expect(share(of: there, differingFrom: light.picture) > 0.01)
        #expect(share(of: back, differingFrom: wide.picture) > 0.01)
    }
}

/// An oval with eyes and a mouth on a grey ground, 120 × 150 pixels, and points of its surface.
/// - Parameter tint: of the skin in blue, green and red.
private func drawnFace(tint: [UInt8], widthPixels: Double = 60) -> AttackSource {
    let middle = Point(x: 60, y: 76)
    let (across, down) = (widthPixels / 2, 46.0)
    let eyes = [-0.45, 0.45].map { Point(x: middle.x + $0 * across, y: 62) }
    var pixels: [UInt8] = []
    for y in 0..<150 {
        for x in 0..<120 {
            let (u, v) = ((Double(x) - middle.x) / across, (Double(y) - middle.y) / down)
            let isEye = eyes.contains { abs($0.x - Double(x)) < 4 && abs($0.y - Double(y)) < 3 }
            let isMouth = abs(u) < 0.4 && (98...103).contains(y)
            let shade = UInt8(10 * (1 + u).magnitude)
            pixels +=
                u * u + v * v > 1
                ? [170, UInt8(150 + y / 5), 160] : isEye || isMouth ? [30, 30, 50] : tint.map { $0 - shade }
        }
    }
    let mesh = [0.35, 0.7, 1.0].flatMap { radius in
        (0..<12).map { step -> Point in
            let angle = Double(step) * .pi / 6
            return Point(x: middle.x + radius * across * cos(angle), y: middle.y + radius * down * sin(angle))
        }
    }
    return AttackSource(
        picture: Picture(width: 120, height: 150, channels: 3, pixels: pixels),
        landmarks: FaceLandmarks(
            rightEye: eyes[0], leftEye: eyes[1], nose: middle, rightMouth: Point(x: 50, y: 100),
            leftMouth: Point(x: 70, y: 100)),
        mesh: mesh)
}

/// The share of bytes that differ by more than 6.
private func share(of picture: Picture, differingFrom other: Picture) -> Double {
    let differing = zip(picture.pixels, other.pixels).count { abs(Int($0) - Int($1)) > 6 }
    return Double(differing) / Double(picture.pixels.count)
}
