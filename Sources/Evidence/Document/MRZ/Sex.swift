/// As the machine-readable zone prints it (part 4, section 4.2.2). It prints a filler where the visual zone prints `X`.
package enum Sex: String, Codable, Sendable {
    case female = "F"
    case male = "M"
    case unspecified = "<"
}
