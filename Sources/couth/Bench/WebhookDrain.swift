import ArgumentParser
import Foundation
import Journal
import Kernel
import NIOHTTP1
import Onboarding

extension Bench {
    struct WebhookDrain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "webhooks",
            abstract: "How fast a backlog of events drains, and what hanging receivers cost the others.",
            discussion: """
                The receivers run on this machine too. Ends with an error where an event was lost, or where the first \
                receipts of a verification came in another order than its events.
                """)

        @Option(help: "Verifications of the backlog.")
        var verifications = 1_000

        @Option(help: "Events of each.")
        var events = 10

        @Option(help: "Receivers of the second part; every other one hangs.")
        var receivers = 20

        @Option(help: "Events a second in the second part, each to every receiver.")
        var rate = 10

        @Option(help: "How long the second part goes on.")
        var seconds = 15

        @OptionGroup var runtime: RuntimeOption

        func run() async throws {
            let stage = try await Stage.open(runtime: runtime.folder) { note($0) }
            defer { stage.close() }
            let source = try await BenchEvents(of: stage, runtime: runtime.folder)
            let drained = try await drain(stage, source)
            let delays = try await hang(stage, source)
            try source.close()
            print("| backlog | events | events/s | server CPU µs an event | lost | out of order |")
            print("| --- | --- | --- | --- | --- | --- |")
            print(drained.row)
            print("")
            Latencies.header.forEach { print($0) }
            print(delays.row("healthy receivers beside as many that hang: event to first receipt"))
            guard drained.lost == 0, drained.disordered == 0 else { throw ExitCode.failure }
        }

        private struct Drained {
            let count: Int
            let perSecond: Double
            let processorMicroseconds: Double
            let lost: Int
            let disordered: Int

            var row: String {
                let cells = [
                    "one healthy receiver", "\(count)", Figures.text(perSecond, digits: 0),
                    Figures.text(processorMicroseconds, digits: 0), "\(lost)", "\(disordered)",
                ]
                return "| " + cells.joined(separator: " | ") + " |"
            }
        }

        /// Gathers the backlog behind a paused receiver, then lets it go.
        private func drain(_ stage: Stage, _ source: BenchEvents) async throws -> Drained {
            let listener = BenchListener()
            let address = try await listener.start { _ in false }
            let receiver = try await source.subscribe([address(0)], areGathering: true)[0]
            let subjects = try await source.verifications(verifications)
            let count = verifications * events
            note("gathering \(count) events")
            for _ in 0..<events { try await source.happen(to: subjects) }
            // The server makes deliveries of them by itself; they are no part of what is measured.
            try await Task.sleep(for: .seconds(2 + Double(count) / 5_000))
            let family = ProcessFamily(parent: stage.processID)
            let before = family.processorSeconds
            let began = Date()
            try await source.resume(receiver)
            note("draining")
            try await listener.wait(for: count, patienceSeconds: 20)
            let processor = family.processorSeconds - before
            let receipts = listener.all
            let took = (receipts.last?.at ?? began).timeIntervalSince(began)
            let headings = try await source.headings()
            return Drained(
                count: count, perSecond: Double(receipts.count) / max(took, 0.001),
                processorMicroseconds: processor / Double(max(1, receipts.count)) * 1e6,
                lost: count - Set(receipts.map(\.event)).intersection(headings.keys).count,
                disordered: Self.disordered(receipts, headings))
        }

        /// Subjects whose first receipts came in another order than their events.
        private static func disordered(_ receipts: [BenchListener.Receipt], _ headings: [String: Outbox.Heading]) -> Int
        {
            var seen: Set<String> = []
            var sequences: [UUID: [Int]] = [:]
            for receipt in receipts where seen.insert(receipt.event).inserted {
                guard let heading = headings[receipt.event] else { continue }
                sequences[heading.subject, default: []].append(heading.subjectSequence)
            }
            return sequences.values.count { $0 != $0.sorted() }
        }

        /// Events at a steady rate to receivers of which every other one hangs.
        private func hang(_ stage: Stage, _ source: BenchEvents) async throws -> Latencies {
            let listener = BenchListener()
            let address = try await listener.start { !$0.isMultiple(of: 2) }
            _ = try await source.subscribe((0..<receivers).map(address))
            let before = try await source.headings().count
            let subjects = try await source.verifications(rate * seconds)
            note("\(receivers) receivers, every other one hangs")
            let client = APIClient(base: stage.url)
            for subject in subjects {
                try await open(subject, client)
                try await Task.sleep(for: .seconds(1 / Double(rate)))
            }
            let healthy = (receivers + 1) / 2
            try await listener.wait(for: subjects.count * healthy, patienceSeconds: 20)
            let headings = try await source.headings(after: before)
            let delays = listener.all.compactMap { receipt in
                headings[receipt.event].map { receipt.at.timeIntervalSince($0.createdAt) * 1000 }
            }
            if delays.count < subjects.count * healthy {
                note("only \(delays.count) of \(subjects.count * healthy) deliveries came within the time")
            }
            return Latencies(delays)
        }

        /// A person opens their link: one event, through the server, which is told of it as of every other.
        private func open(_ subject: ID<Verification>, _ client: APIClient) async throws {
            let first = try await client.send(
                .POST, "/v1/sessions", body: Data(#"{"identityVerificationId":"\#(subject)"}"#.utf8))
            let second = try await client.send(
                .POST, "/v1/sessions/\(subject)/full-access-token", token: first.json["accessToken"].text,
                body: Data("{}".utf8))
            guard second.status == 200 else {
                throw APIClient.Failure(call: "opening a link", status: second.status, message: "no session")
            }
        }

        private func note(_ text: String) {
            FileHandle.standardError.write(Data("· \(text)\n".utf8))
        }
    }
}
