import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// A delivery that is given up is told of, and kept.
@Suite(.timeLimit(.minutes(1))) struct `A delivery that is given up` {
    private func parkOne(_ house: WebhookHouse, _ service: WebhookService) async throws {
        try await house.happen(#"{"payload":{"name":"Žydrūnas"}}"#)
        await service.drain()
        house.clock.advance(by: 1)
    }

    @Test func `is told to those who asked for it, in a body without anything about a person`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { request, _ in
            request.line.contains("/broken") ? .status(400, headers: ["webhook-delivery: abort-message"]) : .status(200)
        }
        let broken = try await house.subscribe("\(receiver.url)/broken", types: ["KycIdentification.Approved"])
        try await house.subscribe("\(receiver.url)/every")
        let watch = try await house.subscribe("\(receiver.url)/watch", types: ["Webhook.DeliveryParked"])
        let service = house.service()
        try await parkOne(house, service)
        try await parkOne(house, service)

        let paths = receiver.requests.map { $0.line.split(separator: " ")[1].split(separator: "/").last ?? "" }
        #expect(paths.sorted() == ["broken", "broken", "every", "every", "watch", "watch"])
        let told = receiver.requests.filter { $0.line.contains("/watch") }
        let deliveries = try await house.deliveries(to: broken)
        let body = try JSONDecoder().decode(JSONValue.self, from: try #require(told.first).body)
        let document = try OpenAPI.load()
        #expect(told.flatMap { document.validate(event: $0.body) } == [])
        #expect(body["type"] == "Webhook.DeliveryParked")
        #expect(body["applicationId"] == .string(house.application.description))
        #expect(
            body["payload"] == [
                "subscriptionId": .string(broken.description), "deliveryId": .string(deliveries[1].id.description),
                "eventId": .string(deliveries[1].event.description), "eventType": "KycIdentification.Approved",
                "attempts": 1, "lastFailure": "status", "lastStatus": 400,
            ])
        // They stand in their subscription's own line, without a gap.
        #expect(told.map { $0.headers["webhook-subject"] } == [broken.description, broken.description])
        #expect(told.map { $0.headers["webhook-sequence"] } == ["1", "2"])
        #expect(try await house.deliveries(to: watch).count == 2)
    }

    @Test func `leaves an entry, and the end of its own record is no new one`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(400, headers: ["webhook-delivery: abort-message"]) }
        let id = try await house.subscribe(
            receiver.url, types: ["KycIdentification.Approved", "Webhook.DeliveryParked"])
        let service = house.service()
        try await parkOne(house, service)
        await house.pass(seconds: 100_000, steps: 5, service)
        #expect(receiver.requests.count == 2)
        let deliveries = try await house.deliveries(to: id)
        #expect(deliveries.map(\.state) == [.parked, .parked])
        let entries = try await house.database.read { try AuditLog.entries(about: id.description, in: $0) }
        let parked = entries.filter { $0.action == "webhook.deliveryParked" }
        #expect(Set(parked.map { $0.detail["delivery"] }) == Set(deliveries.map(\.id.description)))
        #expect(parked.allSatisfy { $0.detail["failure"] == "status" && $0.detail["attempts"] == "1" })
    }

    @Test func `of a subscription from before gets its record all the same`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { request, _ in
            request.line.contains("/old") ? .status(400, headers: ["webhook-delivery: abort-message"]) : .status(200)
        }
        let old = try await house.subscribeAsBefore("\(receiver.url)/old", hmacSecret: "0123456789abcdef")
        try await house.subscribe("\(receiver.url)/watch", types: ["Webhook.DeliveryParked"])
        try await parkOne(house, house.service())
        let told = try #require(receiver.requests.first { $0.line.contains("/watch") })
        #expect(told.headers["webhook-subject"] == old.description)
    }
}
