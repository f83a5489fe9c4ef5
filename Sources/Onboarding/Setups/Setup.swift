package import Foundation
package import Kernel

/// A setup: what a verification asks for. It changes by new versions; a verification keeps the one it began with.
package struct Setup: Sendable {
    package enum Kind: String, Sendable {
        case idv, kyc
    }

    package let id: ID<Setup>
    package let application: ID<Application>
    package let kind: Kind
    package let name: String
    /// A live setup verifies people; one of the sandbox is for trying, with drawn documents.
    package let isLive: Bool
    package let isDisabled: Bool
    package let createdAt: Date
    package let modifiedAt: Date
}

/// One immutable version of a setup with its settings.
package struct SetupVersion<Settings: Codable & Sendable>: Sendable {
    package let id: ID<SetupVersion<Settings>>
    package let setup: Setup
    package let settings: Settings
}

/// What tells the two levels apart.
package protocol SetupSettings: Codable, Sendable {
    static var kind: Setup.Kind { get }
    /// After how many days from the end of a verification its data is erased; nil where that is done by hand.
    var dataKeptDays: Int? { get }
    /// The host name of the hosted page that is this setup's own; nil for none.
    var domain: String? { get }
}

extension IdvSettings: SetupSettings {
    package static let kind = Setup.Kind.idv
    package var domain: String? { brand?.domain }
}

extension KycSettings: SetupSettings {
    package static let kind = Setup.Kind.kyc
    package var domain: String? { nil }
}

/// How long the data of a setup's verifications is kept, as its current version says.
package struct DataKeeping: Sendable {
    package let setup: ID<Setup>
    package let kind: Setup.Kind
    package let days: Int
}

/// A line of a setup's history.
package struct SetupVersionNote: Sendable {
    package let id: UUID
    /// 1, 2, 3 …
    package let number: Int
    package let description: String?
    package let createdAt: Date
    package let isCurrent: Bool
}

package typealias IdvSetupVersion = SetupVersion<IdvSettings>
package typealias KycSetupVersion = SetupVersion<KycSettings>
