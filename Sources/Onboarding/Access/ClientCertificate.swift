import Crypto
import Foundation

/// The certificate with which a client has spoken TLS to the proxy, as the proxy hands it on in a header field.
struct ClientCertificate: Equatable {
    /// SHA-256 of the DER bytes in base64url: `x5t#S256` of RFC 8705 section 3.1.
    let thumbprint: String

    /// Reads the forms in which proxies write it: PEM in percent encoding (nginx, `$ssl_client_escaped_cert`),
    /// `:base64:` (RFC 9440) and base64 of the DER bytes (HAProxy).
    init?(header: String) {
        var text = header.contains("%") ? header.removingPercentEncoding ?? "" : header
        if let begin = text.range(of: "-----BEGIN CERTIFICATE-----"),
            let end = text.range(of: "-----END CERTIFICATE-----"), begin.upperBound <= end.lowerBound
        {
            text = String(text[begin.upperBound..<end.lowerBound])
        } else if text.hasPrefix(":"), text.hasSuffix(":"), text.count > 2 {
            text = String(text.dropFirst().dropLast())
        }
        text.removeAll(where: \.isWhitespace)
        // 0x30: a certificate is a SEQUENCE.
        guard let bytes = Data(base64Encoded: text), bytes.count > 64, bytes.first == 0x30 else { return nil }
        thumbprint = Base64URL.encode(Data(SHA256.hash(data: bytes)))
    }
}
