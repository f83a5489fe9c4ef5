package import Evidence

/// A film for a browser's fake camera: JPEG pictures one after another, which Chromium plays over and over from a file
/// whose name ends in `.mjpeg` (`--use-file-for-fake-video-capture`).
package enum CameraClip {
    /// - Parameter frames: whole JPEG files, all of one size: the browser takes the first one's for all.
    package static func mjpeg(frames: [[UInt8]]) -> [UInt8] {
        Array(frames.joined())
    }

    /// A clip in which nothing moves.
    package static func mjpeg(showing picture: Picture, frames: Int = 2, quality: Int = 92) -> [UInt8] {
        mjpeg(frames: Array(repeating: frame(showing: picture, quality: quality), count: frames))
    }

    /// One picture as the browser has to be given it: Chromium takes the full range of a JPEG file's brightness for the
    /// range of video, 16 to 235 (ITU-R BT.601), and spreads it. Unless it is narrowed before, white paper that a
    /// camera would show as such is burnt out on the page.
    package static func frame(showing picture: Picture, quality: Int = 92) -> [UInt8] {
        let narrowed = Picture(
            width: picture.width, height: picture.height, channels: picture.channels,
            pixels: picture.pixels.map { UInt8(16 + (Int($0) * 219 + 127) / 255) })
        return narrowed.jpeg(quality: quality)
    }
}
