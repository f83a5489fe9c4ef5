package enum AAMVALimits {
    /// A PDF417 symbol holds at most 2,710 digits or 1,850 characters (ISO/IEC 15438, section 5.1).
    package static let bytes = 4_096
    /// What may stand before the file type: a scanner's preamble, and the four bytes of the header.
    static let prefixBytes = 64
    /// The header counts with two digits; cards have two or three.
    static let subfiles = 20
    static let elements = 400
    static let deviations = 200
    /// Years of dates on cards: outside is a misread order of the digits.
    static let years = 1_850...2_199
}
