package import Hummingbird
package import Kernel

/// The query of the contract's filter calls: `limit`, `orderBy`, `orderDirection`.
package struct FilterQuery: Sendable {
    package static let largestLimit = 100

    package let limit: Int
    package let isDescending: Bool

    /// - Parameter orderBy: the orders there are; the comparison ignores case.
    /// - Throws: 400 for a limit outside 1…100, an unknown order or direction.
    package init(_ request: Request, orderBy orders: [String]) throws(Problem) {
        let query = request.uri.queryParameters
        var errors: [String: [String]] = [:]
        let limitText = query["limit"].map(String.init)
        let limit = limitText.map { Int($0) ?? 0 } ?? Self.largestLimit
        if !(1...Self.largestLimit).contains(limit) { errors["limit"] = ["must be 1 to \(Self.largestLimit)"] }
        let order = query["orderBy"].map { $0.lowercased() }
        if let order, !orders.contains(where: { $0.lowercased() == order }) {
            errors["orderBy"] = ["must be one of: \(orders.joined(separator: ", "))"]
        }
        let direction = query["orderDirection"].map { $0.lowercased() } ?? "asc"
        if direction != "asc" && direction != "desc" { errors["orderDirection"] = ["must be Asc or Desc"] }
        if let first = errors.sorted(by: { $0.key < $1.key }).first {
            throw Problem(
                type: "validation-failed", title: "The request is not valid", status: 400,
                detail: "\(first.key): \(first.value[0])", errors: errors)
        }
        self.limit = limit
        isDescending = direction == "desc"
    }
}
