import Evidence
import Foundation
import Kernel

/// What the barcode of a licence says, where there is no zone. The symbol has no check digits of its own, and a wrong
/// content was seen to pass its error correction (docs/accuracy.md): what speaks against the person asks for a look.
extension CrossChecks {
    /// What the document says of its holder, by zone or barcode.
    var person: PrintedPerson? {
        mrz.map { PrintedPerson($0.fields, today: today) } ?? card.map { PrintedPerson($0.fields) }
    }

    var cardNotExpired: Finding {
        guard let card else { return Finding(.documentNotExpired, .unavailable, reason: .dataMissing) }
        guard let date = card.fields.dateOfExpiry else {
            return Finding(.documentNotExpired, .review, reason: .notRead)
        }
        let days = (date.startUTC.timeIntervalSince1970 - today.startUTC.timeIntervalSince1970) / 86_400
        return Finding(
            .documentNotExpired, date >= today ? .success : .review, measure: days, threshold: 0, unit: .days,
            reason: date >= today ? nil : .expired)
    }

    var cardOfAge: Finding {
        guard let birth = card?.fields.dateOfBirth else {
            return Finding(.personIsOfAge, .unavailable, reason: .dataMissing)
        }
        let (age, minimum) = (birth.wholeYears(until: today), settings.minimumAgeYears ?? 0)
        return Finding(
            .personIsOfAge, age >= minimum ? .success : .review, measure: Double(age), threshold: Double(minimum),
            unit: .years, reason: age >= minimum ? nil : .underage)
    }
}
