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
        mjpeg(frames: Array(repeating: picture.jpeg(quality: quality), count: frames))
    }
}
