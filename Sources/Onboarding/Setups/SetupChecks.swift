import Foundation
import Kernel

/// What is wrong with a setup that somebody wants to save, by member; empty where nothing is.
struct SetupFaults {
    private(set) var errors: [String: [String]] = [:]

    mutating func add(_ sentence: String, to member: String) {
        errors[member, default: []].append(sentence)
    }

    mutating func check(_ isSound: Bool, _ member: String, _ sentence: String) {
        if !isSound { add(sentence, to: member) }
    }

    mutating func check(text: String?, _ member: String) {
        guard let text else { return }
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        check(
            text.count <= SetupLimits.textLength && isPrintable, member,
            "must have at most \(SetupLimits.textLength) printable characters")
    }

    /// A target that a person's browser is sent to.
    mutating func check(redirect text: String?, _ member: String) {
        guard let text else { return }
        check(RedirectTarget.isValid(text), member, "must be an https address (http on this machine only)")
    }

    mutating func check(language text: String?, _ member: String) {
        guard let text else { return }
        check(LanguageTag.isValid(text), member, "must be a language tag such as en-GB")
    }

    /// An address that a page puts into a `mailto:` link.
    mutating func check(email text: String?, _ member: String) {
        check(text: text, member)
        guard let text, !text.isEmpty else { return }
        check(text.wholeMatch(of: /[^\s@?&<>"]+@[^\s@?&<>"]+/) != nil, member, "must be an e-mail address")
    }

    /// A page that a link of ours leads to, for everybody.
    mutating func check(https text: String?, _ member: String) {
        guard let text else { return }
        let isSecure = URLComponents(string: text)?.scheme?.lowercased() == "https"
        check(RedirectTarget.isValid(text) && isSecure, member, "must be an https address")
    }

    /// Text with lines of its own.
    mutating func check(paragraphs text: String?, _ member: String) {
        guard let text else { return }
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" }
        check(
            text.count <= SetupLimits.consentLength && isPrintable, member,
            "must have at most \(SetupLimits.consentLength) printable characters")
    }

    /// - Returns: what stands from now on; nil where the data is kept until somebody erases it by hand.
    mutating func dataKeptDays(_ days: Int?, over former: Int?) -> Int? {
        guard let days else { return former }
        let range = SetupLimits.dataKeptDays
        check(
            range.contains(days), "dataKeptDays",
            "must be 1 to \(range.upperBound), or 0 where the data is to be kept until it is erased by hand")
        return days == 0 ? nil : days
    }

    func throwIfAny() throws(SetupError) {
        guard errors.isEmpty else { throw .notValid(errors) }
    }
}

/// Where a person's browser may be sent at the end.
package enum RedirectTarget {
    /// Nothing but a web address with a host and without a user: a script or a local file is no place to send anybody.
    package static func isValid(_ text: String) -> Bool {
        guard text.utf8.count <= SetupLimits.addressBytes, let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil
        else { return false }
        let isHere = ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host.lowercased())
        return scheme == "https" || scheme == "http" && isHere
    }
}

/// Language tags as the contract writes them: a language, and mostly a region.
package enum LanguageTag {
    package static func isValid(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z]{2})?/) != nil
    }

    /// The language without its region, as the page's tables are called.
    package static func base(_ text: String) -> String {
        text.prefix { $0 != "-" }.lowercased()
    }
}

package enum SetupLimits {
    package static let textLength = 256
    package static let addressBytes = 2_048
    /// A setup as it is sent: a logo in Base64 and the texts of consent are the most of it.
    package static let bodyBytes = 320 * 1_024
    /// A logo is loaded before anything else is seen.
    package static let logoBytes = 64 * 1_024
    package static let logoSidePixels = 1_024
    /// Logos of all versions of one setup.
    package static let logos = 100
    package static let cornerRadiusPixels = 0...32
    /// One consent text.
    package static let consentLength = 8_000
    /// All consent texts of a setup.
    package static let consentBytes = 64 * 1_024
    package static let localisations = 60
    /// Pages that may frame the hosted one: all of them stand in a header of it.
    package static let embeddingOrigins = 20
    package static let steps = 10
    /// Of a step among the others.
    package static let order = 0...1_000
    package static let countries = 250
    package static let attempts = 1...20
    /// Ten years. 0 takes the limit away.
    package static let dataKeptDays = 0...3_650
    /// RFC 1035, section 2.3.4, without the root's dot.
    package static let domainLength = 253
    /// Of a face authentication whose step does not say it.
    package static let faceAttempts = 3
    package static let lifetimeSeconds = 60...(90 * 24 * 3600)
    package static let ageYears = 0...120
    /// Setups of one kind that an application may have.
    package static let setups = 1_000
    /// Versions of one setup.
    package static let versions = 10_000
}
