package import Database
import Foundation
import HTTPTypes
import Hummingbird
package import Journal
package import Kernel

/// The people who decide for an application. Each change is an audit entry too.
extension Access {
    /// - Throws: `OperatorError.name`, `nameTaken`, `tooMany`.
    package func createOperator(
        named name: String, of application: ID<Application>, by actor: Actor, in transaction: some Transaction
    ) throws -> Operator.New {
        let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard (1...Operator.nameLength).contains(name.count), isPrintable, !name.allSatisfy(\.isWhitespace) else {
            throw OperatorError.name
        }
        let (now, store, key) = (clock.now, OperatorStore(transaction), Self.newOperatorKey())
        guard try store.list(of: application).count < Operator.most else { throw OperatorError.tooMany }
        let person = Operator(id: .new(at: now), application: application, name: name, isSuspended: false)
        guard try store.insert(person, keySHA256: BearerSecret.digest(key), at: now) else {
            throw OperatorError.nameTaken
        }
        try AuditLog.append(
            .init(
                "operator.created", to: person.id.description, by: actor,
                detail: ["application": application.description]), at: now, in: transaction)
        return Operator.New(id: person.id, key: Private(key))
    }

    package func operators(of application: ID<Application>, in transaction: some Transaction) throws -> [Operator] {
        try OperatorStore(transaction).list(of: application)
    }

    /// A new key; the former one ends at once.
    /// - Returns: nil where there is no such operator.
    package func rotateKey(
        ofOperator id: ID<Operator>, by actor: Actor, in transaction: some Transaction
    ) throws -> Private<String>? {
        let key = Self.newOperatorKey()
        guard try OperatorStore(transaction).replaceKey(of: id, with: BearerSecret.digest(key)) else { return nil }
        try AuditLog.append(.init("operator.keyRotated", to: id.description, by: actor), at: clock.now, in: transaction)
        return Private(key)
    }

    /// A suspended operator's key opens nothing from this commit on.
    /// - Returns: false where there is no such operator, or it is so already.
    package func setOperatorSuspended(
        _ isSuspended: Bool, _ id: ID<Operator>, by actor: Actor, in transaction: some Transaction
    ) throws -> Bool {
        guard try OperatorStore(transaction).setSuspended(isSuspended, id) else { return false }
        try AuditLog.append(
            .init(isSuspended ? "operator.suspended" : "operator.resumed", to: id.description, by: actor),
            at: clock.now, in: transaction)
        return true
    }

    /// From now on the application's decisions are taken from operators with a key only, or from anybody it names.
    /// - Returns: false where there is no such application.
    package func setRequiresOperators(
        _ isRequired: Bool, of application: ID<Application>, by actor: Actor, in transaction: some Transaction
    ) throws -> Bool {
        guard try OperatorStore(transaction).setRequiresOperators(isRequired, application) else { return false }
        try AuditLog.append(
            .init(
                isRequired ? "application.operatorsRequired" : "application.operatorsOptional",
                to: application.description, by: actor), at: clock.now, in: transaction)
        return true
    }

    /// Whose decision a call carries: that of the operator whose key it shows, or of whoever the client names where
    /// the application asks for no more.
    /// - Parameters:
    ///   - key: the value of `Operator-Key`, where there is one.
    ///   - named: the reviewer that the body names.
    /// - Throws: `OperatorError`.
    /// - Returns: nil where no operator proves it: then the name is the client's word.
    func proven(
        key: String?, named: String?, for caller: Caller, in transaction: some Transaction
    ) throws -> Operator? {
        let store = OperatorStore(transaction)
        guard let key else {
            let isRequired = try store.requiresOperators(caller.application)
            guard !isRequired else { throw OperatorError.required }
            return nil
        }
        // Looked up by its digest: what differs in time says nothing about the key.
        guard let found = try store.find(keySHA256: BearerSecret.digest(key), of: caller.application),
            !found.isSuspended
        else { throw OperatorError.refused }
        guard named == nil || named == found.name else { throw OperatorError.otherReviewer }
        return found
    }

    /// The operator's key that a request shows.
    static func operatorKey(of request: Request) -> String? { request.headers[.operatorKey] }

    /// The prefix lets those who look for leaked secrets know one.
    private static func newOperatorKey() -> String { "opk_" + BearerSecret.new() }
}

extension HTTPField.Name {
    // A literal of token characters is always a name.
    static let operatorKey = HTTPField.Name("Operator-Key")!
}
