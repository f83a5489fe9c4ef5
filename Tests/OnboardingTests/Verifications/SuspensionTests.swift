import Database
import Decision
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A verification whose attempts are used up` {
    private func decide(_ person: Person, _ verdict: Review.Verdict) async throws {
        let id = try #require(ID<Identification>(person.identification))
        let decision = Review.Decision(
            identification: id, verdict: verdict, reviewer: Reviewer(named: "Ada"), remark: "Looked at.")
        try await person.app.house.database.write { [house = person.app.house] in
            try house.review.decide(decision, at: house.clock.now, in: $0)
        }
    }

    private func handIn(_ person: Person) async throws {
        try await person.document("Passport", "DataPage", Pictures.jpeg)
        try await person.selfie(Pictures.jpeg)
        try await person.put("verification")
        #expect(try await person.put("complete").status == 204)
    }

    /// Three times handed in and rejected, as often as the setup allows.
    private func suspended(_ app: TestApp) async throws -> Person {
        let person = try await app.person()
        for attempt in 1...3 {
            try await handIn(person)
            #expect(try await app.verification(person.verification)["status"] == "InProgress")
            try await decide(person, .reject(.poorPhotoQuality))
            guard attempt < 3 else { continue }
            #expect(try await app.verification(person.verification)["status"] == "InProgress")
            #expect(try await person.put("resubmit").status == 204)
        }
        return person
    }

    private func resume(_ person: Person, _ body: JSONValue, key: String? = nil) async throws -> Answer {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.idempotencyKey] = key
        return try await person.app.send(
            .post, "/v1/identity-verifications/\(person.verification)/resume", token: try await person.app.token(),
            headers: headers, body: try JSONEncoder().encode(body))
    }

    @Test(.contract("4.4 Suspended")) func `§4.4 is Suspended, says why, and tells the business`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Suspended")
            #expect(found["statusReason"] == "TooManyAttempts")
            #expect(found["step"]["kycIdentification"]["isSuccess"] == false)
            let last = try #require(try await app.events(of: person.verification).last)
            #expect(last.type == "IdentityVerification.StatusChanged")
            let payload = try JSONDecoder().decode(JSONValue.self, from: last.body)["payload"]
            #expect(payload == found)
            // Nothing more is taken of the person.
            #expect(try await person.put("resubmit").problem == "too-many-attempts")
            #expect(try await person.selfie(Pictures.jpeg).status == 409)
            #expect(try await person.consent(true).status == 409)
            let listed = try await app.call(
                .post, "/v1/identity-verifications/filter", token: try await app.token(),
                json: ["status": "Suspended"])
            #expect(listed.json.items.map { $0["id"].text } == [person.verification])
        }
    }

    @Test func `§4.4 is Completed by the person's own page`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            for _ in 1...2 {
                let answer = try await app.call(
                    .put, "/v1/identity-verifications/\(person.verification)/complete", token: person.token)
                #expect(answer.status == 204)
            }
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Completed")
            #expect(found.members["statusReason"] == nil)
            #expect(try await resume(person, [:]).problem == "wrong-status")
        }
    }

    @Test func `§4.4 expires like an open one`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await suspended(app)
            clock.advance(by: 24 * 3600)
            let late = try await resume(person, [:])
            #expect(late.status == 409)
            #expect(late.json["detail"] == "The identity verification is Expired.")
            #expect(try await app.compose.housekeeping.expire() == 1)
            #expect(try await app.compose.housekeeping.expire() == 0)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Expired")
            #expect(found["statusReason"] == "LifetimeOver")
        }
    }

    @Test func `§4.4 goes on with the attempts that the business gives`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            let resumed = try await resume(person, ["attempts": 2])
            #expect(resumed.status == 200)
            let found = try await app.verification(person.verification)
            #expect(resumed.json == found)
            #expect(found["status"] == "InProgress")
            #expect(found.members["statusReason"] == nil)
            for attempt in 1...2 {
                #expect(try await person.put("resubmit").status == 204)
                try await handIn(person)
                try await decide(person, .reject(.blurredPhoto))
                #expect(
                    try await app.verification(person.verification)["status"]
                        == (attempt < 2 ? "InProgress" : "Suspended"))
            }
            #expect(try await person.put("resubmit").status == 409)
            #expect(try await resume(person, [:]).status == 200)
            #expect(try await person.put("resubmit").status == 204)
            try await handIn(person)
            try await decide(person, .approve)
            #expect(try await app.verification(person.verification)["status"] == "Completed")
            let entries = try await app.house.database.read {
                try AuditLog.entries(about: person.verification, in: $0).filter { $0.action == "verification.resumed" }
            }
            #expect(entries.map { $0.detail["attempts"] } == ["2", "1"])
            #expect(entries.allSatisfy { $0.actor == .client(app.tenant.clientID) })
        }
    }

    @Test func `is resumed once, however often the same call comes`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            let first = try await resume(person, ["attempts": 1], key: "one")
            let again = try await resume(person, ["attempts": 1], key: "one")
            #expect(first.status == 200 && again.bytes == first.bytes)
            #expect(try await resume(person, ["attempts": 1]).problem == "wrong-status")
            #expect(try await person.put("resubmit").status == 204)
            try await handIn(person)
            try await decide(person, .reject(.blurredPhoto))
            #expect(try await app.verification(person.verification)["status"] == "Suspended")
        }
    }

    @Test func `is resumed by one to twenty attempts, and by nothing else`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            for attempts in [0, 21, -1] as [Double] {
                let answer = try await resume(person, ["attempts": .number(attempts)])
                #expect(answer.status == 400)
                #expect(answer.json["errors"]["attempts"] == ["must be 1 to 20"])
            }
            #expect(try await resume(person, ["attempts": "many"]).status == 400)
            let open = try await app.person()
            #expect(try await resume(open, [:]).problem == "wrong-status")
            #expect(try await app.verification(person.verification)["status"] == "Suspended")
        }
    }

    @Test func `§4.5 is Aborted where it is erased`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            let path = "/v1/identity-verifications/\(person.verification)"
            #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Aborted")
            #expect(found["statusReason"] == "Redacted")
        }
    }

    @Test(arguments: [true, false])
    func `§5.2 is Completed where a reviewer approves it after all, or rejects it for good`(
        _ isApproved: Bool
    ) async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            try await decide(person, isApproved ? .approve : .reject(.possibleFraudAttempt))
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Completed")
            #expect(found["step"]["kycIdentification"]["isSuccess"] == .bool(isApproved))
        }
    }

    @Test func `§5.2 stays Suspended where a reviewer rejects it in other words`() async throws {
        try await TestApp.run { app in
            let person = try await suspended(app)
            try await decide(person, .reject(.blurredPhoto))
            #expect(try await app.verification(person.verification)["status"] == "Suspended")
        }
    }

    @Test func `§4.4 is Completed at once by a critical rejection, whatever attempts are left`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            try await handIn(person)
            try await decide(person, .reject(.possibleFraudAttempt))
            #expect(try await app.verification(person.verification)["status"] == "Completed")
        }
    }
}
