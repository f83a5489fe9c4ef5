import Crypto
package import Foundation
import Kernel

/// One thing that happened, in the chain that shows when anything was changed or taken out later.
///
/// It holds no personal data: ids, words and digests only, so that it can outlive the erasure of the person's data.
package struct AuditEntry: Sendable, Equatable {
    /// 1, 2, 3 … without a gap.
    package let sequence: Int
    package let at: Date
    package let actor: Actor
    /// What was done: a fixed word such as `verification.created`.
    package let action: String
    /// What it was done to: an id.
    package let subject: String
    /// Further facts by name, in the order of their names.
    package let detail: [String: String]
    package let previousHash: Data
    package let hash: Data

    /// SHA-256 over the previous entry's hash and this entry's canonical text: members in a fixed order, each with its
    /// length before it, so that no two entries share a text.
    static func hash(_ previous: Data, _ entry: Content, sequence: Int) -> Data {
        var text = Data()
        func append(_ member: String) {
            let bytes = Data(member.utf8)
            text.append(contentsOf: "\(bytes.count):".utf8)
            text.append(bytes)
        }
        append(String(sequence))
        append(String(Int((entry.at.timeIntervalSince1970 * 1000).rounded(.down))))
        append(entry.actor.description)
        append(entry.action)
        append(entry.subject)
        for (name, value) in entry.detail.sorted(by: { $0.key < $1.key }) {
            append(name)
            append(value)
        }
        return Data(SHA256.hash(data: previous + text))
    }

    /// An entry before it has its place in the chain.
    struct Content {
        let at: Date
        let actor: Actor
        let action: String
        let subject: String
        let detail: [String: String]
    }
}

/// Who did it.
package enum Actor: Hashable, Sendable, CustomStringConvertible {
    /// The person who is verified.
    case applicant
    /// An API client, by its client id.
    case client(String)
    /// Someone at the operator's keyboard, by the name they gave.
    case operatorNamed(String)
    /// The server by itself.
    case system

    package var description: String {
        switch self {
        case .applicant: "applicant"
        case .client(let id): "client:\(id)"
        case .operatorNamed(let name): "operator:\(name)"
        case .system: "system"
        }
    }

    package init?(_ text: String) {
        switch text.split(separator: ":", maxSplits: 1).map(String.init) {
        case ["applicant"]: self = .applicant
        case ["system"]: self = .system
        case let parts where parts.count == 2 && parts[0] == "client": self = .client(parts[1])
        case let parts where parts.count == 2 && parts[0] == "operator": self = .operatorNamed(parts[1])
        default: return nil
        }
    }
}
