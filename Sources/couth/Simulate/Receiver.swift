import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import NIOFoundationCompat
import Synchronization

/// A business's webhook receiver: keeps what comes and checks its signature as an integrator would.
final class Receiver: Sendable {
    struct Received: Sendable {
        let at: Date
        let type: String
        let verification: String
        let body: JSONValue
        let isSigned: Bool
    }

    let secret: String
    private let events = Mutex<[Received]>([])
    private let arrivals: AsyncStream<Int>
    private let arrive: AsyncStream<Int>.Continuation

    init(secret: String) {
        self.secret = secret
        (arrivals, arrive) = AsyncStream.makeStream()
    }

    /// Listens on a free port of this machine and gives it.
    func start() async throws -> Int {
        let router = Router()
        router.post("/webhooks") { [self] request, _ -> HTTPResponse.Status in
            let body = try await request.body.collect(upTo: 1_048_576)
            keep(Data(buffer: body), signature: request.headers[HTTPField.Name("Ondato-Signature")!])
            return .ok
        }
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "receiver")
        logger.logLevel = .error
        let application = Application(
            responder: router.buildResponder(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        Task { try await application.run() }
        for await port in ports { return port }
        throw CancellationError()
    }

    func events(of verification: String) -> [Received] {
        events.withLock { $0.filter { $0.verification == verification } }
    }

    private func keep(_ body: Data, signature: String?) {
        let json = (try? JSONDecoder().decode(JSONValue.self, from: body)) ?? .null
        let payload = json["payload"]
        let received = Received(
            at: Date(), type: json["type"].text ?? "?",
            verification: payload["identityVerificationId"].text ?? payload["id"].text ?? "?", body: json,
            isSigned: isRight(signature, body))
        events.withLock { $0.append(received) }
    }

    /// Contract § 8.3: `t=<seconds>, s=<hex of HMAC-SHA256 over "t.body">`.
    private func isRight(_ signature: String?, _ body: Data) -> Bool {
        let parts = (signature ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, parts[0].hasPrefix("t="), parts[1].hasPrefix("s="),
            let code = Hex.decode(parts[1].dropFirst(2))
        else { return false }
        let signed = Data("\(parts[0].dropFirst(2)).".utf8) + body
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: signed, using: SymmetricKey(data: Data(secret.utf8)))
    }
}
