/// What has to come out of a case, in the words of the identification's `status` and `statusReason`.
package struct ExpectedOutcome: Equatable, Sendable {
    package enum Status: String, Codable, Sendable {
        case approved = "Approved"
        case rejected = "Rejected"
    }

    package let status: Status
    package let reason: String
}
