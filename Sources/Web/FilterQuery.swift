import Foundation
package import HTTPTypes
package import Hummingbird
package import Kernel

/// The query of the contract's filter calls: `limit`, `orderBy`, `orderDirection`; beyond the contract `cursor`, with
/// which the next page begins, and its answer's header fields.
package struct FilterQuery: Sendable {
    /// Where none is asked for.
    package static let standardLimit = 100
    package static let largestLimit = 1_000

    package let limit: Int
    /// As the client wrote it; nil where it asks for none.
    package let order: String?
    /// What `Next-Cursor` of the page before said.
    package let cursor: String?
    /// Whether `Return-Total-Count: true` was sent.
    package let returnsTotal: Bool
    package let isDescending: Bool

    /// - Parameter orderBy: the orders there are; the comparison ignores case.
    /// - Throws: 400 for a limit outside 1…1000, an unknown order or direction.
    package init(_ request: Request, orderBy orders: [String]) throws(Problem) {
        let query = request.uri.queryParameters
        var errors: [String: [String]] = [:]
        let limitText = query["limit"].map(String.init)
        let limit = limitText.map { Int($0) ?? 0 } ?? Self.standardLimit
        if !(1...Self.largestLimit).contains(limit) { errors["limit"] = ["must be 1 to \(Self.largestLimit)"] }
        let order = query["orderBy"].map { $0.lowercased() }
        if let order, !orders.contains(where: { $0.lowercased() == order }) {
            errors["orderBy"] = ["must be one of: \(orders.joined(separator: ", "))"]
        }
        let direction = query["orderDirection"].map { $0.lowercased() } ?? "asc"
        if direction != "asc" && direction != "desc" { errors["orderDirection"] = ["must be Asc or Desc"] }
        guard errors.isEmpty else { throw .notValid(errors) }
        self.limit = limit
        self.order = query["orderBy"].map(String.init)
        cursor = query["cursor"].map(String.init)
        returnsTotal = request.headers[.returnTotalCount]?.lowercased() == "true"
        isDescending = direction == "desc"
    }

    package static let badCursor = Problem.notValid("cursor", "is none that this call gave out")

    /// A bare array with the number of all matches and the place where the next page begins.
    package func page(_ items: [some Encodable], total: Int?, next: String?) throws -> Response {
        page(try JSONText.encode(items), total, next)
    }

    /// The same for bodies that write themselves.
    package func page(_ items: [some JSONWritable], total: Int?, next: String?) throws -> Response {
        page(try JSONWriter.bytes(of: items), total, next)
    }

    private func page(_ bytes: Data, _ total: Int?, _ next: String?) -> Response {
        var response = Response.bytes(bytes, as: "application/json; charset=utf-8")
        if returnsTotal, let total { response.headers[.totalCount] = String(total) }
        if let next { response.headers[.nextCursor] = next }
        return response
    }
}

extension HTTPField.Name {
    // Literals of token characters are always names.
    package static let returnTotalCount = HTTPField.Name("Return-Total-Count")!
    package static let totalCount = HTTPField.Name("Total-Count")!
    package static let nextCursor = HTTPField.Name("Next-Cursor")!
}
