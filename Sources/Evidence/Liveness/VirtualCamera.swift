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

    /// What is kept of a label: people name their devices after themselves.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// It names one of these products.
        case virtual
        /// It names none of them, which proves nothing.
        case other
        /// There was none.
        case unknown
    }

    package static func kind(of label: String) -> Kind {
        label.allSatisfy(\.isWhitespace) ? .unknown : isNamed(in: label) ? .virtual : .other
    }

    /// Whether a label names one of them.
    package static func isNamed(in label: String) -> Bool {
        let small = label.lowercased()
        return products.contains { small.contains($0) }
    }

    /// What the rules read where a picture came out of one; nil where it did not. In the sandbox, where films stand in
    /// for people, it is told and decides nothing.
    /// - Parameter check: the one whose rule is to have a person look.
    package static func finding(_ check: Check, _ kind: Kind, isLive: Bool) -> Finding? {
        kind == .virtual ? Finding(check, isLive ? .review : .success, reason: .virtualCamera) : nil
    }
}
