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
            let bare = APIClient(base: "http://127.0.0.1:\(constant.port)", connections: connections)
            let call = BenchCall(
                "POST /v1/identity-verifications", .POST, expecting: 201,
                token: try await asked.token(clientID: stage.clientID, secret: stage.secret),
                body: Data(#"{"setupId":"\#(stage.setup)","externalReferenceId":"bench"}"#.utf8)
            ) { "/v1/identity-verifications" }
            try await compare(
                BenchTarget(client: asked, call: call, processID: stage.processID),
                with: BenchTarget(client: bare, call: call, processID: constant.processID))
            try await bare.close()
            try await asked.close()
        }

        private func compare(_ target: BenchTarget, with base: BenchTarget) async throws {
            // What is done once, and the first pages of every file, belong to no round.
            _ = try await target.rate(connections: connections, seconds: 1)
            _ = try await base.rate(connections: connections, seconds: 1)
            var found: [(create: BenchRate, constant: BenchRate)] = []
            for round in 1...max(1, rounds) {
                note("round \(round) of \(rounds)")
                let create = try await target.rate(connections: connections, seconds: seconds)
                found.append((create, try await base.rate(connections: connections, seconds: seconds)))
            }
            let create = BenchRate.median(of: found.map(\.create))
            let constant = BenchRate.median(of: found.map(\.constant))
            print("| answer | requests/s | p50 ms | p99 ms | server CPU µs a request |")
            print("| --- | --- | --- | --- | --- |")
            print(create.row("verification created"))
            print(constant.row("constant"))
            print("| ratio | \(Figures.percent(create.perSecond / constant.perSecond)) | | | |")
        }

        private func note(_ text: String) {
            FileHandle.standardError.write(Data("· \(text)\n".utf8))
        }
    }
}
