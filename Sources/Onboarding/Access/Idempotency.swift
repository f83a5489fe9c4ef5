import Crypto
package import Database
package import Foundation
package import HTTPTypes
package import Hummingbird
import Kernel
import Vault
import Web

/// A request that creates something, and may come again: a client that got no answer sends it again with the same
/// `Idempotency-Key` and gets the first one's answer, byte for byte.
///
/// The answer is kept in the transaction of the effect, so that a crash leaves both or neither; because the database
/// has one writer, of twins that come at the same time the second finds what the first has left.
package struct Creation: Sendable {
    package let caller: Caller
    private let bytes: Data
    private let key: Key?
    private let parts: Parts

    /// The key as it is kept: two keyed digests, from which neither key nor request can be guessed.
    private struct Key: Sendable {
        let hash: Data
        let fingerprint: Data
    }

    /// What a creation needs of the house.
    struct Parts: Sendable {
        let database: any Database
        let master: MasterKey
        let now: Date
    }

    /// Reads the body and the key.
    /// - Parameter limit: of the body.
    init(_ request: Request, by caller: Caller, _ parts: Parts, limit: Int) async throws {
        self.caller = caller
        self.parts = parts
        bytes = try await request.jsonBytes(limit: limit)
        key = try Self.key(of: request).map { [bytes] key in
            let digest = HMACKey(parts.master)
            return Key(
                hash: digest.of(key),
                fingerprint: digest.of(request.method.rawValue, request.uri.description, bytes))
        }
    }

    /// The body. Members that the type does not know are ignored.
    package func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONText.decode(type, from: bytes)
    }

    /// Runs `body` and answers with its value; where the key has done so before, with the former answer.
    /// - Throws: `IdempotencyError.otherRequest` where the key came with another request; what `body` throws, of which
    ///   nothing is kept.
    package func answer(
        _ status: HTTPResponse.Status = .created,
        _ body: @escaping @Sendable (any Transaction) throws -> some Encodable & Sendable
    ) async throws -> Response {
        let (record, isRepeat) = try await parts.database.write { transaction in
            try self.once(status, in: transaction) { try JSONText.encode(try body(transaction)) }
        }
        var response = Response.bytes(
            record.answer, as: "application/json; charset=utf-8", status: HTTPResponse.Status(code: record.status))
        if isRepeat { response.headers[.idempotencyReplayed] = "true" }
        return response
    }

    private func once(
        _ status: HTTPResponse.Status, in transaction: some Transaction, _ body: () throws -> Data
    ) throws -> (record: IdempotencyStore.Record, isRepeat: Bool) {
        guard let key else { return (.init(fingerprint: Data(), status: status.code, answer: try body()), false) }
        let store = IdempotencyStore(transaction, master: parts.master)
        if let record = try store.record(caller.clientID, key.hash, since: IdempotencyLimits.oldest(at: parts.now)) {
            guard record.fingerprint == key.fingerprint else { throw IdempotencyError.otherRequest }
            return (record, true)
        }
        let record = IdempotencyStore.Record(
            fingerprint: key.fingerprint, status: status.code, answer: try body())
        try store.keep(record, of: caller.clientID, key.hash, at: parts.now)
        return (record, false)
    }

    private static func key(of request: Request) throws(IdempotencyError) -> String? {
        let fields = request.headers[values: .idempotencyKey]
        guard let key = fields.first else { return nil }
        let isPrintable = key.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        guard fields.count == 1, isPrintable, (1...IdempotencyLimits.keyLength).contains(key.utf8.count) else {
            throw .badKey
        }
        return key
    }

    /// HMAC-SHA256 under a key that is for this alone. Each part goes in by its digest, so that no two lists of parts
    /// make one text.
    private struct HMACKey {
        private let key: SymmetricKey

        init(_ master: MasterKey) {
            key = master.derived(for: "idempotency")
        }

        func of(_ texts: String..., data: Data = Data()) -> Data {
            var code = HMAC<SHA256>(key: key)
            for text in texts { code.update(data: Data(SHA256.hash(data: Data(text.utf8)))) }
            code.update(data: data)
            return Data(code.finalize())
        }

        func of(_ method: String, _ address: String, _ body: Data) -> Data {
            of(method, address, data: Data(SHA256.hash(data: body)))
        }
    }
}

extension Access {
    /// A request that creates, of a caller whose token allows it.
    package func creation(
        _ request: Request, needing permission: Permission, limit: Int = WebLimits.jsonBodyBytes
    ) async throws -> Creation {
        try await creation(request, by: try await caller(of: request, needing: permission), limit: limit)
    }

    /// A request that creates, of a caller who proved themselves in another way than by a token.
    func creation(
        _ request: Request, by caller: Caller, limit: Int = WebLimits.jsonBodyBytes
    ) async throws -> Creation {
        try await Creation(
            request, by: caller, .init(database: database, master: master, now: clock.now), limit: limit)
    }

    /// Forgets answers that are too old to be asked for again, and assertions that are over.
    /// - Returns: how many; a full batch means that there may be more.
    package func trim(at now: Date, limit: Int, in transaction: some Transaction) throws -> Int {
        let answers = try IdempotencyStore(transaction, master: master).trim(
            before: IdempotencyLimits.oldest(at: now), limit: limit)
        return max(answers, try AccessStore(transaction).trimAssertions(before: now, limit: limit))
    }
}

package enum IdempotencyLimits {
    package static let keyLength = 255
    package static let keptDays = 7

    static func oldest(at now: Date) -> Date {
        now.addingTimeInterval(-Double(keptDays) * 24 * 3600)
    }
}

extension HTTPField.Name {
    // Literals of token characters are always names.
    package static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    package static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")!
}
