import Crypto
package import Evidence
package import Foundation
import Kernel

/// A logo that was looked at: a picture of a kind that holds no script, small enough for every page.
package struct BrandLogo: Equatable, Sendable {
    package let facts: Brand.Logo
    package let bytes: Data
}

/// Looks at a logo that a business sends.
package struct LogoCheck: Sendable {
    /// Decodes a picture where nothing can be harmed: in a confined child.
    package typealias Inspection = @Sendable (Data) async throws -> ImageFacts

    static let member = "brand.logo.imageBase64"
    private let inspect: Inspection

    package init(inspect: @escaping Inspection) {
        self.inspect = inspect
    }

    /// - Throws: `SetupError.notValid`, which names the member.
    func logo(_ base64: String) async throws -> BrandLogo {
        let bytes = try Self.decoded(base64)
        // The bytes say what it is. SVG holds scripts, PDF and HEIC no browser shows everywhere.
        guard [.png, .jpeg, .webp].contains(ImageFormat.sniffed(from: [UInt8](bytes.prefix(1_024)))) else {
            throw Self.refusal("must be a PNG, JPEG or WebP picture")
        }
        let facts: ImageFacts
        do {
            facts = try await inspect(bytes)
        } catch let error as any ProblemConvertible {
            throw Self.refusal("cannot be used: \(error.problem.detail ?? error.problem.title)")
        }
        let side = SetupLimits.logoSidePixels
        guard let mediaType = facts.format.mediaType, max(facts.widthPixels, facts.heightPixels) <= side else {
            throw Self.refusal("must have at most \(side) × \(side) pixels")
        }
        return BrandLogo(
            facts: Brand.Logo(
                sha256: Hex.encode(SHA256.hash(data: bytes)), mediaType: mediaType, widthPixels: facts.widthPixels,
                heightPixels: facts.heightPixels), bytes: bytes)
    }

    private static func decoded(_ base64: String) throws(SetupError) -> Data {
        let limit = SetupLimits.logoBytes
        // Some clients send the address form `data:image/png;base64,…`, others break their lines.
        let digits = base64.hasPrefix("data:") ? base64.drop { $0 != "," }.dropFirst() : base64[...]
        guard let bytes = Data(base64Encoded: String(digits.filter { !$0.isNewline })), !bytes.isEmpty else {
            throw refusal("is not Base64")
        }
        guard bytes.count <= limit else { throw refusal("must have at most \(limit / 1_024) KiB") }
        return bytes
    }

    static func refusal(_ sentence: String) -> SetupError { .notValid([member: [sentence]]) }
}
