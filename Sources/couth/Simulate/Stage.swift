import ArgumentParser
import Database
import Foundation
import Glibc
import Journal
import Kernel
import Logging
import NIOHTTP1
import Onboarding
import Synchronization

/// A server to play against: a private one over a temporary folder, started as an operator would start it.
final class Stage: Sendable {
    let url: String
    let clientID: String
    let secret: String
    let setup: String
    let receiver: Receiver
    let folder: String
    /// The server's process, for its memory and CPU time.
    let processID: Int32
    private let server: Mutex<Process?>

    /// Makes the folder, an application with its setups and a subscription, then starts `couth serve` on it.
    static func open(runtime: String, progress: (String) -> Void) async throws -> Stage {
        let folder = NSTemporaryDirectory() + "/couth-stage-\(UInt32.random(in: .min ... .max))"
        let receiver = Receiver(secret: "stage-secret-of-32-characters-ok")
        let receiverPort = try await receiver.start()
        let port = try freePort()
        progress("preparing a server in \(folder)")
        var settings = Settings(
            host: "127.0.0.1", port: port, publicURL: "", dataFolder: folder, runtimeFolder: runtime, workers: 0,
            allowsLoopbackWebhooks: true, logLevel: .warning, executable: SettingsOptions.executable)
        // The receiver is this very program.
        settings.verifiesWebhookReceivers = false
        let made = try await prepare(settings, receiver, receiverPort)
        let process = try start(settings, folder)
        let stage = Stage(
            made, url: settings.publicURL, receiver: receiver, folder: folder, process: process)
        do {
            try await stage.waitUntilReady()
        } catch {
            stage.close()
            throw error
        }
        progress("server is ready at \(settings.publicURL)")
        return stage
    }

    private struct Made: Sendable {
        let clientID: String
        let secret: String
        let setup: String
    }

    private init(_ made: Made, url: String, receiver: Receiver, folder: String, process: Process) {
        self.url = url
        clientID = made.clientID
        secret = made.secret
        setup = made.setup
        self.receiver = receiver
        self.folder = folder
        processID = process.processIdentifier
        server = Mutex(process)
    }

    /// Ends the server and removes its folder.
    func close() {
        server.withLock { process in
            process?.terminate()
            process?.waitUntilExit()
            process = nil
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func prepare(_ settings: Settings, _ receiver: Receiver, _ port: Int) async throws -> Made {
        let house = try await House(settings: settings, clock: SystemClock(), logger: Logger(label: "stage"))
        let (application, made) = try await house.database.write { [now = house.clock.now] transaction in
            let made = try house.access.createApplication(named: "stage", in: transaction)
            let setup = try house.setups.create(
                Setups.Standard(name: "Sandbox", isLive: false, baseURL: settings.publicURL),
                for: made.application.id, at: now, in: transaction)
            let keys = Made(clientID: made.clientID, secret: made.secret, setup: setup.setup.id.description)
            return (made.application.id, keys)
        }
        _ = try await house.webhooks.subscribe(
            WebhookSubscription.Draft(
                url: "http://127.0.0.1:\(port)/webhooks", authentication: .hmac(secret: receiver.secret)),
            for: application, by: .operatorNamed("simulate"))
        try house.close()
        return made
    }

    private static func start(_ settings: Settings, _ folder: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: settings.executable)
        process.arguments = [
            "serve", "--quiet", "--data", folder, "--runtime", settings.runtimeFolder, "--host", settings.host,
            "--port", String(settings.port), "--allow-loopback-webhooks",
        ]
        // Cases and benches ask as fast as they can; an operator's limit is not what they look at.
        process.environment = ProcessInfo.processInfo.environment.merging(["COUTH_LIMITS_REQUESTS_PER_SECOND": "0"]) {
            $1
        }
        let log = "\(folder)/server.log"
        try Data().write(to: URL(fileURLWithPath: log))
        process.standardOutput = FileHandle(forWritingAtPath: log)
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        return process
    }

    private func waitUntilReady() async throws {
        let client = APIClient(base: url)
        for _ in 0..<600 {
            if let answer = try? await client.send(.GET, "/health"), answer.status == 200 { return }
            let isRunning = server.withLock { $0?.isRunning ?? false }
            guard isRunning else {
                let log = (try? String(contentsOfFile: "\(folder)/server.log", encoding: .utf8)) ?? ""
                throw ValidationError("the server did not start:\n\(log.suffix(2000))")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ValidationError("the server was not ready after a minute")
    }

    /// A port that nobody listens on: the system chooses it, and it is given back at once.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
        defer { Glibc.close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(descriptor, raw, length) == 0 ? getsockname(descriptor, raw, &length) : -1
            }
        }
        guard status == 0 else { throw POSIXError(.EADDRINUSE) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
