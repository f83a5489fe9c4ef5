import Evidence
import Testing

@Suite struct `The inference runtime` {
    @Test(arguments: ["/nowhere/libonnxruntime.so", ""])
    func `says so when its library is not there`(_ path: String) {
        do {
            _ = try InferenceRuntime(libraryPath: path)
            Issue.record("opened what is not there")
        } catch {
            guard case .runtimeUnusable(let words) = error else {
                Issue.record("unexpected: \(error)")
                return
            }
            #expect(!words.isEmpty)
        }
    }

    @Test func `refuses a library that is another`() {
        #expect(throws: InferenceError.runtimeUnusable("the library does not answer as ONNX Runtime 1.32 does")) {
            try InferenceRuntime(libraryPath: "libc.so.6")
        }
    }

    @Test func `takes tensors whose values fit their shape`() {
        let tensor = Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
        #expect(tensor.values.count == 6)
    }
}
