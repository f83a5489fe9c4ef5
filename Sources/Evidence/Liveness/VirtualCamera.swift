/// Names of cameras that are programs: what a browser calls the device that a frame comes from.
///
/// The name is a client's word. One of these is a reason to look; any other, or none, proves nothing.
package enum VirtualCamera {
    /// Products that put a film, a screen or a filter in a camera's place, in small letters. The names of their devices
    /// as they appear in `MediaDeviceInfo.label`, without version and vendor's suffixes.
    private static let products = [
        "obs virtual", "obs-camera", "obs camera", "manycam", "snap camera", "xsplit", "v4l2loopback", "dummy video",
        "droidcam", "e2esoft", "vcam", "iriun", "epoccam", "ivcam", "camtwist", "splitcam", "chromacam",
        "youcam", "webcamoid", "akvcam", "sparkocam", "altercam", "mmhmm", "ecamm", "nvidia broadcast", "prism live",
        "streamlabs", "wirecast", "vmix", "ndi video", "newtek ndi", "unity video capture", "virtual camera",
        "virtual webcam", "virtual cam", "virtualcam", "screencapture", "screen-capture-recorder", "deepfacelive",
        "fake_device", "fake device",
    ]

    /// Whether a label names one of them.
    package static func isNamed(in label: String) -> Bool {
        let small = label.lowercased()
        return products.contains { small.contains($0) }
    }

    /// What the rules read where a label names one; nil where it does not. The label itself is not kept: people name
    /// their devices after themselves.
    package static func finding(label: String) -> Finding? {
        isNamed(in: label) ? Finding(.activeLivenessFrames, .review, reason: .virtualCamera) : nil
    }
}
