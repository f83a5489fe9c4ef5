import Database
import Foundation
import Kernel
import Logging
import Onboarding

/// What one durable change of state costs: a verification created, with its key and its audit entry, in a database of
/// its own.
struct CommitTimes {
    let runtime: String
    let count: Int

    func row() async throws -> String {
        let folder = NSTemporaryDirectory() + "/couth-bench-\(UInt32.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = Settings(
            host: "127.0.0.1", port: 1, publicURL: "", dataFolder: folder, runtimeFolder: runtime, workers: 1,
            allowsLoopbackWebhooks: false, logLevel: .error, executable: SettingsOptions.executable)
        let house = try await House(settings: settings, clock: SystemClock(), logger: Logger(label: "bench"))
        let (caller, setup) = try await house.database.write { [now = house.clock.now] transaction in
            let made = try house.access.createApplication(named: "bench", in: transaction)
            let setup = try house.setups.create(
                Setups.Standard(name: "Sandbox", isLive: false, baseURL: settings.publicURL),
                for: made.application.id, at: now, in: transaction)
            let caller = Caller(clientID: made.clientID, application: made.application.id, scopes: [.idv])
            return (caller, setup.setup.id)
        }
        let request = Verifications.Request(setup: setup, externalReferenceId: "bench", registration: nil)
        var times: [Double] = []
        for _ in 0..<count {
            let begun = ContinuousClock.now
            _ = try await house.database.write { [now = house.clock.now] transaction in
                try house.verifications.create(request, by: caller, at: now, in: transaction)
            }
            times.append((ContinuousClock.now - begun).milliseconds)
        }
        try house.close()
        return Latencies(times).row("database: one change of state, flushed to the disk")
    }
}
