/// What the second device shows, and what the first one is offered: one of three numbers is right.
///
/// One wrong choice ends the hand-off, so that a guess is right in one of three at the best; what it protects from is a
/// person who is led to hand over to a stranger's device and sees no number there.
struct HandOffNumber: Equatable, Sendable {
    /// Two digits.
    let number: Int
    /// The number among two others, in ascending order: their places tell nothing.
    let choices: [Int]

    private static let range = 10...99
    private static let choiceCount = 3

    init?(number: Int, choices: [Int]) {
        guard Set(choices).count == Self.choiceCount, choices.contains(number) else { return nil }
        self.number = number
        self.choices = choices.sorted()
    }

    /// Three different numbers, of which any may be the right one.
    static func drawn(using generator: inout some RandomNumberGenerator) -> HandOffNumber {
        let drawn = Array(range.shuffled(using: &generator).prefix(choiceCount))
        return HandOffNumber(trusted: drawn[0], drawn)
    }

    private init(trusted number: Int, _ choices: [Int]) {
        self.number = number
        self.choices = choices.sorted()
    }

    /// As it is stored.
    var text: String { choices.map(String.init).joined(separator: ",") }

    init?(number: Int, text: String) {
        self.init(number: number, choices: text.split(separator: ",").compactMap { Int($0) })
    }
}
