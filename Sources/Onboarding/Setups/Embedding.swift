import Foundation

/// Whose pages may have the hosted page in a frame. Where there is none, nobody's may.
package struct Embedding: Codable, Equatable, Sendable {
    /// As browsers write them: a scheme, a host, and a port where it is not the usual one.
    package let allowedOrigins: [String]
}

/// As a business sends it; it takes the place of the whole setting that stood there.
struct EmbeddingDraft: Decodable {
    let allowedOrigins: [String]?

    /// - Returns: nil where no origin is named: nobody may frame the page again.
    func setting(_ faults: inout SetupFaults) -> Embedding? {
        let place = "embedding.allowedOrigins"
        let all = allowedOrigins ?? []
        faults.check(
            all.count <= SetupLimits.embeddingOrigins, place, "must have at most \(SetupLimits.embeddingOrigins) items")
        var found: [String] = []
        for (index, text) in all.prefix(SetupLimits.embeddingOrigins).enumerated() {
            guard let origin = WebOrigin.canonical(text) else {
                faults.add(
                    "must be an origin such as https://bank.example (http on this machine only)",
                    to: "\(place)[\(index)]")
                continue
            }
            found.append(origin)
        }
        faults.check(Set(found).count == found.count, place, "must name each origin once")
        return found.isEmpty ? nil : Embedding(allowedOrigins: found)
    }
}

/// The origins that may stand in a header of ours and be compared with a browser's.
package enum WebOrigin {
    /// The origin as a browser writes it: RFC 6454, section 6.2. Nothing but letters, digits, dots and hyphens gets
    /// into a content security policy, and no wildcard.
    /// - Returns: nil for anything else than the origin of a secure page, or of one on this machine.
    package static func canonical(_ text: String) -> String? {
        let name = /(https?):\/\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::([1-9][0-9]{0,4}))?/
        guard text.utf8.count <= SetupLimits.addressBytes, let parts = text.lowercased().wholeMatch(of: name) else {
            return nil
        }
        let (scheme, host) = (String(parts.1), String(parts.2))
        guard scheme == "https" || ["localhost", "127.0.0.1"].contains(host), !host.contains("..") else { return nil }
        guard let written = parts.3 else { return "\(scheme)://\(host)" }
        guard let port = UInt16(written) else { return nil }
        let isUsual = port == (scheme == "https" ? 443 : 80)
        return isUsual ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
    }
}
