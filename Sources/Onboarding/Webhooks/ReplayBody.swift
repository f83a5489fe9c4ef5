import Kernel
import Web

/// How far a replay has come.
struct ReplayBody: Encodable {
    private let id: String
    private let subscriptionId: String
    private let state: String
    private let from: Timestamp
    private let to: Timestamp
    private let types: [String]
    private let onlyFailed: Bool
    private let deliveries: Int
    private let createdUtc: Timestamp
    private let endedUtc: Timestamp?

    init(_ replay: WebhookReplay) {
        id = replay.id.description
        subscriptionId = replay.subscription.description
        state = replay.endedAt == nil ? "Running" : "Ended"
        from = Timestamp(replay.from)
        to = Timestamp(replay.to)
        types = replay.types.sorted()
        onlyFailed = replay.onlyFailed
        deliveries = replay.deliveries
        createdUtc = Timestamp(replay.createdAt)
        endedUtc = Timestamp(replay.endedAt)
    }
}
