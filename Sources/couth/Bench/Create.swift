import ArgumentParser
import Foundation
import Kernel
import NIOHTTP1

extension Bench {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Requests a second of POST /v1/identity-verifications, beside a constant answer.",
            discussion: """
                Both servers run on this machine, and so does the one that asks: the requests a second are what is \
                left of the machine. The processor time a request is the servers' own.
                """)

        @Option(help: "Connections that ask at the same time.")
        var connections = 32

        @Option(help: "How long each round asks one server.")
        var seconds = 5.0

        @Option(help: "Rounds; in each, one server is asked after the other.")
        var rounds = 3

        @OptionGroup var runtime: RuntimeOption

        func run() async throws {
            let stage = try await Stage.open(runtime: runtime.folder) { note($0) }
            defer { stage.close() }
            let constant = try ConstantServer()
            defer { constant.stop() }
            let asked = APIClient(base: stage.url, connections: connections)
            let target = Target(
                client: asked, token: try await asked.token(clientID: stage.clientID, secret: stage.secret),
                body: Data(#"{"setupId":"\#(stage.setup)","externalReferenceId":"bench"}"#.utf8),
                processID: stage.processID)
            let base = Target(
                client: APIClient(base: "http://127.0.0.1:\(constant.port)", connections: connections),
                token: target.token, body: target.body, processID: constant.processID)
            try await compare(target, with: base)
            try await base.client.close()
            try await asked.close()
        }

        private func compare(_ target: Target, with base: Target) async throws {
            // What is done once, and the first pages of every file, belong to no round.
            _ = try await rate(of: target, seconds: 1)
            _ = try await rate(of: base, seconds: 1)
            var found: [(create: Rate, constant: Rate)] = []
            for round in 1...max(1, rounds) {
                note("round \(round) of \(rounds)")
                found.append((try await rate(of: target, seconds: seconds), try await rate(of: base, seconds: seconds)))
            }
            let create = Rate.median(of: found.map(\.create))
            let constant = Rate.median(of: found.map(\.constant))
            print("| answer | requests/s | p50 ms | p99 ms | server CPU µs a request |")
            print("| --- | --- | --- | --- | --- |")
            print(create.row("verification created"))
            print(constant.row("constant"))
            print("| ratio | \(Figures.percent(create.perSecond / constant.perSecond)) | | | |")
        }

        private func rate(of target: Target, seconds: Double) async throws -> Rate {
            let family = ProcessFamily(parent: target.processID)
            let before = family.processorSeconds
            let begun = ContinuousClock.now
            let end = begun + .seconds(seconds)
            let times = try await withThrowingTaskGroup(of: [Double].self) { group in
                for _ in 0..<connections {
                    group.addTask { try await target.ask(until: end) }
                }
                return try await group.reduce(into: [Double]()) { $0 += $1 }
            }
            let took = (ContinuousClock.now - begun) / .seconds(1)
            return Rate(
                perSecond: Double(times.count) / took, latencies: Latencies(times),
                processorMicroseconds: (family.processorSeconds - before) / Double(max(1, times.count)) * 1e6)
        }

        private func note(_ text: String) {
            FileHandle.standardError.write(Data("· \(text)\n".utf8))
        }
    }
}

/// One server and what it is asked.
private struct Target: Sendable {
    let client: APIClient
    let token: String
    let body: Data
    let processID: Int32

    /// One connection's worth: the next request goes out when the answer is in.
    /// - Returns: milliseconds.
    func ask(until end: ContinuousClock.Instant) async throws -> [Double] {
        var times: [Double] = []
        while ContinuousClock.now < end {
            let begun = ContinuousClock.now
            let answer = try await client.send(.POST, "/v1/identity-verifications", token: token, body: body)
            guard answer.status == 201 else {
                throw APIClient.Failure(
                    call: "POST /v1/identity-verifications", status: answer.status,
                    message: answer.json["message"].text ?? "no message")
            }
            times.append((ContinuousClock.now - begun).milliseconds)
        }
        return times
    }
}

private struct Rate {
    let perSecond: Double
    let latencies: Latencies
    let processorMicroseconds: Double

    /// The round in the middle by its rate.
    static func median(of rounds: [Rate]) -> Rate {
        rounds.sorted { $0.perSecond < $1.perSecond }[rounds.count / 2]
    }

    func row(_ name: String) -> String {
        let cells = [
            name, Figures.text(perSecond, digits: 0), Figures.text(latencies.median, digits: 1),
            Figures.text(latencies.percentile(0.99), digits: 1), Figures.text(processorMicroseconds, digits: 0),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}

/// The process of `bench constant`.
private final class ConstantServer {
    let port: Int
    var processID: Int32 { process.processIdentifier }
    private let process = Process()

    init() throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: SettingsOptions.executable)
        process.arguments = ["bench", "constant"]
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            process.terminate()
            throw ValidationError("the constant server did not start")
        }
        self.port = port
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
