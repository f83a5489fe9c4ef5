package import Kernel

/// The server that e-mail is handed to, which carries it on.
package struct MailRelay: Sendable {
    package enum Security: String, Sendable, CaseIterable {
        /// From the first byte on.
        case tls
        /// Asked for before anything else is said, and never done without.
        case starttls
        /// To this machine alone.
        case none

        /// RFC 8314 and RFC 6409.
        package var usualPort: Int { self == .tls ? 465 : 587 }
    }

    package struct Credentials: Sendable {
        package let username: String
        package let password: Private<String>

        package init(username: String, password: Private<String>) {
            self.username = username
            self.password = password
        }
    }

    /// Why a relay cannot be used as it is described.
    package enum Mistake: String, Error, Sendable {
        case host, port, from, credentials
        /// Messages, and a password perhaps, would travel in the clear.
        case notLoopback
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let credentials: Credentials?
    /// Of whom the messages are.
    package let from: MailAddress

    package init(
        host: String, port: Int, security: Security, credentials: Credentials?, from: String
    ) throws(Mistake) {
        guard !host.isEmpty, host.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .host }
        guard (1...65_535).contains(port) else { throw .port }
        guard let from = MailAddress(from) else { throw .from }
        if let credentials {
            let texts = [credentials.username, credentials.password.value]
            // RFC 4616: a zero byte divides the parts of the answer.
            guard texts.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else { throw .credentials }
        }
        guard security != .none || Self.isLoopback(host) else { throw .notLoopback }
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.from = from
    }

    static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost"
            || IPAddress(host).map { address in SpecialNetworks.loopback.contains { $0.contains(address) } } ?? false
    }
}
