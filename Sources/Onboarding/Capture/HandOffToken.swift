import Crypto
import Foundation
import Vault

/// What stands behind the `#` of a link. It is made from a salt and the master key, so that the present link can be
/// sent in a message although only its digest is kept: who reads the database alone cannot make it.
struct HandOffToken: Sendable {
    let salt: Data
    let token: String

    private static let saltBytes = 32

    static func new(under master: MasterKey) -> HandOffToken {
        HandOffToken(salt: Data((0..<saltBytes).map { _ in UInt8.random(in: .min ... .max) }), master)
    }

    init(salt: Data, _ master: MasterKey) {
        self.salt = salt
        let code = HMAC<SHA256>.authenticationCode(for: salt, using: master.derived(for: "handOff"))
        token = Base64URL.encode(Data(code))
    }
}
