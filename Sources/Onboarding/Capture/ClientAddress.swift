import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Vault
import Web

/// Where a request comes from: contract § 3.1, `omnichannel.restrictToSameIpAddress`.
struct ClientAddress: Hashable, Sendable {
    private let number: IPAddress

    /// With a header configured it counts and nothing else: the peer is the proxy then. Its last entry is the one that
    /// the nearest proxy has written; what stands before it may be the client's own invention.
    init?(_ request: Request, _ context: WebContext, header: HTTPField.Name?) {
        guard let header else {
            self.init(context.remoteAddress?.ipAddress ?? "")
            return
        }
        let last = request.headers[values: header].last?.split(separator: ",").last ?? ""
        self.init(last.trimmingCharacters(in: .whitespaces))
    }

    /// IPv6 counts by its first 64 bits: the rest is a device's own and changes by itself every day (RFC 8981), and two
    /// devices of one household share only these.
    init?(_ text: String) {
        let plain = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        switch IPAddress(plain) {
        case .v4(let number): self.number = .v4(number)
        case .v6(let number) where number >> 32 == 0xFFFF: self.number = .v4(UInt32(truncatingIfNeeded: number))
        case .v6(let number): self.number = .v6((number >> 64) << 64)
        case nil: return nil
        }
    }

    /// By what two addresses of one verification are compared and no address can be read.
    func hash(for verification: ID<Verification>, _ master: MasterKey) -> Data {
        let key = master.derived(for: "clientAddress/\(verification)")
        return Data(HMAC<SHA256>.authenticationCode(for: Data(number.description.utf8), using: key))
    }
}
