package import Database
package import Foundation
package import Kernel

/// The front of the setups.
package struct Setups: Sendable {
    private let cache = SettingsCache()

    package init() {}

    /// The version that a new verification takes.
    /// - Throws: `notFound` also for a setup of another application; `disabled`.
    package func forNewVerification(
        _ id: ID<Setup>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> IdvSetupVersion {
        let version = try idv(id, of: application, in: transaction)
        try checkOpen(version, in: transaction)
        return version
    }

    /// A flow is as closed as the identification that it leads to.
    private func checkOpen(_ version: IdvSetupVersion, in transaction: some Transaction) throws {
        guard !version.setup.isDisabled else { throw SetupError.disabled }
        guard let kyc = version.settings.kycSetupID.flatMap({ ID<Setup>($0) }) else { return }
        guard let isDisabled = try store(transaction).isDisabled(kyc, .kyc) else { throw SetupError.notFound }
        guard !isDisabled else { throw SetupError.disabled }
    }

    /// The version that a verification takes which a person begins at the setup's own link, without a client.
    package func forStartLink(_ id: ID<Setup>, in transaction: some Transaction) throws -> IdvSetupVersion {
        guard let version = try store(transaction).current(id, .idv, as: IdvSettings.self) else {
            throw SetupError.notFound
        }
        try checkOpen(version, in: transaction)
        // Who begins by themselves names no earlier verification that their face could be compared with.
        guard version.settings.faceAuthentication == nil else { throw SetupError.notFound }
        return version
    }

    package func idv(
        _ id: ID<Setup>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> IdvSetupVersion {
        guard let version = try store(transaction).current(id, .idv, as: IdvSettings.self),
            version.setup.application == application
        else { throw SetupError.notFound }
        return version
    }

    package func idv(_ version: ID<IdvSetupVersion>, in transaction: some Transaction) throws -> IdvSetupVersion {
        guard let found = try store(transaction).version(version) else { throw SetupError.notFound }
        return found
    }

    /// The logo of a version's brand; nil where it has none.
    package func logo(of version: IdvSetupVersion, in transaction: some Transaction) throws -> BrandLogo? {
        guard let facts = version.settings.brand?.logo,
            let bytes = try store(transaction).logo(facts.sha256, of: version.setup.id)
        else { return nil }
        return BrandLogo(facts: facts, bytes: bytes)
    }

    package func kyc(_ version: ID<KycSetupVersion>, in transaction: some Transaction) throws -> KycSetupVersion {
        guard let found = try store(transaction).version(version) else { throw SetupError.notFound }
        return found
    }

    package func currentKyc(_ id: ID<Setup>, in transaction: some Transaction) throws -> KycSetupVersion {
        guard let found = try store(transaction).current(id, .kyc, as: KycSettings.self) else {
            throw SetupError.notFound
        }
        return found
    }

    /// The setups of an application that verifications can be created with, oldest first.
    package func idvSetups(of application: ID<Application>, in transaction: some Transaction) throws
        -> [IdvSetupVersion]
    {
        let all: [IdvSetupVersion] = try list(of: application, isDescending: false, in: transaction)
        return all.sorted { $0.setup.createdAt < $1.setup.createdAt }
    }

    /// All setups of a level that an application has, by their names.
    func list<Settings: SetupSettings>(
        of application: ID<Application>, isDescending: Bool, in transaction: some Transaction
    ) throws -> [SetupVersion<Settings>] {
        try store(transaction).list(
            of: application, Settings.kind, isDescending: isDescending, limit: SetupLimits.setups)
    }

    /// Setups whose data is erased by time, in the order of their ids.
    package func keepings(
        after place: ID<Setup>?, limit: Int, in transaction: some Transaction
    ) throws -> [DataKeeping] {
        try store(transaction).keepings(after: place, limit: limit)
    }

    /// After how many days from its end a verification's data is erased, as its setups say now: the shorter of both.
    /// - Returns: nil where it is kept until somebody erases it by hand.
    package func dataKeptDays(of version: IdvSetupVersion, in transaction: some Transaction) throws -> Int? {
        let kyc = version.settings.kycSetupID.flatMap { ID<Setup>($0) }
        return try [version.setup.id, kyc].compactMap { $0 }
            .compactMap { try store(transaction).dataKeptDays(of: $0) }.min()
    }

    /// Whether a setup's page is served at a host name of its application: where some setups have the name for their
    /// own, theirs alone.
    func serves(_ setup: Setup, at domain: String, in transaction: some Transaction) throws -> Bool {
        let own = try store(transaction).setups(at: domain, limit: SetupLimits.setups)
        return own.isEmpty || own.contains(setup.id)
    }

    /// What differs between the setups of a new installation.
    package struct Standard: Sendable {
        let name: String
        let isLive: Bool
        let baseURL: String

        package init(name: String, isLive: Bool, baseURL: String) {
            self.name = name
            self.isLive = isLive
            self.baseURL = baseURL
        }
    }

    /// Makes a pair of setups, the KYC setup and the IDV setup whose step it is.
    package func create(
        _ standard: Standard, for application: ID<Application>, at now: Date, in transaction: some Transaction
    ) throws -> IdvSetupVersion {
        func setup(_ kind: Setup.Kind) -> Setup {
            Setup(
                id: .new(at: now), application: application, kind: kind, name: standard.name, isLive: standard.isLive,
                isDisabled: false, createdAt: now, modifiedAt: now)
        }
        let kyc = KycSetupVersion(
            id: .new(at: now), setup: setup(.kyc), settings: .standard(passiveLiveness: standard.isLive))
        let idv = IdvSetupVersion(
            id: .new(at: now), setup: setup(.idv),
            settings: .standard(baseURL: standard.baseURL, kycSetupID: kyc.setup.id.description))
        try store(transaction).insert(kyc)
        try store(transaction).insert(idv)
        return idv
    }

    func store(_ transaction: some Transaction) -> SetupStore {
        SetupStore(transaction, cache)
    }
}
