/// Floats with a shape, row-major: what goes into a model and what comes out.
package struct Tensor: Equatable, Sendable {
    package var shape: [Int]
    /// As many as the product of the shape.
    package var values: [Float]

    package init(shape: [Int], values: [Float]) {
        precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
        self.shape = shape
        self.values = values
    }
}
