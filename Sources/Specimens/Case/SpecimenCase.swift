package import Kernel

/// The persons whom the simulator plays.
package enum SpecimenCase: String, Codable, Sendable, CaseIterable {
    /// Everything in order.
    case approved
    /// The selfie is somebody else's.
    case wrongPerson = "wrong-person"
    /// The document's last day has passed.
    case expired
    /// The document was photographed out of focus.
    case blurred
    /// The document number's check digit is printed wrong.
    case badCheckDigit = "bad-check-digit"
    /// The holder is sixteen.
    case underage
    /// The selfie shows an empty room.
    case noFace = "no-face"

    package var expected: ExpectedOutcome {
        switch self {
        case .approved: ExpectedOutcome(status: .approved, reason: "AutomaticallyIdentified")
        case .wrongPerson: ExpectedOutcome(status: .rejected, reason: "FacesDoesNotMatch")
        case .expired: ExpectedOutcome(status: .rejected, reason: "DocumentIsExpired")
        case .blurred: ExpectedOutcome(status: .rejected, reason: "BlurredPhoto")
        case .badCheckDigit: ExpectedOutcome(status: .rejected, reason: "DocumentNotAccepted")
        case .underage: ExpectedOutcome(status: .rejected, reason: "UnderagePerson")
        case .noFace: ExpectedOutcome(status: .rejected, reason: "MissingSelfiePhoto")
        }
    }

    /// Whose document it is, without a portrait.
    /// - Parameter today: the day of the check, from which all dates are counted.
    package func holder(today: CalendarDate, seed: UInt64) -> SpecimenHolder {
        var holder = SpecimenHolder.invented(seed: seed, today: today)
        switch self {
        case .expired:
            holder.dateOfExpiry = today.adding(days: -40)
            holder.dateOfIssue = holder.dateOfExpiry.adding(years: -10)
        case .underage:
            holder.dateOfBirth = today.adding(years: -16).adding(days: -100)
            holder.personalCode = SpecimenHolder.code(for: holder.dateOfBirth, seed: seed)
            holder.dateOfIssue = today.adding(years: -1)
            holder.dateOfExpiry = today.adding(years: 4)
        case .approved, .wrongPerson, .blurred, .badCheckDigit, .noFace:
            break
        }
        return holder
    }

    /// Standard deviation of the blur as it lies on the document. A third of a character of the machine-readable zone
    /// is more than text readers get through; half a millimetre they still manage.
    var blurMillimetres: Double { self == .blurred ? 0.85 : 0 }
}
