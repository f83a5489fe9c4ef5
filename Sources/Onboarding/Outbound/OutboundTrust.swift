import Foundation
import NIOSSL

/// Whose certificates are believed: the authorities of the machine, and beside them those that the operator has named.
package struct OutboundTrust: Sendable {
    /// Why a file of authorities cannot be used.
    package struct FileError: Error, CustomStringConvertible {
        package let description: String
    }

    private let authorities: [NIOSSLCertificate]

    private init(authorities: [NIOSSLCertificate]) {
        self.authorities = authorities
    }

    /// The authorities of the machine and no other.
    package static let system = OutboundTrust(authorities: [])

    /// - Parameter path: a PEM file with the certificates of private authorities.
    /// - Throws: `FileError` where it cannot be read or holds none: a typing error must not look like a setting.
    package init(authoritiesFile path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw FileError(description: "\(path) cannot be read")
        }
        let found = try? NIOSSLCertificate.fromPEMBytes([UInt8](bytes))
        guard let found, !found.isEmpty else { throw FileError(description: "\(path) holds no certificates in PEM") }
        authorities = found
    }

    /// Certificate and name are verified, without a way around it.
    var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if !authorities.isEmpty { configuration.additionalTrustRoots = [.certificates(authorities)] }
        return configuration
    }
}
