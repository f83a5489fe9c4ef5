import Database
import DatabaseSQLite
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// How many people came how far.
@Suite struct `The funnel` {
    private static let path = "/v1/statistics/funnel"
    private static let steps = [
        "created", "opened", "consented", "documentCaptured", "faceCaptured", "submitted", "approved", "rejected",
        "completed", "expired", "aborted", "suspended",
    ]

    private func funnel(_ app: TestApp, _ query: String = "", token: String? = nil) async throws -> JSONValue {
        let token = if let token { token } else { try await app.token() }
        let answer = try await app.call(.get, Self.path + query, token: token)
        #expect(answer.status == 200)
        return answer.json
    }

    /// The counts in the order of `steps`.
    private func counts(_ funnel: JSONValue) -> [Int] {
        #expect(funnel["steps"].items.map { $0["step"].text } == Self.steps)
        return funnel["steps"].items.compactMap { step in
            guard case .number(let count) = step["count"] else { return nil }
            return Int(count)
        }
    }

    /// A person who opens the link with a device of their own.
    private func open(_ app: TestApp, with agent: String?) async throws -> Person {
        let id = try await app.create()
        let person = try await Person(opening: id, in: app)
        _ = try await Device(app, agent: agent).enter(id)
        return try await person.begun()
    }

    private func decide(_ verdict: String, _ person: Person) async throws {
        let body: JSONValue = ["reason": "DataDoesNotMatch", "reviewer": "Ada Lind", "remark": "Compared by eye."]
        let path = "/v1/identifications/\(person.identification)/\(verdict)"
        let app = person.app
        #expect(try await app.call(.put, path, token: try await app.token(), json: body).status == 204)
    }

    @Test func `counts each step that a person reached, and how long the middle one took`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            _ = try await app.create()
            // A mail scanner may open the page; a session is what counts, and of the lesser level too.
            _ = try await Device(app, agent: Device.desktop).open(try await app.create())
            let refusing = try await Person(opening: try await app.create(), in: app)
            try await refusing.consent(false)
            let half = try await open(app, with: Device.phone)
            #expect(try await half.document("IdCard", "Front", Pictures.jpeg).status == 204)
            for (agent, seconds, verdict) in [
                (Device.phone, 40.0, "approve"), (Device.desktop, 100, "reject"), (nil, 70, ""),
            ] {
                let person = try await open(app, with: agent)
                try await person.document("IdCard", "Front", Pictures.jpeg)
                try await person.document("IdCard", "Back", Pictures.jpeg)
                clock.advance(by: seconds)
                try await person.selfie(Pictures.jpeg)
                #expect(try await person.put("complete").status == 204)
                clock.advance(by: 5)
                if !verdict.isEmpty { try await decide(verdict, person) }
            }
            #expect(counts(try await funnel(app)) == [7, 6, 4, 3, 3, 3, 1, 1, 1, 0, 1, 0])
            let found = try await funnel(app)
            #expect(found["medianSecondsToSubmit"] == 70)
            #expect(
                found["byDevice"] == [
                    ["device": "desktop", "opened": 2, "submitted": 1],
                    ["device": "handheld", "opened": 2, "submitted": 1],
                    ["device": "unknown", "opened": 2, "submitted": 1],
                ])
            clock.advance(by: 24 * 3600)
            // The untouched, the one only opened, the half, the undecided, and the one who may try again.
            #expect(try await app.compose.housekeeping.expire() == 5)
            #expect(counts(try await funnel(app)) == [7, 6, 4, 3, 3, 3, 1, 1, 1, 5, 1, 0])
            // A link that is opened too late counts no more; what is erased goes on counting.
            _ = try await Device(app, agent: Device.phone).open(half.verification)
            for id in [half.verification, refusing.verification] {
                let whole = "/v1/identity-verifications/\(id)"
                #expect(try await app.call(.delete, whole, token: try await app.token()).status == 204)
            }
            let later = try await funnel(app)
            #expect(counts(later) == [7, 6, 4, 3, 3, 3, 1, 1, 1, 5, 1, 0])
            #expect(later["byDevice"] == found["byDevice"])
        }
    }

    @Test func `counts a step once, however often it is taken, and the newest decision`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let business = try await Business(in: app)
            let begun = try await funnel(app, "?createdTo=2025-06-15T15:06:41Z")
            #expect(counts(begun) == [1, 1] + Array(repeating: 0, count: 10))
            try await business.handIn()
            let words: [String: JSONValue] = ["reviewer": "Ada Lind", "remark": "Compared by eye."]
            let rejection = words.merging(["reason": "DataDoesNotMatch"]) { $1 }
            #expect(try await business.put("reject", .object(rejection)).status == 204)
            clock.advance(by: 10)
            #expect(counts(try await funnel(app)) == [1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0])
            #expect(try await business.put("resubmit").status == 204)
            #expect(counts(try await funnel(app)) == [1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
            try await business.handIn()
            #expect(try await business.put("approve", .object(words)).status == 204)
            #expect(counts(try await funnel(app)) == [1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0])
            let found = try await funnel(app)
            #expect(found["medianSecondsToSubmit"] == 0)
            #expect(found["byDevice"] == [["device": "unknown", "opened": 1, "submitted": 1]])
        }
    }

    @Test func `counts a face alone as well`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let reference = try await app.reference()
            let setup = try await app.faceSetup(attempts: 1)
            let same = try await app.facePerson(of: reference, setup: setup)
            #expect(try await same.show(.face(.one))["status"] == "Success")
            let stranger = try await app.facePerson(of: reference, setup: setup)
            #expect(try await stranger.show(.face(.other))["status"] == "Failed")
            clock.advance(by: 1)
            #expect(
                counts(try await funnel(app, "?setupId=\(setup)")) == [2, 2, 0, 0, 2, 2, 1, 1, 1, 0, 0, 1])
        }
    }

    /// The person who goes on on a phone hands in with a phone.
    @Test func `knows a person by the last device before handing in`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            try await app.switchOn("enabled")
            let id = try await app.create()
            let desk = Device(app, agent: Device.desktop)
            let session = try await desk.enter(id)["accessToken"].text
            let link = try await desk.hand(.post, id, session)["url"]
            clock.advance(by: 1)
            #expect(
                try await funnel(app)["byDevice"] == [["device": "desktop", "opened": 1, "submitted": 0]])
            let phone = Device(app, agent: Device.phone)
            let taken = try await phone.take(link)
            #expect(try await desk.choose(taken["number"], id, session).status == 200)
            #expect(try await phone.exchange(id, taken["accessToken"].text).status == 200)
            #expect(
                try await funnel(app)["byDevice"] == [["device": "handheld", "opened": 1, "submitted": 0]])
        }
    }

    /// Hundreds made at once, of which each number is known.
    private func fill(_ app: TestApp, _ count: Int, from start: Date) async throws {
        let setup = try #require(ID<Setup>(app.tenant.sandbox))
        let caller = Caller(
            clientID: app.tenant.clientID, application: app.tenant.application, scopes: Set(Scope.allCases))
        try await app.house.database.write { [verifications = app.house.verifications] transaction in
            let asked = Verifications.Request(setup: setup, externalReferenceId: nil, registration: nil)
            for number in 0..<count {
                let made = start.addingTimeInterval(Double(number))
                let id = try verifications.create(asked, by: caller, at: made, in: transaction)
                // Nine of ten open the link, two of three of all consent, and so on.
                guard number % 10 != 9 else { continue }
                try verifications.opened(id, on: number % 2 == 0 ? .handheld : .desktop, at: made, in: transaction)
                guard number % 3 != 0 else { continue }
                try verifications.consent(true, shown: nil, to: id, at: made, in: transaction)
                try verifications.reached(.documentCaptured, of: id, at: made, in: transaction)
                guard number % 4 != 0 else { continue }
                try verifications.reached(.faceCaptured, of: id, at: made, in: transaction)
                try verifications.reached(
                    .submitted, of: id, at: made.addingTimeInterval(Double(number)), in: transaction)
            }
        }
    }

    @Test func `of hundreds is exact, in a time that ends before its end`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { [self] app in
            let start = clock.now
            try await fill(app, 360, from: start)
            clock.advance(by: 3600)
            let numbers = Array(0..<360)
            func expect(_ numbers: [Int], _ query: String) async throws {
                let opened = numbers.filter { $0 % 10 != 9 }
                let consented = opened.filter { $0 % 3 != 0 }
                let submitted = consented.filter { $0 % 4 != 0 }
                let found = try await funnel(app, query)
                #expect(
                    counts(found) == [
                        numbers.count, opened.count, consented.count, consented.count, submitted.count,
                        submitted.count, 0, 0, 0, 0, 0, 0,
                    ])
                let (low, high) = (submitted[(submitted.count - 1) / 2], submitted[submitted.count / 2])
                #expect(found["medianSecondsToSubmit"] == .number(Double(low + high) / 2))
                func share(_ device: String, _ parity: Int) -> JSONValue {
                    func count(_ all: [Int]) -> JSONValue { .number(Double(all.count { $0 % 2 == parity })) }
                    return ["device": .string(device), "opened": count(opened), "submitted": count(submitted)]
                }
                #expect(found["byDevice"] == [share("desktop", 1), share("handheld", 0)])
            }
            try await expect(numbers, "")
            try await expect(numbers, "?setupId=\(app.tenant.sandbox.uppercased())")
            func time(_ seconds: Double) -> String { start.addingTimeInterval(seconds).ISO8601Format() }
            try await expect(Array(100..<250), "?createdFrom=\(time(100))&createdTo=\(time(250))")
            try await expect(Array(101..<250), "?createdFrom=\(time(101))&createdTo=\(time(250))")
            let live = try await funnel(app, "?setupId=\(app.tenant.live)")
            #expect(counts(live) == Array(repeating: 0, count: 12))
            #expect(live.members["medianSecondsToSubmit"] == nil)
        }
    }

    @Test func `of another application is empty`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            _ = try await app.person()
            clock.advance(by: 1)
            let other = try await app.token(of: try await app.otherTenant())
            for query in ["", "?setupId=\(app.tenant.sandbox)"] {
                let found = try await funnel(app, query, token: other)
                #expect(counts(found) == Array(repeating: 0, count: 12))
                #expect(found["byDevice"] == [])
            }
            #expect(counts(try await funnel(app)).first == 1)
        }
    }

    @Test func `begins thirty days before its end where nothing else is said`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            _ = try await app.create()
            clock.advance(by: 30 * 24 * 3600)
            let found = try await funnel(app)
            #expect(found["createdFrom"] == "2025-06-15T15:06:40.000Z")
            #expect(found["createdTo"] == "2025-07-15T15:06:40.000Z")
            #expect(counts(found).first == 1)
            clock.advance(by: 1)
            #expect(counts(try await funnel(app)).first == 0)
            #expect(counts(try await funnel(app, "?createdTo=2025-06-16T00:00:00Z")).first == 1)
            let year = "?createdFrom=2024-07-01T00:00:00Z&createdTo=2025-07-02T00:00:00Z"
            #expect(counts(try await funnel(app, year)).first == 1)
        }
    }

    @Test(arguments: [
        ("createdFrom=yesterday", "createdFrom"), ("createdTo=", "createdTo"), ("setupId=x", "setupId"),
        ("createdFrom=2025-06-15T00:00:00Z&createdTo=2025-06-15T00:00:00Z", "createdTo"),
        ("createdFrom=2024-07-01T00:00:00Z&createdTo=2025-07-02T00:00:01Z", "createdFrom"),
    ])
    func `says what is wrong with its time`(_ query: String, _ member: String) async throws {
        try await TestApp.run { app in
            let answer = try await app.call(.get, "\(Self.path)?\(query)", token: try await app.token())
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [member])
        }
    }

    @Test func `is open to who may read verifications`() async throws {
        try await TestApp.run { app in
            let reader = try await app.token(scope: "idv_api_readonly")
            #expect(try await app.call(.get, Self.path, token: reader).status == 200)
            let kyc = try await app.token(scope: "kyc_identifications_api")
            #expect(try await app.call(.get, Self.path, token: kyc).status == 403)
            let person = try await app.person()
            #expect(try await app.call(.get, Self.path, token: person.token).status == 401)
        }
    }

    @Test func `is read along an index`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.handedIn()
            #expect(person.identification.isEmpty == false)
            let plans = RecordedPlans()
            let file = try SQLiteDatabase(path: "\(app.house.settings.dataFolder)/couth.sqlite")
            let query = Funnel.Query(
                application: app.tenant.application, from: clock.now, to: clock.now.addingTimeInterval(1),
                setup: ID<Setup>(app.tenant.sandbox))
            let found = try await plans.database(file).read { [verifications = app.house.verifications] transaction in
                try verifications.funnel(query, in: transaction)
            }
            #expect(found.counts[.submitted] == 1)
            #expect(plans.steps.contains { $0.hasPrefix("SCAN verification") } == false, "\(plans.steps)")
            let walks = plans.steps.filter {
                $0.hasPrefix("SEARCH verification USING INDEX verification_by_application")
            }
            #expect(walks.count == 2, "\(plans.steps)")
            try file.close()
        }
    }
}
