/// One line of the flight recorder. There is no free text in it.
struct FlightEntry: Encodable, Sendable {
    /// By the device's own clock, since its page began to load.
    let sinceLoadMilliseconds: Int
    let event: FlightEvent
    let screen: String?
    let target: String?
    /// What the event says beside its name, such as `denied` of a permission.
    let code: String?
    /// Milliseconds, bytes, pixels, or a number of things.
    let value: Double?
}
