import Crypto
import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A webhook signature` {
    let body = Data(#"{"id":"5f0c","type":"KycIdentification.Approved","name":"Žydrūnas"}"#.utf8)

    @Test(.contract("8.3 HMAC"))
    func `is the one that other tools compute`() throws {
        // printf '1795392000.{"a":1}' | openssl dgst -sha256 -hmac 'correct horse battery'
        let signature = WebhookSignature.ondato(
            secret: Private("correct horse battery"), timestamp: 1_795_392_000, body: Data(#"{"a":1}"#.utf8))
        #expect(signature == "t=1795392000, s=ba88cf33504a8a21d15596ac127d7e216836a8668e590f994f18b692319595fe")
        // printf 'msg_1.1795392000.{"a":1}' | openssl dgst -sha256 -hmac 'correct horse battery' -binary | base64
        let standard = try WebhookSignature.standard(
            secrets: [Private(Data("correct horse battery".utf8))], id: "msg_1", timestamp: 1_795_392_000,
            body: Data(#"{"a":1}"#.utf8))
        #expect(standard == "v1,0eiT8L77BaY+sHI7eKo0HqF1SbEOLr3Dke1yi+EGTc0=")
    }

    /// The example of the Standard Webhooks specification's reference libraries.
    @Test func `is the one of the reference libraries`() throws {
        let key = Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") ?? Data()
        let signature = try WebhookSignature.standard(
            secrets: [Private(key)], id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
            body: Data(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(.contract("8.3 grammar"))
    func `has the grammar of the contract`() {
        let signature = WebhookSignature.ondato(secret: Private("secret"), timestamp: 1_795_392_000, body: body)
        #expect(signature.wholeMatch(of: /t=[0-9]{10}, s=[0-9a-f]{64}/) != nil)
    }

    @Test func `is HMAC of RFC 2104 written out by hand`() {
        let signature = WebhookSignature.ondato(secret: Private("secret"), timestamp: 1_795_392_000, body: body)
        let code = Self.code(key: "secret", message: Data("1795392000.".utf8) + body)
        #expect(signature.hasSuffix("s=\(Hex.encode(code))"))
    }

    @Test func `holds for bodies of every kind and length`() throws {
        var bodies = [Data(), Data([0]), Data("{}".utf8), Data(repeating: 0x20, count: 1_000_000)]
        for length in 1...300 {
            bodies.append(Data((0..<length * 7).map { _ in UInt8.random(in: .min ... .max) }))
            let scalars = (0..<length).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0x20...0x10_FFFF)) }
            bodies.append(Data(String(String.UnicodeScalarView(scalars)).utf8))
        }
        let (first, second) = (Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }), Data("former".utf8))
        for body in bodies {
            let signature = try WebhookSignature.standard(
                secrets: [Private(first), Private(second)], id: "msg", timestamp: 1_795_392_000, body: body)
            let codes = [first, second].map { Self.code(key: $0, message: Data("msg.1795392000.".utf8) + body) }
            #expect(signature == codes.map { "v1,\($0.base64EncodedString())" }.joined(separator: " "))
            let code = Self.code(key: "secret", message: Data("1795392000.".utf8) + body)
            let ondato = WebhookSignature.ondato(secret: Private("secret"), timestamp: 1_795_392_000, body: body)
            #expect(ondato == "t=1795392000, s=\(Hex.encode(code))")
        }
    }

    @Test(arguments: ["secreT", "secret ", ""])
    func `differs under another secret`(_ other: String) {
        let signature = WebhookSignature.ondato(secret: Private("secret"), timestamp: 1_795_392_000, body: body)
        #expect(signature != WebhookSignature.ondato(secret: Private(other), timestamp: 1_795_392_000, body: body))
    }

    /// H((K ⊕ opad) ‖ H((K ⊕ ipad) ‖ message)), with nothing of the library but SHA-256.
    static func code(key: String, message: Data) -> Data {
        code(key: Data(key.utf8), message: message)
    }

    static func code(key: Data, message: Data) -> Data {
        let padded = key + Data(repeating: 0, count: 64 - key.count)
        let inner = SHA256.hash(data: Data(padded.map { $0 ^ 0x36 }) + message)
        return Data(SHA256.hash(data: Data(padded.map { $0 ^ 0x5C }) + Data(inner)))
    }
}
