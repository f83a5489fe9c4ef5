import HTTPTypes
import Hummingbird
import Web

/// A person's device, as far as its request shows it.
struct Visitor: Sendable {
    /// Of its session.
    let token: String?
    /// Nil where nothing is known of the connection, or the proxy said nothing that is an address.
    let address: ClientAddress?
    /// What the device says by its request that it is. Anybody can say anything: see `DeviceKind`.
    let kind: DeviceKind

    /// - Parameter addressHeader: the field in which the operator's proxy names the client; nil without a proxy.
    init(_ request: Request, _ context: WebContext, addressHeader: HTTPField.Name?) {
        token = Access.bearer(of: request)
        address = ClientAddress(request, context, header: addressHeader)
        kind = DeviceKind(request.headers)
    }

    /// What a device says of itself beside its request counts more than what its browser says.
    func kind(saying said: DeviceKind) -> DeviceKind { said == .unknown ? kind : said }
}
