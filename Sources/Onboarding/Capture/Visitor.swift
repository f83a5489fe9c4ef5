import HTTPTypes
import Hummingbird
import Web

/// A person's device, as far as its request shows it.
struct Visitor: Sendable {
    /// Of its session.
    let token: String?
    /// Nil where nothing is known of the connection, or the proxy said nothing that is an address.
    let address: ClientAddress?
    /// Whether the device says by its request that it stands on a desk. Anybody can say anything: see `DeviceKind`.
    let isDesktop: Bool

    /// - Parameter addressHeader: the field in which the operator's proxy names the client; nil without a proxy.
    init(_ request: Request, _ context: WebContext, addressHeader: HTTPField.Name?) {
        token = Access.bearer(of: request)
        address = ClientAddress(request, context, header: addressHeader)
        isDesktop = DeviceKind(request.headers) == .desktop
    }
}
