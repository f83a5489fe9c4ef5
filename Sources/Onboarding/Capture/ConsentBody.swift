import Kernel

/// The answer to the consent text: contract § 9.3.
struct ConsentBody: Decodable {
    let isConsented: Bool
    /// In which the text was shown. Without it nothing is kept of the text: what is not known proves nothing.
    let language: String?

    private enum CodingKeys: CodingKey {
        case isConsented, language
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        isConsented = try container.decode(Bool.self, forKey: .isConsented)
        language = try container.textUnlessBlank(.language)
    }
}
