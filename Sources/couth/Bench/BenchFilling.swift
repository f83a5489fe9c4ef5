import Database
import Foundation
import Journal
import Kernel
import Logging
import Onboarding

/// Puts verifications into a running server's database, many in one transaction.
final class BenchFilling {
    /// Ids spread over everything that was put in.
    private(set) var known: [String] = []
    private var count = 0
    private let house: House
    private let caller: Caller
    private let request: Verifications.Request

    private enum Limits {
        static let batch = 1_000
        /// Every so many ids one is kept: reads go to old and new pages alike.
        static let keptOneOf = 50
    }

    init(of stage: Stage, runtime: String) async throws {
        let settings = Settings(
            host: "127.0.0.1", port: 1, publicURL: stage.url, dataFolder: stage.folder, runtimeFolder: runtime,
            workers: 1, allowsLoopbackWebhooks: false, logLevel: .error, executable: SettingsOptions.executable)
        house = try await House(settings: settings, clock: SystemClock(), logger: Logger(label: "bench"))
        let applications = try await house.database.read { [access = house.access] transaction in
            try access.applications(in: transaction)
        }
        guard let application = applications.first, let setup = ID<Setup>(stage.setup) else {
            throw APIClient.Failure(call: "the stage", status: 0, message: "it has no application")
        }
        caller = Caller(clientID: stage.clientID, application: application.id, scopes: [.idv])
        request = Verifications.Request(setup: setup, externalReferenceId: "bench", registration: nil)
    }

    func fill(upTo size: Int) async throws {
        while count < size {
            let many = min(Limits.batch, size - count)
            let made = try await house.database.write {
                [verifications = house.verifications, request, caller, now = house.clock.now] transaction in
                try (0..<many).map { _ in
                    try verifications.create(request, by: caller, at: now, in: transaction).description
                }
            }
            count += many
            known += made.enumerated().filter { $0.offset % Limits.keptOneOf == 0 }.map(\.element)
        }
    }

    func close() throws {
        try house.close()
    }
}
