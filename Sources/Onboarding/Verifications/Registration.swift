package import Kernel

/// What the business says it knows of the person: contract § 4.1. Private from end to end.
package struct Registration: Codable, Equatable, Sendable {
    package let firstName: String?
    package let middleName: String?
    package let lastName: String?
    package let email: String?
    package let personalCode: String?
    package let dateOfBirth: CalendarDate?
    package let phoneNumber: PhoneNumber?
    /// ISO 3166-1 alpha-2.
    package let countryCode: String?

    /// Digits. Clients send a number, one sends a string; the answer is the number that the contract shows.
    package struct PhoneNumber: Codable, Equatable, Sendable {
        package let digits: Int64

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int64.self) {
                guard (0..<1_000_000_000_000_000).contains(number) else {
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a phone number")
                }
                digits = number
                return
            }
            let text = try container.decode(String.self)
            let stripped = text.filter { !"+ -()".contains($0) }
            guard (5...15).contains(stripped.count), let number = Int64(stripped) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a phone number")
            }
            digits = number
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(digits)
        }
    }

    /// Members whose text is too long or of the wrong form, for a 400.
    var violations: [String: [String]] {
        var found: [String: [String]] = [:]
        let texts = [
            "firstName": firstName, "middleName": middleName, "lastName": lastName, "email": email,
            "personalCode": personalCode,
        ]
        for (name, text) in texts where (text?.count ?? 0) > VerificationLimits.textLength {
            found["registration.\(name)"] = ["must have at most \(VerificationLimits.textLength) characters"]
        }
        if let countryCode, countryCode.count != 2 || !countryCode.allSatisfy({ $0.isASCII && $0.isLetter }) {
            found["registration.countryCode"] = ["must be an ISO 3166-1 alpha-2 code"]
        }
        return found
    }
}

package enum VerificationLimits {
    /// Names, codes, the caller's own reference.
    package static let textLength = 256
    /// Attempts that a business gives to a suspended verification at once.
    package static let grantedAttempts = 1...20
    /// Languages of one verification's own.
    package static let localisations = 50
}
