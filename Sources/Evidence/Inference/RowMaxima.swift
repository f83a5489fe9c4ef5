/// Where each row of an output is highest, the rows lying along its last dimension.
struct RowMaxima: Sendable {
    /// Of the whole output.
    let shape: [Int]
    let places: [Int]
    let values: [Float]
}
