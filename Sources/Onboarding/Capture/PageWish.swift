import Hummingbird

/// What the integrator's script says in the address of a page: that it stands in a frame, and in which language.
struct FrameWish: Sendable {
    let isEmbedded: Bool
    /// A language tag; nil where none is asked for.
    private let language: String?

    init(_ request: Request) {
        let query = request.uri.queryParameters
        isEmbedded = query["embedded"] == "1"
        language = query["language"].map(String.init).flatMap { LanguageTag.isValid($0) ? $0 : nil }
    }

    /// The same again, for the next page's address.
    /// - Parameter mark: what stands before it, `?` or `&`; nothing does where nothing is wished.
    func query(after mark: String) -> String {
        let members = (isEmbedded ? ["embedded=1"] : []) + (language.map { ["language=\($0)"] } ?? [])
        return members.isEmpty ? "" : mark + members.joined(separator: "&")
    }
}
