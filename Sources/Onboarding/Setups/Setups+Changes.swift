import Database
import Foundation
import Journal
import Kernel

/// What a business does to its own setups: contract § 3. Every change makes a new version; what stood before stays.
extension Setups {
    /// - Parameter baseURL: where the hosted page lies, for a setup that does not say it.
    func create(
        _ draft: IdvSetupDraft, by caller: Caller, baseURL: String, at now: Date, in transaction: some Transaction
    ) throws -> IdvSetupVersion {
        let plain = IdvSettings.standard(baseURL: baseURL, kycSetupID: "").withoutSteps
        let settings = try draft.settings(over: plain)
        try check(settings, of: caller.application, isLive: draft.isLive ?? false, in: transaction)
        let version = try insert(
            settings, named: draft.name, isLive: draft.isLive ?? false, by: Author(caller, at: now), in: transaction)
        try keepLogo(of: draft, for: version, at: now, in: transaction)
        return version
    }

    func create(
        _ draft: KycSetupDraft, by caller: Caller, at now: Date, in transaction: some Transaction
    ) throws -> KycSetupVersion {
        let isLive = draft.isLive ?? false
        // A drawn specimen is a presentation attack: in the sandbox the check is reported and does not decide.
        let settings = try draft.settings(over: .standard(passiveLiveness: isLive))
        return try insert(
            settings, named: draft.name, isLive: isLive, by: Author(caller, at: now), in: transaction)
    }

    func change(
        _ id: ID<Setup>, _ draft: IdvSetupDraft, by caller: Caller, at now: Date, in transaction: some Transaction
    ) throws -> IdvSetupVersion {
        let current = try idv(id, of: caller.application, in: transaction)
        let settings = try draft.settings(over: current.settings)
        try check(settings, of: caller.application, isLive: current.setup.isLive, in: transaction)
        let heading = Heading(
            name: draft.name, isLive: draft.isLive, isDisabled: draft.isDisabled, description: draft.description)
        let version = try replace(current, settings, heading, by: Author(caller, at: now), in: transaction)
        try keepLogo(of: draft, for: version, at: now, in: transaction)
        return version
    }

    func change(
        _ id: ID<Setup>, _ draft: KycSetupDraft, by caller: Caller, at now: Date, in transaction: some Transaction
    ) throws -> KycSetupVersion {
        let current: KycSetupVersion = try own(id, of: caller.application, in: transaction)
        let settings = try draft.settings(over: current.settings)
        let heading = Heading(
            name: draft.name, isLive: draft.isLive, isDisabled: draft.isDisabled, description: draft.description)
        return try replace(current, settings, heading, by: Author(caller, at: now), in: transaction)
    }

    /// A setup's current version.
    /// - Throws: `notFound` also for another application's.
    func own<Settings: SetupSettings>(
        _ id: ID<Setup>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> SetupVersion<Settings> {
        guard let version = try store(transaction).current(id, Settings.kind, as: Settings.self),
            version.setup.application == application
        else { throw SetupError.notFound }
        return version
    }

    /// One version of a setup, current or not.
    func own<Settings: SetupSettings>(
        _ version: ID<SetupVersion<Settings>>, of id: ID<Setup>, of application: ID<Application>,
        in transaction: some Transaction
    ) throws -> SetupVersion<Settings> {
        let _: SetupVersion<Settings> = try own(id, of: application, in: transaction)
        guard let found = try store(transaction).version(version), found.setup.id == id else {
            throw SetupError.notFound
        }
        return found
    }

    /// A setup's history, newest first.
    func versions<Settings: SetupSettings>(
        of id: ID<Setup>, as type: Settings.Type, of application: ID<Application>, in transaction: some Transaction
    ) throws -> [SetupVersionNote] {
        let current: SetupVersion<Settings> = try own(id, of: application, in: transaction)
        return try store(transaction).versions(of: current.setup.id, limit: SetupLimits.versions)
    }

    // MARK: Inside

    private struct Author {
        let caller: Caller
        let now: Date

        init(_ caller: Caller, at now: Date) {
            self.caller = caller
            self.now = now
        }
    }

    private struct Heading {
        let name: String?
        let isLive: Bool?
        let isDisabled: Bool?
        let description: String?
    }

    /// The identification that a flow leads to must be one that somebody can begin.
    private func check(
        _ settings: IdvSettings, of application: ID<Application>, isLive: Bool, in transaction: some Transaction
    ) throws {
        guard let id = settings.kycSetupID.flatMap({ ID<Setup>($0) }) else { return }
        guard let kyc = try store(transaction).current(id, .kyc, as: KycSettings.self),
            kyc.setup.application == application, !kyc.setup.isDisabled
        else {
            throw SetupError.notValid(["steps": ["must name an identification setup that is there and not disabled"]])
        }
        // The sandbox takes drawn documents and pictures of pictures: nobody is to be verified by that.
        guard kyc.setup.isLive || !isLive else {
            throw SetupError.notValid(["steps": ["must name a live identification setup, because this one is live"]])
        }
    }

    private func keepLogo(
        of draft: IdvSetupDraft, for version: IdvSetupVersion, at now: Date, in transaction: some Transaction
    ) throws {
        guard let picture = draft.brand?.logo?.picture else { return }
        guard try store(transaction).keep(picture, of: version.setup.id, at: now) else {
            throw LogoCheck.refusal("is one too many: this setup has had \(SetupLimits.logos) logos")
        }
    }

    private func insert<Settings: SetupSettings>(
        _ settings: Settings, named name: String?, isLive: Bool, by author: Author, in transaction: some Transaction
    ) throws -> SetupVersion<Settings> {
        guard let name, !name.isEmpty else { throw SetupError.notValid(["name": ["is required"]]) }
        let (application, now) = (author.caller.application, author.now)
        guard try store(transaction).count(of: application, Settings.kind) < SetupLimits.setups else {
            throw SetupError.tooMany
        }
        let version = SetupVersion<Settings>(
            id: .new(at: now),
            setup: Setup(
                id: .new(at: now), application: application, kind: Settings.kind, name: name, isLive: isLive,
                isDisabled: false, createdAt: now, modifiedAt: now),
            settings: settings)
        try store(transaction).insert(version)
        try AuditLog.append(
            .init(
                "setup.created", to: version.setup.id.description, by: .client(author.caller.clientID),
                detail: ["version": version.id.description, "kind": Settings.kind.rawValue]), at: now, in: transaction)
        return version
    }

    private func replace<Settings: SetupSettings>(
        _ current: SetupVersion<Settings>, _ settings: Settings, _ heading: Heading, by author: Author,
        in transaction: some Transaction
    ) throws -> SetupVersion<Settings> {
        let former = current.setup
        guard heading.isLive == nil || heading.isLive == former.isLive else {
            throw SetupError.notValid(["isLive": ["cannot be changed: make another setup"]])
        }
        guard heading.name?.isEmpty != true else { throw SetupError.notValid(["name": ["must not be empty"]]) }
        let version = SetupVersion<Settings>(
            id: .new(at: author.now),
            setup: Setup(
                id: former.id, application: former.application, kind: former.kind, name: heading.name ?? former.name,
                isLive: former.isLive, isDisabled: heading.isDisabled ?? former.isDisabled,
                createdAt: former.createdAt, modifiedAt: author.now),
            settings: settings)
        let number = try store(transaction).replace(
            with: version, .init(description: heading.description, author: author.caller.clientID))
        try AuditLog.append(
            .init(
                "setup.changed", to: former.id.description, by: .client(author.caller.clientID),
                detail: [
                    "version": version.id.description, "number": String(number),
                    "isDisabled": String(version.setup.isDisabled),
                ]), at: author.now, in: transaction)
        return version
    }
}

extension IdvSettings {
    /// A new setup says its steps itself.
    fileprivate var withoutSteps: IdvSettings {
        IdvSettings(
            generalAppSetting: generalAppSetting, webAppSetting: webAppSetting, omnichannel: omnichannel,
            sessionScreenRecording: sessionScreenRecording, endScreen: endScreen,
            submissionContinuity: submissionContinuity, steps: [], lifetimeSeconds: lifetimeSeconds)
    }
}
