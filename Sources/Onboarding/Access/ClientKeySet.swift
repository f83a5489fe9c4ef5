package import Foundation
import JWTKit
import Kernel

/// The public keys by which a client proves itself (RFC 7517), as an operator registers them.
package struct ClientKeySet: Codable, Sendable, Equatable {
    struct Key: Codable, Sendable, Equatable {
        let kty: String
        let kid: String
        let alg: String
        let crv: String?
        let x: String?
        let y: String?
        let n: String?
        let e: String?
    }

    let keys: [Key]

    /// What is wrong with a file of keys, for the operator's eyes.
    package struct Fault: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    private static let largestCount = 8
    private static let smallestModulusBytes = 256
    static let algorithms = ["ES256", "PS256", "RS256"]
    /// Members of a private or a symmetric key (RFC 7518 section 6).
    private static let secretMembers: Set = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    /// Reads a JSON Web Key Set.
    /// - Throws: `Fault` where a key is private, weak, or of an algorithm that is not taken.
    package init(file: Data) throws(Fault) {
        struct Raw: Decodable {
            let keys: [[String: JSONValue]]
        }
        guard let raw = try? JSONDecoder().decode(Raw.self, from: file) else {
            throw Fault(description: "this is no JSON Web Key Set: {\"keys\": [{…}]}")
        }
        guard (1...Self.largestCount).contains(raw.keys.count) else {
            throw Fault(description: "there must be 1 to \(Self.largestCount) keys")
        }
        guard raw.keys.allSatisfy({ Self.secretMembers.isDisjoint(with: $0.keys) }) else {
            throw Fault(description: "a key has private members: keep those to yourself and hand in the public part")
        }
        guard let set = try? JSONDecoder().decode(ClientKeySet.self, from: file) else {
            throw Fault(description: "every key needs the members kty, kid and alg as text")
        }
        for key in set.keys { try key.check() }
        guard Set(set.keys.map(\.kid)).count == set.keys.count else {
            throw Fault(description: "two keys have the same kid")
        }
        self = set
    }

    /// The claims of a token that one of these keys has signed; nil for any other.
    func claims<Claims: JWTPayload>(of token: String, as type: Claims.Type) async -> Claims? {
        guard let json = try? JSONEncoder().encode(self) else { return nil }
        let collection = JWTKeyCollection()
        guard (try? await collection.add(jwksJSON: String(decoding: json, as: UTF8.self))) != nil else { return nil }
        return try? await collection.verify(token, as: type, iteratingKeys: true)
    }
}

extension ClientKeySet.Key {
    fileprivate func check() throws(ClientKeySet.Fault) {
        switch (kty, alg) {
        case ("EC", "ES256"):
            guard crv == "P-256", Base64URL.decode(x)?.count == 32, Base64URL.decode(y)?.count == 32 else {
                throw fault("ES256 needs a point of P-256")
            }
        case ("RSA", "PS256"), ("RSA", "RS256"):
            guard let n = Base64URL.decode(n), n.drop(while: { $0 == 0 }).count >= 256, Base64URL.decode(e) != nil
            else {
                throw fault("RSA keys need 2048 bits or more")
            }
        default:
            throw fault("alg must be one of \(ClientKeySet.algorithms.joined(separator: ", ")), with its kty")
        }
    }

    private func fault(_ sentence: String) -> ClientKeySet.Fault {
        .init(description: "key \(kid): \(sentence)")
    }
}
