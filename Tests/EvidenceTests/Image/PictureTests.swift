import Evidence
import Testing

@Suite struct `A picture` {
    private let picture = Quarters.picture

    @Test func `is cropped to whole pixels inside itself`() {
        let part = picture.cropped(to: Region(x: 32, y: 24, width: 500, height: 500))
        #expect(part.width == 32 && part.height == 24)
        #expect(Quarters.colours(of: part) == Array(repeating: Quarters.yellow, count: 4))
        let outside = picture.cropped(to: Region(x: -90, y: 200, width: 10, height: 10))
        #expect(outside.width == 1 && outside.height == 1)
    }

    @Test(arguments: [Interpolation.nearest, .linear, .cubic, .area])
    func `keeps its quarters at any size`(_ interpolation: Interpolation) {
        for (width, height) in [(16, 12), (128, 96), (20, 90)] {
            let resized = picture.resized(width: width, height: height, interpolation)
            #expect(resized.width == width && resized.height == height)
            #expect(Quarters.match(resized, Quarters.colours(of: picture), within: 4))
        }
    }

    @Test func `turns clockwise by quarters`() {
        let (red, green, blue, yellow) = (Quarters.red, Quarters.green, Quarters.blue, Quarters.yellow)
        #expect(Quarters.colours(of: picture.rotated(quarterTurns: 1)) == [blue, red, yellow, green])
        #expect(Quarters.colours(of: picture.rotated(quarterTurns: -1)) == [green, yellow, red, blue])
        #expect(picture.rotated(quarterTurns: 2).rotated(quarterTurns: 2) == picture)
        #expect(Quarters.colours(of: picture.mirrored()) == [green, red, yellow, blue])
    }

    @Test func `is rectified to what lies inside four corners`() {
        let quad = Quad(
            topLeft: Point(x: 64, y: 0), topRight: Point(x: 64, y: 48), bottomRight: Point(x: 0, y: 48),
            bottomLeft: Point(x: 0, y: 0))
        for side in [8, 40, 100] {
            let turned = picture.rectified(quad, width: side, height: side)
            let expected = [Quarters.green, Quarters.yellow, Quarters.red, Quarters.blue]
            #expect(Quarters.match(turned, expected, within: 2))
        }
    }

    @Test func `is warped from its own coordinates to those of the result`() {
        let move = Affine(a: 1, b: 0, c: -32, d: 0, e: 1, f: -24)
        let moved = picture.warped(by: move, width: 64, height: 48)
        #expect(Quarters.colours(of: moved) == [Quarters.yellow, [0, 0, 0], [0, 0, 0], [0, 0, 0]])
        let repeated = picture.warped(by: move, width: 64, height: 48, border: .replicate)
        #expect(Quarters.colours(of: repeated) == Array(repeating: Quarters.yellow, count: 4))
    }

    @Test func `becomes floats in the order a model wants`() {
        let dots = Picture(width: 2, height: 1, channels: 3, pixels: [0, 10, 20, 30, 40, 50])
        let planar = dots.tensor(mean: [0, 10, 20], scale: [1, 2, 0.5])
        #expect(planar == Tensor(shape: [1, 3, 1, 2], values: [0, 30, 0, 60, 0, 15]))
        let interleaved = dots.tensor(mean: [0, 0, 0], scale: [1, 1, 1], order: .rgb, layout: .nhwc)
        #expect(interleaved == Tensor(shape: [1, 1, 2, 3], values: [20, 10, 0, 50, 40, 30]))
    }

    @Test func `tells its brightness and its sharpness`() {
        let flat = Picture(width: 20, height: 20, colour: [100])
        #expect(flat.meanGrey == 100 && flat.laplacianVariance == 0)
        #expect(flat.share(above: 99) == 1 && flat.share(above: 100) == 0)
        let noise = Noise.picture(width: 120, height: 90, seed: 5)
        let soft = noise.resized(width: 30, height: 22).resized(width: 120, height: 90, .linear)
        #expect(noise.laplacianVariance > 10 * soft.laplacianVariance)
    }

    @Test func `is written smaller at a lower quality`() {
        let noise = Noise.picture(width: 64, height: 64, seed: 9)
        #expect(noise.jpeg(quality: 40).count < noise.jpeg(quality: 95).count)
        #expect(noise.jpeg(quality: 100).count > 64)
    }
}
