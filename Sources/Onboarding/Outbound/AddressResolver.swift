/// Turns a name into its addresses: the system's resolver, or a test's.
package protocol AddressResolver: Sendable {
    /// - Throws: `OutboundError.nameNotResolved` where there is none, or the answer takes too long.
    func addresses(of name: String) async throws(OutboundError) -> [IPAddress]
}
