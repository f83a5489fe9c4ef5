import Journal
import Kernel
import Web

/// A delivery as the API tells of it: ids, states and times. Never a body, and never what a receiver answered: either
/// may hold personal data.
struct DeliveryBody: Encodable {
    private let id: String
    private let eventId: String
    private let type: String
    private let subject: String
    private let sequence: Int
    private let state: String
    private let attempts: Int
    private let createdUtc: Timestamp
    private let nextAttemptUtc: Timestamp?
    private let lastAttemptUtc: Timestamp?
    private let lastFailure: String?
    private let lastStatus: Int?
    private let attemptLog: [AttemptBody]?

    struct AttemptBody: Encodable {
        let number: Int
        let startedUtc: Timestamp
        let durationMilliseconds: Int
        let failure: String?
        let status: Int?
    }

    /// - Parameter log: nil where the attempts are not told one by one.
    init(_ record: DeliveryRecord, attempts log: [NumberedAttempt]? = nil) {
        let (row, heading) = (record.row, record.heading)
        id = row.id.description
        eventId = row.event.description
        type = heading.type
        subject = ID<Verification>(heading.subject).description
        sequence = heading.subjectSequence
        state = row.state.wireWord
        attempts = row.attempts
        createdUtc = Timestamp(row.createdAt)
        nextAttemptUtc = row.state == .waiting ? Timestamp(row.dueAt) : nil
        lastAttemptUtc = Timestamp(row.last?.at)
        lastFailure = row.last?.failure?.rawValue.pascalCased
        lastStatus = row.last?.status
        attemptLog = log?.map { item in
            AttemptBody(
                number: item.number, startedUtc: Timestamp(item.attempt.at),
                durationMilliseconds: Int((item.attempt.durationSeconds * 1000).rounded()),
                failure: item.attempt.failure?.rawValue.pascalCased, status: item.attempt.status)
        }
    }
}
