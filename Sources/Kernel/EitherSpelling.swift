/// A word of an enum as a client may send it: `IdCard`, or `ID_CARD` as the clients of 2022 do. Answers hold the first.
package struct EitherSpelling<Word: RawRepresentable<String> & CaseIterable & Sendable>: Decodable, Sendable {
    package let word: Word

    /// - Returns: nil for what is no word of the enum in either spelling.
    package init?(_ text: String) {
        guard let found = Word(rawValue: text) ?? Word.allCases.first(where: { $0.rawValue.upperSnake == text }) else {
            return nil
        }
        word = found
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let found = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a word of the contract")
        }
        self = found
    }
}

extension EitherSpelling: Equatable where Word: Equatable {}

extension String {
    /// A word of an enum as the clients of 2022 write it: `PoorPhotoQuality` is `POOR_PHOTO_QUALITY`.
    package var upperSnake: String {
        enumerated().map { place, letter in
            place > 0 && letter.isUppercase ? "_\(letter)" : letter.uppercased()
        }.joined()
    }
}
