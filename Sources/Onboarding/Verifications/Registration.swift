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
            guard let number = Self(try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a phone number")
            }
            self = number
        }

        /// Reads digits with what people write between them; nil for anything else.
        package init?(_ text: String) {
            let stripped = text.filter { !"+ -()".contains($0) }
            guard (5...15).contains(stripped.count), let number = Int64(stripped) else { return nil }
            digits = number
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(digits)
        }
    }

    /// A day of life: `YYYY-MM-DD`, or that with midnight behind it, as date types of some languages are written.
    private struct Day: Decodable {
        let date: CalendarDate

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            let isDay = text.count == 10 || text.dropFirst(10).wholeMatch(of: Self.midnight) != nil
            guard isDay, let date = CalendarDate(text.prefix(10)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
            }
            self.date = date
        }

        /// Another time of day would leave it open which day is meant.
        private static var midnight: Regex<Substring> { /[T ]00:00(?::00(?:\.0{1,7})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?/ }
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

// In an extension, so that the memberwise initialiser stays.
extension Registration {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        firstName = try container.textUnlessBlank(.firstName)
        middleName = try container.textUnlessBlank(.middleName)
        lastName = try container.textUnlessBlank(.lastName)
        email = try container.textUnlessBlank(.email)
        personalCode = try container.textUnlessBlank(.personalCode)
        countryCode = try container.textUnlessBlank(.countryCode)
        dateOfBirth =
            container.isBlank(.dateOfBirth) ? nil : try container.decodeIfPresent(Day.self, forKey: .dateOfBirth)?.date
        phoneNumber =
            container.isBlank(.phoneNumber)
            ? nil : try container.decodeIfPresent(PhoneNumber.self, forKey: .phoneNumber)
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
