package import Testing

/// What a test or a suite proves, by the rows of `Tests/ContractTests/contract-rows.txt`.
package struct ContractTrait: TestTrait, SuiteTrait {
    package let rows: [String]
    /// Shown where a test fails: which promise is broken.
    package var comments: [Comment] { rows.map { Comment(rawValue: "contract § \($0)") } }
}

extension Trait where Self == ContractTrait {
    package static func contract(_ rows: String...) -> ContractTrait { ContractTrait(rows: rows) }
}
