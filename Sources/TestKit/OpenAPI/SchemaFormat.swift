import Foundation
import Kernel

/// The formats of text that our document names.
enum SchemaFormat {
    static func violation(of text: String, format: String, isStrict: Bool) -> String? {
        let isValid: Bool
        switch format {
        case "uuid": isValid = UUID(uuidString: text) != nil && (!isStrict || text == text.lowercased())
        case "date": isValid = CalendarDate(text) != nil
        case "date-time": isValid = isInstant(text)
        case "uri": isValid = URL(string: text)?.scheme != nil
        case "uri-reference": isValid = URL(string: text) != nil
        default: return "the schema's format \(format) is unknown to the checker"
        }
        return isValid ? nil : "is no \(format)"
    }

    /// RFC 3339 in UTC as the contract writes it: `Z`, and up to seven digits of a second's fraction.
    private static func isInstant(_ text: String) -> Bool {
        guard let parts = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,7})?Z/),
            CalendarDate(parts.1) != nil, let hour = Int(parts.2), let minute = Int(parts.3), let second = Int(parts.4)
        else { return false }
        return hour < 24 && minute < 60 && second < 60
    }
}
