import Hummingbird
import Kernel
package import Web

/// `DELETE /v1/identity-verifications/{id}`.
package struct RetentionRoutes {
    private let retention: Retention
    private let access: Access

    package init(retention: Retention, access: Access) {
        self.retention = retention
        self.access = access
    }

    package func add(to routes: Routes) {
        routes.on(.delete, "/v1/identity-verifications/{id}") { [retention, access] request, context in
            let caller = try await access.caller(of: request, needing: .writeVerifications)
            try await retention.redact(try context.id("id", orThrow: VerificationError.notFound), by: caller)
            return .noContent
        }
    }
}
