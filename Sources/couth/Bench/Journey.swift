import ArgumentParser
import Evidence
import Foundation
import Kernel
import NIOHTTP1
import Onboarding
import Specimens

extension Bench {
    struct Journey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whole verifications: how many a minute, and how long a person waits.",
            discussion: """
                The pictures are drawn beforehand. The persons run on the same machine as the server and take their \
                share of it.
                """)

        @Option(help: "How many verifications.")
        var verifications = 40

        @Option(help: "How many at the same time.")
        var atOnce = 2

        @Option(help: "Seconds that a person takes between the document and the selfie.")
        var pause = 0.0

        @Option(help: "How often each step of the engines is timed by itself; 0 leaves that out.")
        var repetitions = 20

        @OptionGroup var runtime: RuntimeOption

        private static let documentsDrawn = 4

        func run() async throws {
            let papers = try drawn()
            if repetitions > 0 { try await printStages(papers[0]) }
            let stage = try await Stage.open(runtime: runtime.folder) { note($0) }
            defer { stage.close() }
            try await measure(papers, stage)
        }

        /// Several invented persons, so that no run measures one picture only.
        private func drawn() throws -> [Persona.Papers] {
            note("drawing documents")
            let portraits = try Portraits.read(from: "\(runtime.folder)/portraits")
            return try (1...Self.documentsDrawn).map { seed in
                let evidence = try CaseEvidence(
                    of: .approved, on: .passport, portraits: portraits, today: CalendarDate(Date()), seed: UInt64(seed))
                return Persona.Papers(evidence, .passport)
            }
        }

        private func printStages(_ papers: Persona.Papers) async throws {
            note("timing the engines, one step at a time")
            let stages = EngineStages(
                document: papers.sides[0].jpeg, selfie: papers.selfie, runtime: runtime.folder, repetitions: repetitions
            )
            let commits = CommitTimes(runtime: runtime.folder, count: 20 * repetitions)
            print((Latencies.header + (try await stages.rows()) + [try await commits.row()]).joined(separator: "\n"))
            print("")
        }

        private func measure(_ papers: [Persona.Papers], _ stage: Stage) async throws {
            let family = ProcessFamily(parent: stage.processID)
            // Each child reads its first pictures more slowly: these belong to a start, not to a day.
            note("warming up")
            let processors = ProcessInfo.processInfo.activeProcessorCount
            _ = try await play(2 * processors, atOnce: processors, papers, stage)
            note("\(verifications) verifications, \(atOnce) at the same time")
            let before = (server: family.processorSeconds, persons: Self.ownProcessorSeconds)
            let begun = ContinuousClock.now
            let record = try await play(verifications, atOnce: atOnce, papers, stage)
            let seconds = (ContinuousClock.now - begun) / .seconds(1)
            let spent = (
                server: family.processorSeconds - before.server, persons: Self.ownProcessorSeconds - before.persons
            )
            let perMinute = Double(verifications) / seconds * 60
            print(
                """
                \(verifications) verifications (\(record.verdicts)), \(atOnce) at the same time, \
                \(Figures.text(pause, digits: 0)) s between the pictures: \
                \(Figures.text(perMinute, digits: 1)) a minute, \
                \(Figures.text(perMinute / Double(processors), digits: 1)) a minute and core (\(processors) cores)

                processor time a verification: server and children \
                \(Figures.text(spent.server / Double(verifications), digits: 2)) s, persons and receiver \
                \(Figures.text(spent.persons / Double(verifications), digits: 2)) s

                """)
            let tables =
                record.rows("last upload") + record.rows("decision") + record.rows("POST")
                + record.rows("PUT") + record.rows("GET")
            print((Latencies.header + tables).joined(separator: "\n"))
            print("\n" + Self.memory(family))
        }

        private static func memory(_ family: ProcessFamily) -> String {
            let lines = family.members.enumerated().map { index, member in
                let name = index == 0 ? "server" : "child \(index)"
                return "| \(name) | \(member.residentBytes >> 20) | \(member.peakResidentBytes >> 20) |"
            }
            return (["| process | resident MiB | at the most MiB |", "| --- | --- | --- |"] + lines)
                .joined(separator: "\n")
        }

        /// Takes numbers in turn until all are played.
        private func play(
            _ count: Int, atOnce: Int, _ papers: [Persona.Papers], _ stage: Stage
        ) async throws -> JourneyRecord {
            let record = JourneyRecord()
            var client = APIClient(base: stage.url)
            client.timed = { record.note(call: $0, $1, $2) }
            let token = try await client.token(clientID: stage.clientID, secret: stage.secret)
            let player = JourneyPlayer(
                client: client, token: token, stage: stage, pause: .seconds(pause), record: record)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<count {
                    if index >= atOnce { try await group.next() }
                    group.addTask { try await player.play(papers[index % papers.count]) }
                }
                try await group.waitForAll()
            }
            return record
        }

        /// Of this process: the persons, the receiver and the bench itself.
        private static var ownProcessorSeconds: Double {
            Double(clock()) / Double(CLOCKS_PER_SEC)
        }

        private func note(_ text: String) {
            FileHandle.standardError.write(Data("· \(text)\n".utf8))
        }
    }
}
