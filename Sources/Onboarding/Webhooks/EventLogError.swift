package import Kernel

package enum EventLogError: ProblemConvertible, Equatable {
    case eventNotFound
    case deliveryNotFound
    case replayNotFound
    /// One part of the log goes to a receiver at a time.
    case replayRunning
    /// Member or parameter → what is wrong with it.
    case notValid([String: String])

    package var problem: Problem {
        switch self {
        case .eventNotFound: Problem(type: "event-not-found", title: "No such event", status: 404)
        case .deliveryNotFound: Problem(type: "delivery-not-found", title: "No such delivery", status: 404)
        case .replayNotFound: Problem(type: "replay-not-found", title: "No such replay", status: 404)
        case .replayRunning:
            Problem(
                type: "replay-running", title: "The webhook is being sent a replay", status: 409,
                detail: "Wait for its end, or take the webhook away.")
        case .notValid(let errors):
            .notValid(errors.mapValues { [$0] })
        }
    }

    static let badCursor = EventLogError.notValid(["after": "is none that this call gave out to this application"])
}
