import Foundation
import HTTPTypes

/// How it is told what a device says it is, for `omnichannel.onlyMobileEnabled`: contract § 3.1.
///
/// This keeps a person from photographing a passport with a webcam. It is no protection: whoever wants to can say that
/// a desktop is a phone. What names no system is let in, because the capture software of an app says what it likes.
extension DeviceKind {
    private static let desktops: Set = [
        "windows", "macos", "mac os x", "linux", "chromeos", "chrome os", "chromium os",
    ]
    private static let handhelds: Set = ["android", "ios", "ipados", "harmonyos"]

    /// By the name of its system, as `customer-audits` and client hints have it.
    init(osName: String?) {
        let name = osName?.lowercased() ?? ""
        self = Self.desktops.contains(name) ? .desktop : Self.handhelds.contains(name) ? .handheld : .unknown
    }

    /// By the client hints (User-Agent Client Hints, section 3), and where there are none by the user agent string.
    init(_ headers: HTTPFields) {
        if headers[.userAgentMobile] == "?1" {
            self = .handheld
            return
        }
        let platform = headers[.userAgentPlatform]?.trimmingCharacters(in: ["\"", " "])
        let hinted = DeviceKind(osName: platform)
        self = hinted == .unknown ? Self.named(in: headers[.userAgent] ?? "") : hinted
    }

    private static func named(in agent: String) -> DeviceKind {
        if ["Mobile", "Android", "iPhone", "iPad"].contains(where: agent.contains) { return .handheld }
        return ["Windows NT", "Macintosh", "X11;", "CrOS"].contains(where: agent.contains) ? .desktop : .unknown
    }
}

extension HTTPField.Name {
    // Literals of token characters are always names.
    static let userAgentMobile = HTTPField.Name("Sec-CH-UA-Mobile")!
    static let userAgentPlatform = HTTPField.Name("Sec-CH-UA-Platform")!
}
