import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding
import Web

struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "List the events since a time, without their bodies.")

    private static let batch = 500

    @OptionGroup var business: ChosenApplication

    @Option(help: "From this time on, such as 2026-03-01T00:00:00Z.")
    var since: String

    func run() async throws {
        guard let start = Timestamp(since) else { throw ValidationError("\(since) is no time in UTC") }
        let (house, application) = try await business.open()
        var (reached, count) = (Outbox.Moment(at: start.date, position: 0), 0)
        while true {
            let found = try await house.database.read { [outbox = house.outbox, reached] transaction in
                try outbox.headings(
                    of: application.uuid, after: reached, until: .distantFuture, limit: Self.batch, in: transaction)
            }
            for event in found {
                let subject = ID<Verification>(event.subject)
                print(
                    "\(event.position)  \(event.createdAt.formatted(.iso8601))  \(event.id)  \(event.type)  "
                        + "\(subject) \(event.subjectSequence)")
            }
            count += found.count
            guard found.count == Self.batch, let last = found.last else { break }
            reached = Outbox.Moment(at: last.createdAt, position: last.position)
        }
        print("\(count) events")
    }
}
