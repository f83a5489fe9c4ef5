import Database
import Evidence
import Foundation
package import Hummingbird
import HummingbirdCore
package import Journal
import Kernel
import Logging
import NIOCore
package import ServiceLifecycle
package import Web

/// The one place that builds the server: every part, every feature's routes and every service.
package struct Compose: Sendable {
    package let house: House
    package let desk: EvidenceDesk
    package let routes: RouteTable
    private let router: RouterResponder<WebContext>

    package init(house: House) async throws {
        try await self.init(house: house, desk: EvidenceDesk(house.settings, logger: house.logger))
    }

    /// Over children that may serve others too.
    package init(house: House, desk: EvidenceDesk) async throws {
        self.house = house
        self.desk = desk
        routes = RouteTable()
        let router = Router(context: WebContext.self)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: RateLimiting(access: house.access))
        router.add(middleware: ProblemMiddleware(routes: routes))
        router.add(middleware: HostGate(hosts: house.settings.hosts))
        try await Self.addRoutes(to: Routes(router: router, table: routes), house: house, desk: desk)
        self.router = router.buildResponder()
    }

    /// The router's answer function: for the server and for tests without a socket.
    package var responder: some HTTPResponder<WebContext> { router }

    /// The application with every service, ready to run.
    package func application(onReady: @escaping @Sendable () async -> Void) -> some ApplicationProtocol {
        let configuration = ApplicationConfiguration(
            address: .hostname(house.settings.host, port: house.settings.port), serverName: "couth")
        // A connection that says nothing is closed: without this a slow client would hold it for ever.
        let server = HTTPServerBuilder.http1(
            configuration: .init(additionalChannelHandlers: [HTTP1Handler.Installer()], idleTimeout: .seconds(60)))
        return Hummingbird.Application(
            responder: responder, server: server, configuration: configuration, services: services,
            onServerRunning: { _ in await onReady() }, logger: house.logger)
    }

    /// What runs beside the requests.
    package var services: [any Service] {
        let workers: [any Service] = (0..<house.settings.workers).map { _ in worker }
        let webhooks = house.webhooks.service(queue: house.queue, logger: house.logger)
        return workers + [webhooks, housekeeping, EvidenceDeskService(desk: desk, logger: house.logger)]
    }

    /// One worker over every kind of job.
    package var worker: JobWorker {
        let checks = Checks(
            Checks.Parts(
                verifications: house.verifications, identifications: house.identifications, liveness: house.liveness,
                duplicateFaces: house.duplicateFaces, knownBackgrounds: house.knownBackgrounds,
                database: house.database, vault: house.vault, desk: desk,
                queue: house.queue, clock: house.clock, logger: house.logger))
        let faceChecks = FaceChecks(
            FaceChecks.Parts(
                authentications: house.faceAuthentications, database: house.database, vault: house.vault, desk: desk,
                queue: house.queue, clock: house.clock, logger: house.logger))
        let verification = WebhookVerification(house.webhooks, queue: house.queue, logger: house.logger)
        // Two features' kinds of jobs never bear one name.
        let handlers = [faceChecks.handlers, house.eventLog.handlers, verification.handlers].reduce(checks.handlers) {
            all, more in
            all.merging(more) { first, _ in first }
        }
        return JobWorker(
            queue: house.queue, database: house.database, handlers: handlers, clock: house.clock,
            logger: house.logger)
    }

    package var housekeeping: Housekeeping {
        Housekeeping(house: house)
    }

    private static func addPages(to routes: Routes, house: House, capture: Capture) async throws {
        let pages = FlowPages(
            pages: try await Pages(folder: Resources.folder("Pages")), texts: capture.texts,
            assets: try StaticAssets(folder: Resources.folder("Assets"), bundles: ["page.js": "flow.js"]))
        let door = HostDoor(hosts: house.settings.hosts, setups: house.setups)
        FlowRoutes(capture: capture, access: house.access, database: house.database, pages: pages, door: door)
            .add(to: routes)
        EmbedRoutes(assets: pages.assets).add(to: routes)
        BrandRoutes(setups: house.setups, database: house.database, door: door).add(to: routes)
        StartRoutes(
            StartRoutes.Parts(
                verifications: house.verifications, setups: house.setups, access: house.access,
                database: house.database, pages: pages, door: door, clock: house.clock)
        ).add(to: routes)
    }

    private static func addRoutes(to routes: Routes, house: House, desk: EvidenceDesk) async throws {
        let (access, database, clock, settings) = (house.access, house.database, house.clock, house.settings)
        let texts = try PageTexts(folder: Resources.folder("Assets").appendingPathComponent("texts"))
        let capture = Capture(
            Capture.Parts(
                verifications: house.verifications, identifications: house.identifications, liveness: house.liveness,
                database: database, vault: house.vault, desk: desk, queue: house.queue, master: house.master,
                clock: clock, texts: texts, senders: try house.messageSenders(), leftovers: house.leftovers,
                addressHeader: house.settings.clientAddressHeader))
        AccessRoutes(access: access).add(to: routes)
        SetupRoutes(
            SetupRoutes.Parts(
                setups: house.setups, access: access, database: database, clock: clock,
                logos: LogoCheck(inspect: desk.inspect), hosts: settings.hosts, baseURL: settings.publicURL)
        ).add(to: routes)
        VerificationRoutes(
            VerificationRoutes.Parts(
                verifications: house.verifications, references: house.faceAuthentications, access: access,
                database: database, queue: house.queue, clock: clock)
        ).add(to: routes)
        FunnelRoutes(verifications: house.verifications, access: access, database: database, clock: clock)
            .add(to: routes)
        RetentionRoutes(retention: house.retention, access: access).add(to: routes)
        EventRoutes(log: house.eventLog, access: access).add(to: routes)
        DeliveryRoutes(log: house.eventLog, access: access).add(to: routes)
        SessionRoutes(
            capture: capture, access: access, setups: house.setups, database: database,
            sandboxDays: settings.sandboxDays
        ).add(to: routes)
        HandOffRoutes(capture: capture).add(to: routes)
        ActivityRoutes(capture: capture, access: access, database: database).add(to: routes)
        FlightRecordRoutes(capture: capture, access: access, database: database).add(to: routes)
        KycRoutes(capture: capture, access: access).add(to: routes)
        FaceAuthenticationRoutes(
            authentications: house.faceAuthentications, capture: capture, access: access, database: database
        ).add(to: routes)
        IdentificationRoutes(
            identifications: house.identifications, access: access, database: database, vault: house.vault,
            clock: clock
        ).add(to: routes)
        ReviewRoutes(
            review: house.review, access: access, database: database, queue: house.queue, clock: clock
        ).add(to: routes)
        if house.settings.servesLegacy {
            LegacyRoutes(legacy: house.legacy, access: access, database: database, vault: house.vault).add(to: routes)
        }
        WebhookRoutes(
            webhooks: house.webhooks, access: access, database: database, queue: house.queue, clock: clock
        ).add(to: routes)
        WebhookKeyRoutes(
            webhooks: house.webhooks, access: access, clock: clock, baseURL: house.settings.publicURL,
            sources: house.settings.webhookSources
        ).add(to: routes)
        try await addPages(to: routes, house: house, capture: capture)
        HealthRoutes(database: database, desk: desk, queue: house.queue).add(to: routes)
        let folder = Resources.folder("API")
        if let text = try? String(contentsOf: folder.appendingPathComponent("openapi.yaml"), encoding: .utf8) {
            try ServiceDocument(yaml: text, pages: try await Pages(folder: folder)).add(to: routes)
        }
    }
}

/// Keeps the children with the server: tried and warm at its start, gone at its end.
private struct EvidenceDeskService: Service {
    let desk: EvidenceDesk
    let logger: Logger

    func run() async throws {
        async let warm: Void = desk.warmUp()
        do {
            try await desk.tryConfinement()
        } catch {
            logger.critical(
                "a process that opens pictures is not confined; the server ends", metadata: ["error": "\(error)"])
            throw error
        }
        try await warm
        try? await gracefulShutdown()
        await desk.close()
    }
}
