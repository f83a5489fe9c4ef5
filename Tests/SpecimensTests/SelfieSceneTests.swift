import Evidence
import Specimens
import Testing

@Suite struct `A selfie scene` {
    @Test(arguments: [(320, 180), (180, 320)])
    func `shows the face at about two fifths of the frame's height`(_ width: Int, _ height: Int) throws {
        let picture = try SelfieScene(of: blueHead, width: width, height: height).photographed()
        let column = (0..<height).map { y in picture.pixels[(y * width + width / 2) * 3] }
        let share = Double(column.count { $0 > 200 }) / Double(height)
        #expect((0.37...0.49).contains(share))
    }

    @Test func `leaves no hard edge beside the photograph`() throws {
        let picture = try SelfieScene(of: blueHead, width: 320, height: 180).photographed().grey()
        let row = (0..<320).map { Int(picture.pixels[10 * 320 + $0]) }
        let steps = zip(row, row.dropFirst()).map { abs($0 - $1) }
        #expect(try #require(steps.max()) < 25)
    }

    @Test func `of nobody is an empty room`() throws {
        let room = try SelfieScene(of: nil, width: 320, height: 180).photographed()
        #expect((60...220).contains(room.meanGrey))
        #expect(try SelfieScene(of: nil, width: 320, height: 180, seed: 9).photographed() != room)
    }
}

@Suite struct `A camera clip` {
    @Test func `is its JPEG pictures one after another`() throws {
        let picture = try SelfieScene(of: blueHead, width: 320, height: 180).photographed()
        let one = CameraClip.mjpeg(showing: picture, frames: 1)
        #expect(Array(one.prefix(2)) == [0xFF, 0xD8] && Array(one.suffix(2)) == [0xFF, 0xD9])
        #expect(CameraClip.mjpeg(showing: picture, frames: 3) == one + one + one)
    }

    @Test(arguments: [(0, 16), (128, 126), (255, 235)] as [(UInt8, Int)])
    func `keeps to the range of video, from black to white`(_ grey: UInt8, _ expected: Int) throws {
        let frame = CameraClip.frame(showing: Picture(width: 32, height: 32, colour: [grey, grey, grey]))
        let seen = try Picture.decode(frame).picture.pixels
        #expect(seen.allSatisfy { abs(Int($0) - expected) <= 1 })
    }
}
