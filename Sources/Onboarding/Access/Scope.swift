/// What an access token allows: the contract's scope names.
package enum Scope: String, Codable, Sendable, CaseIterable {
    case idv = "idv_api"
    case idvReadOnly = "idv_api_readonly"
    case kyc = "kyc_identifications_api"
    case kycReadOnly = "kyc_identifications_api_readonly"

    /// Scopes in the order of RFC 6749 section 3.3: separated by spaces.
    /// - Returns: nil where one of them is unknown.
    package static func parse(_ text: some StringProtocol) -> Set<Scope>? {
        let words = text.split(separator: " ")
        let scopes = words.compactMap { Scope(rawValue: String($0)) }
        return scopes.count == words.count ? Set(scopes) : nil
    }

    package static func text(_ scopes: Set<Scope>) -> String {
        allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " ")
    }
}

/// What a route asks of its caller.
package enum Permission: Sendable {
    case readVerifications, writeVerifications, readIdentifications, writeIdentifications
    /// Events hold what both APIs answer: who reads them needs a reading scope of each.
    case readEvents

    /// Of each of these sets one scope is needed, whichever.
    var scopes: [Set<Scope>] {
        switch self {
        case .readVerifications: [[.idv, .idvReadOnly]]
        case .writeVerifications: [[.idv]]
        case .readIdentifications: [[.kyc, .kycReadOnly]]
        case .writeIdentifications: [[.kyc]]
        case .readEvents: Permission.readVerifications.scopes + Permission.readIdentifications.scopes
        }
    }

    /// Scopes of which a caller has none, and needs one; empty where nothing is missing.
    func missing(in scopes: Set<Scope>) -> Set<Scope> {
        self.scopes.filter { $0.isDisjoint(with: scopes) }.reduce([]) { $0.union($1) }
    }

    package func isGranted(to caller: Caller) -> Bool { missing(in: caller.scopes).isEmpty }
}
