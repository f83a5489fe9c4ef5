import HTTPTypes
import Hummingbird

/// What is asked of a page: by its address, that it stands in a frame and in which language; by the browser, the
/// languages that its person reads.
struct PageWish: Sendable {
    let isEmbedded: Bool
    /// Language tags as they came, best first: that of the address, then the browser's, as the page's script has them.
    let languages: [String]
    /// That of the address; nil where none is asked for.
    private let language: String?

    init(_ request: Request) {
        let query = request.uri.queryParameters
        let asked = query["language"].map(String.init)
        isEmbedded = query["embedded"] == "1"
        language = asked.flatMap { LanguageTag.isValid($0) ? $0 : nil }
        languages = [asked].compactMap(\.self) + Self.accepted(request.headers[.acceptLanguage] ?? "")
    }

    /// The same again, for the next page's address.
    /// - Parameter mark: what stands before it, `?` or `&`; nothing does where nothing is wished.
    func query(after mark: String) -> String {
        let members = (isEmbedded ? ["embedded=1"] : []) + (language.map { ["language=\($0)"] } ?? [])
        return members.isEmpty ? "" : mark + members.joined(separator: "&")
    }

    /// The ranges of `Accept-Language` by their weight, equal ones as they stand: RFC 9110, section 12.5.4.
    private static func accepted(_ field: String) -> [String] {
        let ranges = field.split(separator: ",").prefix(CaptureLimits.acceptedLanguages)
        let weighed = ranges.compactMap { range -> (tag: String, weight: Double)? in
            let parts = range.filter { !$0.isWhitespace }.lowercased().split(separator: ";")
            guard let tag = parts.first else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return weight > 0 && weight <= 1 ? (String(tag), weight) : nil
        }
        return weighed.sorted { $0.weight > $1.weight }.map(\.tag)
    }
}
