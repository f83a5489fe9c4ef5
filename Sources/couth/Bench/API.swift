import ArgumentParser
import Foundation
import Kernel
import NIOHTTP1
import Onboarding

extension Bench {
    struct API: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "api",
            abstract: "Token, create, read and filter with more and more verifications, beside a constant answer.",
            discussion: """
                One server over one database that is filled between the measurements. The one that asks runs on the \
                same machine, so the requests a second are what is left of it.
                """)

        @Option(help: "How many verifications the database has when it is measured, rising.")
        var sizes: [Int] = [1_000, 100_000, 1_000_000]

        @Option(help: "Connections that ask at the same time.")
        var connections = 16

        @Option(help: "How long each round asks for one kind of answer.")
        var seconds = 3.0

        @Option(help: "Rounds; the median counts.")
        var rounds = 3

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard !sizes.isEmpty, sizes == sizes.sorted(), sizes.allSatisfy({ $0 > 0 }) else {
                throw ValidationError("--sizes must be positive and rising")
            }
        }

        func run() async throws {
            let stage = try await Stage.open(runtime: runtime.folder) { note($0) }
            defer { stage.close() }
            let constant = try ConstantServer()
            defer { constant.stop() }
            let asked = APIClient(base: stage.url, connections: connections)
            let bare = APIClient(base: "http://127.0.0.1:\(constant.port)", connections: connections)
            let filling = try await BenchFilling(of: stage, runtime: runtime.folder)
            let constantCall = BenchCall("framework, constant", .GET, expecting: 200) { "/bare" }
            print(
                "| verifications | answer | requests/s | p50 ms | p99 ms | server CPU µs a request | of the constant |")
            print("| --- | --- | --- | --- | --- | --- | --- |")
            var growth = BenchGrowth()
            for size in sizes {
                note("filling up to \(size) verifications")
                try await filling.fill(upTo: size)
                let base = BenchTarget(client: bare, call: constantCall, processID: constant.processID)
                let token = try await asked.token(clientID: stage.clientID, secret: stage.secret)
                let floor = try await measured(base)
                print("| \(size) \(floor.row(constantCall.name)) |")
                for call in calls(stage, token, filling.known) {
                    let found = try await measured(
                        BenchTarget(client: asked, call: call, processID: stage.processID))
                    growth.note(call.name, found.perSecond / floor.perSecond)
                    print("| \(size) \(found.row(call.name)) \(Figures.percent(found.perSecond / floor.perSecond)) |")
                }
            }
            print(growth.table(from: sizes[0], to: sizes[sizes.count - 1]))
            try filling.close()
            try await bare.close()
            try await asked.close()
        }

        private func measured(_ target: BenchTarget) async throws -> BenchRate {
            note(target.call.name)
            _ = try await target.rate(connections: connections, seconds: 0.5)
            var found: [BenchRate] = []
            for _ in 0..<max(1, rounds) {
                found.append(try await target.rate(connections: connections, seconds: seconds))
            }
            return .median(of: found)
        }

        private func calls(_ stage: Stage, _ token: String, _ known: [String]) -> [BenchCall] {
            let form = "grant_type=client_credentials&client_id=\(stage.clientID)&client_secret=\(stage.secret)"
            let filter = "/v1/identity-verifications/filter?limit=20&orderBy=CreatedUtc&orderDirection=Desc"
            return [
                BenchCall(
                    "POST /connect/token", .POST, expecting: 200, body: Data(form.utf8),
                    type: "application/x-www-form-urlencoded"
                ) { "/connect/token" },
                BenchCall("GET /v1/identity-verifications/{id}", .GET, expecting: 200, token: token) {
                    "/v1/identity-verifications/\(known.randomElement() ?? "")"
                },
                BenchCall(
                    "POST /v1/identity-verifications/filter", .POST, expecting: 200, token: token,
                    body: Data("{}".utf8)
                ) { filter },
                BenchCall(
                    "POST /v1/identity-verifications", .POST, expecting: 201, token: token,
                    body: Data(#"{"setupId":"\#(stage.setup)","externalReferenceId":"bench"}"#.utf8)
                ) { "/v1/identity-verifications" },
            ]
        }

        private func note(_ text: String) {
            FileHandle.standardError.write(Data("· \(text)\n".utf8))
        }
    }
}
