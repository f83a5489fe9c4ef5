package import Database
import Foundation
package import Journal
package import Kernel

/// What an operator does with applications and clients. Each change is an audit entry too.
extension Access {
    /// A secret in clear, at the only moment at which anybody knows it.
    package struct NewClient: Sendable {
        package let clientID: String
        package let secret: String
    }

    /// - Returns: the application, and its first client with its secret in clear: the only time it is ever known.
    package func createApplication(
        named name: String, by actor: Actor = .system, in transaction: some Transaction
    ) throws -> (application: Application, clientID: String, secret: String) {
        let now = clock.now
        let application = Application(id: .new(at: now), name: name)
        try AccessStore(transaction).insert(application, at: now)
        try AuditLog.append(
            .init("application.created", to: application.id.description, by: actor), at: now, in: transaction)
        let client = try createClient(of: application, scopes: Set(Scope.allCases), by: actor, in: transaction)
        return (application, client.clientID, client.secret)
    }

    package func createClient(
        of application: Application, scopes: Set<Scope>, by actor: Actor, in transaction: some Transaction
    ) throws -> NewClient {
        let now = clock.now
        let suffix = Hex.encode((0..<5).map { _ in UInt8.random(in: .min ... .max) }).prefix(5)
        let word = application.name.lowercased().filter { $0.isASCII && $0.isLetter }
        let (clientID, secret) = ("app.couth.\(word).\(suffix)", BearerSecret.new())
        let client = Client(
            clientID: clientID, application: application.id, scopes: scopes, isSuspended: false,
            secretSHA256: BearerSecret.digest(secret), keySet: nil)
        try AccessStore(transaction).insert(client, at: now)
        try AuditLog.append(
            .init(
                "client.created", to: clientID, by: actor,
                detail: ["application": application.id.description, "scopes": Scope.text(scopes)]), at: now,
            in: transaction)
        return NewClient(clientID: clientID, secret: secret)
    }

    /// A new secret for a client: the former one ends at once, and so do its keys.
    /// - Returns: the secret, or nil where there is no such client.
    package func rotateSecret(
        of clientID: String, by actor: Actor, in transaction: some Transaction
    ) throws -> String? {
        let secret = BearerSecret.new()
        let isThere = try AccessStore(transaction).replaceSecret(of: clientID, with: BearerSecret.digest(secret))
        guard isThere else { return nil }
        try AuditLog.append(.init("client.secretRotated", to: clientID, by: actor), at: clock.now, in: transaction)
        return secret
    }

    /// From now on the client proves itself by one of these keys; its secret opens nothing any more.
    /// - Returns: false where there is no such client.
    package func setKeys(
        _ keys: ClientKeySet, of clientID: String, by actor: Actor, in transaction: some Transaction
    ) throws -> Bool {
        guard try AccessStore(transaction).setKeys(keys, of: clientID) else { return false }
        try AuditLog.append(
            .init("client.keysSet", to: clientID, by: actor, detail: ["keys": "\(keys.keys.count)"]), at: clock.now,
            in: transaction)
        return true
    }

    /// A suspended client gets no token, and those it has open nothing from a second later on.
    /// - Returns: false where there is no such client, or it is so already.
    package func setSuspended(
        _ isSuspended: Bool, _ clientID: String, by actor: Actor, in transaction: some Transaction
    ) throws -> Bool {
        guard try AccessStore(transaction).setSuspended(isSuspended, clientID) else { return false }
        try AuditLog.append(
            .init(isSuspended ? "client.suspended" : "client.resumed", to: clientID, by: actor), at: clock.now,
            in: transaction)
        return true
    }

    /// The name of an application; nil where there is none.
    package func name(of application: ID<Application>?) async throws -> String? {
        guard let application else { return nil }
        return try await database.read { try AccessStore($0).application(application)?.name }
    }

    package func applications(in transaction: some Transaction) throws -> [Application] {
        try AccessStore(transaction).applications()
    }

    package func clients(in transaction: some Transaction) throws -> [Client] {
        try AccessStore(transaction).clients()
    }
}
