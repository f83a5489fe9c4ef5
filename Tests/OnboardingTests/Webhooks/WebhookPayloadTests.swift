import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A thin webhook` {
    private let body = """
        {"applicationId":"a","createdUtc":"2026-01-02T03:04:05.678Z","id":"e",\
        "payload":{"document":{"firstName":"Žydrūnas"\
        ,"id":"d"},"externalReferenceId":"ref/1","fullName":"Žydrūnas Žmogus","id":"k","identityVerificationId":"v",\
        "setup":{"id":"s"},"status":"Rejected","statusReason":"FaceMismatch","untrustedId":7},\
        "type":"KycIdentification.Rejected"}
        """

    @Test func `has the envelope, ids and statuses, and nothing about the person`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? 500 : 200) }
        try await house.subscribe(.init(url: receiver.url, authentication: .none, payload: .thin))
        try await house.happen(body, type: "KycIdentification.Rejected")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 12, steps: 1, service)
        let sent = receiver.requests.map { String(decoding: $0.body, as: UTF8.self) }
        let expected = """
            {"applicationId":"a","createdUtc":"2026-01-02T03:04:05.678Z","id":"e",\
            "payload":{"externalReferenceId":"ref/1",\
            "id":"k","identityVerificationId":"v","status":"Rejected","statusReason":"FaceMismatch"},\
            "type":"KycIdentification.Rejected"}
            """
        #expect(sent == [expected, expected], "the same bytes on every attempt")
    }

    @Test func `stands beside a full one`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        try await house.subscribe("\(receiver.url)/full")
        try await house.happen(body)
        await house.service().drain()
        #expect(receiver.requests.map(\.body) == [Data(body.utf8)])
    }
}
