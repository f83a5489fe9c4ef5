/// One check digit of a reading: what stands there and what the characters it covers ask for.
package struct CheckDigit: Codable, Equatable, Sendable {
    package let field: MRZField
    /// The character read in the digit's place.
    package let stated: String
    /// 0…9.
    package let computed: Int
    package let isValid: Bool

    package init(field: MRZField, stated: String, computed: Int, isValid: Bool) {
        self.field = field
        self.stated = stated
        self.computed = computed
        self.isValid = isValid
    }
}
