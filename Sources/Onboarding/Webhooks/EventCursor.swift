import Crypto
import Foundation
import Kernel
import Vault

/// A place in an application's log as it is handed out: the position and an HMAC-SHA256 over application and position,
/// in Base64URL. Nobody can make one up, and another application's is none.
struct EventCursor: Sendable {
    private static let placeBytes = 8
    private let key: SymmetricKey

    init(master: MasterKey) {
        key = master.derived(for: "event-cursor")
    }

    func text(_ position: Int, of application: ID<Application>) -> String {
        let place = Data((0..<Self.placeBytes).reversed().map { UInt8(truncatingIfNeeded: position >> ($0 * 8)) })
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(place, application), using: key)
        return Base64URL.encode(place + Data(code))
    }

    /// - Returns: nil for anything that was not given out to this application.
    func position(_ text: String, of application: ID<Application>) -> Int? {
        guard let bytes = Base64URL.decode(text), bytes.count == Self.placeBytes + SHA256.byteCount else { return nil }
        let (place, code) = (Data(bytes.prefix(Self.placeBytes)), Data(bytes.dropFirst(Self.placeBytes)))
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Self.message(place, application), using: key)
        else { return nil }
        return Int(exactly: place.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    private static func message(_ place: Data, _ application: ID<Application>) -> Data {
        Data("\(application)".utf8) + place
    }
}
