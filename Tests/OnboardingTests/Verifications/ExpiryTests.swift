import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A verification whose time is over` {
    private let lifetime: Double = 24 * 3600

    @Test func `§4.4 takes nothing more, even before housekeeping has seen it`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.person()
            clock.advance(by: lifetime)
            // The session of a device that never let go ends with the verification.
            let answer = try await person.document("Passport", "DataPage", Pictures.jpeg)
            #expect(answer.status == 401)
            let again = try await Person(opening: person.verification, in: app)
            #expect(try await again.consent(true).status == 409)
            #expect(try await again.begin().status == 409)
        }
    }

    @Test(.contract("4.4 Expired", "4.3 statusReason"))
    func `§4.4 is ended by housekeeping, once, with an event`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let opened = try await Person(opening: try await app.create(), in: app).verification
            let untouched = try await app.create()
            clock.advance(by: lifetime - 1)
            #expect(try await app.compose.housekeeping.expire() == 0)
            clock.advance(by: 1)
            let young = try await app.create()
            #expect(try await app.compose.housekeeping.expire() == 2)
            #expect(try await app.compose.housekeeping.expire() == 0)
            for id in [opened, untouched] {
                let found = try await app.verification(id)
                #expect(found["status"] == "Expired")
                #expect(found["statusReason"] == "LifetimeOver")
            }
            #expect(try await app.verification(young)["status"] == "Pending")
            #expect(try await app.events(of: opened).map(\.type).last == "IdentityVerification.StatusChanged")
            #expect(try await app.events(of: untouched).count == 1)
        }
    }
}
