package import Journal
import Kernel

/// A reviewer's corrections of what was read of a document.
package struct DocumentUpdate: Sendable {
    package let change: DocumentChange
    package let actor: Actor
    package let reviewer: Reviewer

    package init(change: DocumentChange, actor: Actor, reviewer: Reviewer) {
        self.change = change
        self.actor = actor
        self.reviewer = reviewer
    }
}

/// `Male`, `Female` or `Unspecified` in either spelling, or an empty text.
struct SentGender: Decodable, Equatable, Sendable {
    private enum Word: String, CaseIterable, Sendable {
        case male = "Male"
        case female = "Female"
        case unspecified = "Unspecified"
    }

    /// In the spelling of answers, where it is known.
    let text: String
    let isKnown: Bool

    init(from decoder: any Decoder) throws {
        let sent = try decoder.singleValueContainer().decode(String.self)
        let word = EitherSpelling<Word>(sent)?.word.rawValue
        text = word ?? sent
        isKnown = word != nil || sent.isEmpty
    }
}

/// The members of `document` that may be corrected; one that is left out stays, an empty text takes the member away.
package struct DocumentChange: Decodable, Equatable, Sendable {
    let type: EitherSpelling<DocumentType>?
    let firstName: String?
    let middleName: String?
    let lastName: String?
    let documentNumber: String?
    let personalCode: String?
    let dateOfIssue: CalendarDate?
    let dateOfExpiration: CalendarDate?
    let dateOfBirth: CalendarDate?
    let countryIso3: String?
    let nationalityIso3: String?
    let gender: SentGender?
    let address: String?
    let category: String?

    private typealias Target<Value> = any WritableKeyPath<DocumentData, Value?> & Sendable
    private typealias Origin<Value> = any KeyPath<DocumentChange, Value?> & Sendable

    private static let texts: [(String, Target<String>, Origin<String>)] = [
        ("firstName", \.firstName, \.firstName), ("middleName", \.middleName, \.middleName),
        ("lastName", \.lastName, \.lastName), ("documentNumber", \.documentNumber, \.documentNumber),
        ("personalCode", \.personalCode, \.personalCode), ("countryIso3", \.countryIso3, \.countryIso3),
        ("nationalityIso3", \.nationalityIso3, \.nationalityIso3), ("gender", \.gender, \.gender?.text),
        ("address", \.address, \.address), ("category", \.category, \.category),
    ]

    private static let dates: [(String, Target<CalendarDate>, Origin<CalendarDate>)] = [
        ("dateOfIssue", \.dateOfIssue, \.dateOfIssue), ("dateOfExpiration", \.dateOfExpiration, \.dateOfExpiration),
        ("dateOfBirth", \.dateOfBirth, \.dateOfBirth),
    ]

    /// - Returns: the names of the members that have another value now.
    func apply(to document: inout DocumentData) -> [String] {
        var changed: [String] = []
        if let type = type?.word, type != document.type {
            document.type = type
            changed.append("type")
        }
        for (name, target, source) in Self.texts {
            guard let text = self[keyPath: source] else { continue }
            let value = text.isEmpty ? nil : text
            guard document[keyPath: target] != value else { continue }
            document[keyPath: target] = value
            changed.append(name)
        }
        for (name, target, source) in Self.dates {
            guard let date = self[keyPath: source], document[keyPath: target] != date else { continue }
            document[keyPath: target] = date
            changed.append(name)
        }
        return changed
    }

    /// Members of a wrong form, for a 400.
    package var violations: [String: [String]] {
        var found: [String: [String]] = [:]
        for (name, _, source) in Self.texts where (self[keyPath: source]?.count ?? 0) > VerificationLimits.textLength {
            found[name] = ["must have at most \(VerificationLimits.textLength) characters"]
        }
        for (name, code) in [("countryIso3", countryIso3), ("nationalityIso3", nationalityIso3)] {
            guard let code, !code.isEmpty else { continue }
            if code.count > 3 || !code.allSatisfy({ $0.isASCII && $0.isUppercase }) {
                found[name] = ["must be 1 to 3 upper-case letters"]
            }
        }
        if let gender, !gender.isKnown {
            found["gender"] = ["must be Male, Female or Unspecified"]
        }
        return found
    }
}
