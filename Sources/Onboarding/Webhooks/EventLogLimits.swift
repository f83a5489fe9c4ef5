/// Every limit of the event log and of what is sent from it once more.
package enum EventLogLimits {
    package static let page = 1...500
    package static let usualPage = 100
    /// The newest events of a verification that its history shows. One has about ten; the log has all.
    package static let history = 500
    package static let deliveries = 1...100
    package static let attempts = 500
    /// Events that one transaction of a replay looks at: other writers wait for so many at the most.
    static let replayBatch = 200
    /// A replay adds nothing to a receiver's line that is longer than this: what happens meanwhile must not wait
    /// behind a million old events.
    static let replayBacklog = 1000
    static let backlogWaitSeconds: Double = 2
}
