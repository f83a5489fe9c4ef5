import Crypto
import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A webhook signature` {
    let body = Data(#"{"id":"5f0c","type":"KycIdentification.Approved","name":"Žydrūnas"}"#.utf8)

    @Test(.contract("8.3 HMAC"))
    func `is the one that other tools compute`() {
        // printf '1795392000.{"a":1}' | openssl dgst -sha256 -hmac 'correct horse battery'
        let signature = WebhookSignature.ondato(
            secret: Private("correct horse battery"), timestamp: 1_795_392_000, body: Data(#"{"a":1}"#.utf8))
        #expect(signature == "t=1795392000, s=ba88cf33504a8a21d15596ac127d7e216836a8668e590f994f18b692319595fe")
        // printf 'msg_1.1795392000.{"a":1}' | openssl dgst -sha256 -hmac 'correct horse battery' -binary | base64
        let standard = WebhookSignature.standard(
            secret: Private("correct horse battery"), id: "msg_1", timestamp: 1_795_392_000,
            body: Data(#"{"a":1}"#.utf8))
        #expect(standard == "v1,0eiT8L77BaY+sHI7eKo0HqF1SbEOLr3Dke1yi+EGTc0=")
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

    @Test(arguments: ["secreT", "secret ", ""])
    func `differs under another secret`(_ other: String) {
        let signature = WebhookSignature.ondato(secret: Private("secret"), timestamp: 1_795_392_000, body: body)
        #expect(signature != WebhookSignature.ondato(secret: Private(other), timestamp: 1_795_392_000, body: body))
    }

    /// H((K ⊕ opad) ‖ H((K ⊕ ipad) ‖ message)), with nothing of the library but SHA-256.
    static func code(key: String, message: Data) -> Data {
        let padded = Data(key.utf8) + Data(repeating: 0, count: 64 - key.utf8.count)
        let inner = SHA256.hash(data: Data(padded.map { $0 ^ 0x36 }) + message)
        return Data(SHA256.hash(data: Data(padded.map { $0 ^ 0x5C }) + Data(inner)))
    }
}
