import Database
import Decision
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing

/// What an older client reads: contract § 12.
@Suite struct `An identification read by an older client` {
    /// Hands in a passport and a selfie without a meaning; nothing is decided yet.
    private static func handIn(_ person: Person) async throws {
        try await person.document("Passport", "DataPage", Pictures.jpeg)
        try await person.selfie(Pictures.jpeg)
        #expect(try await person.put("complete").status == 204)
    }

    private static func decide(_ verdict: Review.Verdict, _ person: Person) async throws {
        let id = try #require(ID<Identification>(person.identification))
        let house = person.app.house
        try await house.database.write { [review = house.review, now = house.clock.now] in
            try review.decide(
                .init(identification: id, verdict: verdict, reviewer: Reviewer(named: "Ada"), remark: "Seen."), at: now,
                in: $0)
        }
    }

    private static func outcome(_ client: LegacyClient, _ person: Person) async throws -> JSONValue {
        try await client.data(person.verification)["identificationData"]
    }

    @Test(.contract("12 statuses")) func `§12 is PENDING until it is decided, and APPROVED where a person approved`()
        async throws
    {
        try await LegacyClient.run { client in
            let id = try #require(try await client.start()["identificationId"].text)
            #expect(try await client.data(id) == ["identificationData": ["status": "PENDING"]])
            let person = try await Person(opening: id, in: client.app).begun()
            #expect(try await Self.outcome(client, person) == ["status": "PENDING"])
            try await Self.handIn(person)
            #expect(try await Self.outcome(client, person) == ["status": "PENDING"])
            try await Self.decide(.approve, person)
            #expect(try await Self.outcome(client, person) == ["status": "APPROVED"])
        }
    }

    @Test(arguments: StatusReason.rejections)
    func `§12 is FAILED with the reason in capitals`(_ reason: StatusReason) async throws {
        let younger: Set<StatusReason> = [
            .coloredAmbientLightDetected, .documentDamaged, .documentFromScreen, .documentPrinted,
            .invalidProofOfAddress, .selfieHasNoFace,
        ]
        try await LegacyClient.run { client in
            let person = try await client.person()
            try await Self.handIn(person)
            try await Self.decide(.reject(reason), person)
            let word = younger.contains(reason) ? "UNDEFINED" : reason.rawValue.upperSnake
            #expect(try await Self.outcome(client, person) == ["status": "FAILED", "failReason": .string(word)])
        }
    }

    @Test func `§12 is PENDING again where the person hands in once more`() async throws {
        try await LegacyClient.run { client in
            let person = try await client.person()
            try await Self.handIn(person)
            try await Self.decide(.reject(.poorPhotoQuality), person)
            #expect(
                try await Self.outcome(client, person) == ["status": "FAILED", "failReason": "POOR_PHOTO_QUALITY"])
            try await person.put("resubmit")
            #expect(try await Self.outcome(client, person) == ["status": "PENDING"])
        }
    }

    @Test func `§12 is EXPIRED_IDENTIFICATION once its time is over, also before a job has ended it`() async throws {
        let clock = ManualClock()
        try await LegacyClient.run(clock: clock) { client in
            let id = try #require(try await client.start()["identificationId"].text)
            let submitted = try await client.person()
            try await Self.handIn(submitted)
            clock.advance(by: 24 * 3600 - 1)
            #expect(try await client.data(id)["identificationData"] == ["status": "PENDING"])
            clock.advance(by: 1)
            let expired: JSONValue = ["status": "FAILED", "failReason": "EXPIRED_IDENTIFICATION"]
            #expect(try await client.data(id)["identificationData"] == expired)
            _ = try await client.app.compose.housekeeping.expire()
            #expect(try await client.data(id)["identificationData"] == expired)
            // What was handed in in time is still decided.
            #expect(try await Self.outcome(client, submitted) == ["status": "PENDING"])
        }
    }

    @Test func `§12 is FAILED and UNDEFINED where the person declined, and where the data was erased`() async throws {
        try await LegacyClient.run { client in
            let failed: JSONValue = ["identificationData": ["status": "FAILED", "failReason": "UNDEFINED"]]
            let declined = try #require(try await client.start()["identificationId"].text)
            try await Person(opening: declined, in: client.app).consent(false)
            #expect(try await client.data(declined) == failed)
            let person = try await client.person(#"{"requestData": {"firstName": "Mila", "refId": "7"}}"#)
            try await Self.handIn(person)
            let path = "/v1/identity-verifications/\(person.verification)"
            let erased = try await client.app.call(.delete, path, token: try await client.app.token())
            #expect(erased.status < 300)
            #expect(try await client.data(person.verification) == failed)
            let media = try await client.call(.get, "/identifications/\(person.verification)/media")
            #expect(media.json == ["media": []])
            #expect(try await client.getData(person.verification).json == ["documentData": [:]])
        }
    }

    @Test(.contract("12 data")) func `§12 gives back what was said at the start`() async throws {
        try await LegacyClient.run { client in
            let said = #""phoneNumber": "37060000000", "country": "LTU", "birthDate": "1990-04-12", "refId": 7"#
            let answer = try await client.start("{\"requestData\": {\(said)}}")
            let data = try await client.data(try #require(answer["identificationId"].text))
            #expect(
                data["requestData"] == [
                    "phoneNumber": 37_060_000_000, "country": "LT", "birthDate": "1990-04-12", "refId": "7",
                ])
        }
    }

    @Test(.contract("12 data", "12 statuses"), .enabled(if: RuntimeFolder.hasModels))
    func `§12 is SUCCESSFUL where the checks approved, with the document's data under their former names`()
        async throws
    {
        let papers = try await Papers.drawn(.approved)
        try await LegacyClient.run { client in
            let person = try await client.person()
            let read = try await person.handIn(papers)
            #expect(read["statusReason"] == "AutomaticallyIdentified")
            let data = try await client.data(person.verification)
            #expect(data["identificationData"] == ["status": "SUCCESSFUL"])
            let document = data["documentData"]
            #expect(document["documentType"] == "PASSPORT")
            for name in ["firstName", "lastName", "documentNumber", "dateOfBirth", "dateOfExpiration"] {
                #expect(document[name] == read["document"][name] && document[name] != .null, "\(name)")
            }
            #expect(document["country"] == read["document"]["countryIso3"])
            #expect(document["nationality"] == read["document"]["nationalityIso3"])
            #expect(["MALE", "FEMALE", "UNSPECIFIED"].contains(document["gender"].text))
            #expect(try await client.getData(person.verification)["documentData"] == document)
        }
    }
}

@Suite struct `The files of an identification, for an older client` {
    private static func reads(_ person: Person) async throws -> [AuditEntry] {
        try await person.app.house.database.read { [subject = person.verification] transaction in
            try AuditLog.entries(about: subject, in: transaction).filter { $0.action == "evidence.read" }
        }
    }

    @Test(.contract("12 media")) func `§12 are listed with addresses that give the bytes, and each look is noted`()
        async throws
    {
        try await LegacyClient.run { client in
            let person = try await client.person()
            let path = "/identifications/\(person.verification)/media"
            #expect(try await client.call(.get, path).json == ["media": []])
            try await person.document("IdCard", "Front", Pictures.jpeg)
            try await person.selfie(Pictures.jpeg)
            let list = try await client.call(.get, path)["media"].items
            #expect(list.map { $0["type"] } == ["DOCUMENT_PHOTO", "SELFIE_PHOTO"])
            #expect(list.map { $0["fileName"] } == ["document-front.jpeg", "selfie.jpeg"])
            #expect(list.map { $0["contentType"] } == ["image/jpeg", "image/jpeg"])
            #expect(try await Self.reads(person).isEmpty)
            for file in list {
                let answer = try await client.call(.get, try #require(file["url"].text))
                #expect(answer.status == 200)
                #expect(answer.bytes == Pictures.jpeg)
                #expect(answer.contentType == "image/jpeg")
                #expect(answer.headers[.cacheControl] == "no-store")
            }
            let reads = try await Self.reads(person)
            #expect(reads.map { $0.detail["evidence"] } == list.map { $0["id"].text })
            #expect(Set(reads.map(\.actor)) == [.client("legacy-key/\(client.id)")])
        }
    }

    @Test func `§12 of another identification are not there`() async throws {
        try await LegacyClient.run { client in
            let (first, second) = (try await client.person(), try await client.person())
            try await second.selfie(Pictures.jpeg)
            let list = try await client.call(.get, "/identifications/\(second.verification)/media")
            let file = try #require(list["media"].items.first?["id"].text)
            for name in [file, "00000000-0000-7000-8000-000000000000", "selfie.jpeg"] {
                let answer = try await client.call(.get, "/identifications/\(first.verification)/media/\(name)")
                #expect(answer.status == 400)
                #expect(answer.json == ["status": "MEDIA_NOT_FOUND", "message": "No such file"])
            }
            #expect(try await Self.reads(second).isEmpty)
        }
    }
}
