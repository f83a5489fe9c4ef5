import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

@Suite struct `A file of an identification` {
    private struct Uploaded: Sendable {
        let person: Person
        let fileID: String
        let path: String
    }

    private func upload(_ app: TestApp) async throws -> Uploaded {
        let person = try await app.person()
        try await person.selfie(Pictures.jpeg)
        let found = try await app.identification(person.identification)
        let id = try #require(found["face"]["files"].items.first?["fileId"].text)
        return Uploaded(person: person, fileID: id, path: "/v1/identifications/\(person.identification)/files/\(id)")
    }

    @Test(.contract("5.4 files"))
    func `comes as it was sent, under its name, and is never cached`() async throws {
        try await TestApp.run { app in
            let file = try await upload(app)
            let answer = try await app.call(.get, file.path, token: try await app.token())
            #expect(answer.status == 200)
            #expect(answer.contentType == "image/jpeg")
            #expect(answer.bytes == Pictures.jpeg)
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"selfie.jpeg\"")
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `lies sealed on the disk`() async throws {
        try await TestApp.run { app in
            _ = try await upload(app)
            let media = URL(filePath: app.house.settings.dataFolder).appending(path: "media")
            let names = FileManager.default.enumerator(at: media, includingPropertiesForKeys: nil)?.allObjects ?? []
            let files = names.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
            #expect(files.count == 1)
            for file in files {
                let bytes = try Data(contentsOf: file)
                #expect(bytes.count > Pictures.jpeg.count)
                #expect(bytes.range(of: Pictures.jpeg.prefix(16)) == nil)
            }
        }
    }

    @Test func `is noted in the audit log each time it is read, by client`() async throws {
        try await TestApp.run { app in
            let file = try await upload(app)
            for _ in 1...2 { try await app.call(.get, file.path, token: try await app.token()) }
            let subject = file.person.verification
            let reads = try await app.house.database.read { transaction in
                try AuditLog.entries(about: subject, in: transaction).filter { $0.action == "evidence.read" }
            }
            #expect(reads.count == 2)
            #expect(Set(reads.map(\.actor)) == [.client(app.tenant.clientID)])
            #expect(reads.map { $0.detail["evidence"] } == [file.fileID, file.fileID])
            #expect(try await app.house.database.read { try AuditLog.verify(in: $0).firstBroken } == nil)
        }
    }

    @Test func `of another identification or application is not there`() async throws {
        try await TestApp.run { app in
            let (first, second) = (try await upload(app), try await upload(app))
            let token = try await app.token()
            let crossed = "/v1/identifications/\(first.person.identification)/files/\(second.fileID)"
            let none = "/v1/identifications/\(first.person.identification)/files/\(first.person.identification)"
            let answers = [
                try await app.call(.get, crossed, token: token), try await app.call(.get, none, token: token),
            ]
            #expect(answers.map(\.status) == [404, 404])
            #expect(answers[0].withoutTrace == answers[1].withoutTrace)
            let other = try await app.otherTenant()
            let stranger = try await app.token(of: other)
            let foreign = try await app.call(.get, first.path, token: stranger)
            let absent = try await app.call(
                .get, "/v1/identifications/00000000-0000-7000-8000-000000000000/files/\(first.fileID)", token: stranger)
            #expect(foreign.status == 404)
            #expect(foreign.withoutTrace == absent.withoutTrace)
        }
    }

    @Test func `and all else of a foreign identification cannot be told from what is not there`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let stranger = try await app.token(of: try await app.otherTenant())
            for rest in ["", "/setup"] {
                let foreign = try await app.call(
                    .get, "/v1/identifications/\(person.identification)\(rest)", token: stranger)
                let absent = try await app.call(.get, "/v1/identifications/absent\(rest)", token: stranger)
                #expect(foreign.status == 404)
                #expect(foreign.withoutTrace == absent.withoutTrace)
            }
        }
    }
}
