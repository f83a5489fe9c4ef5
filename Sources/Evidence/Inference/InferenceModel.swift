import CInference

/// One opened ONNX model. It computes on the calling thread alone, and keeps no memory between runs but its weights.
///
/// `@unchecked Sendable`: everything here is written once, and the library lets any number of threads run one session.
package final class InferenceModel: @unchecked Sendable {
    /// SHA-256 (hex) of the model's file, as findings name it.
    package let digest: String
    package let inputNames: [String]
    package let outputNames: [String]
    private let handle: OpaquePointer
    /// The session uses the library until it is closed.
    private let runtime: InferenceRuntime

    /// Opens a model.
    /// - Parameters:
    ///   - onnx: the whole file.
    ///   - digest: SHA-256 (hex) of the file, computed by the caller who compared it with the manifest.
    package init(onnx: [UInt8], digest: String, runtime: InferenceRuntime) throws(InferenceError) {
        var opened: OpaquePointer?
        let message = CText(capacity: Int(CINFERENCE_MESSAGE))
        let status = cinference_session_open(runtime.handle, onnx, Int64(onnx.count), &opened, message.pointer)
        guard status == CINFERENCE_OK, let opened else { throw .badModel(message.text) }
        handle = opened
        self.digest = digest
        self.runtime = runtime
        inputNames = Self.names(count: cinference_input_count(opened)) { cinference_input_name(opened, $0, $1) }
        outputNames = Self.names(count: cinference_output_count(opened)) { cinference_output_name(opened, $0, $1) }
    }

    deinit { cinference_session_close(handle) }

    /// Computes every output, in the order of `outputNames`, from every input, in the order of `inputNames`.
    package func run(_ inputs: [Tensor]) throws(InferenceError) -> [Tensor] {
        let result = try result(of: inputs)
        defer { cinference_result_close(result) }
        var outputs: [Tensor] = []
        for index in outputNames.indices { outputs.append(try Self.output(index, of: result)) }
        return outputs
    }

    /// Computes the first output and tells of each row along its last dimension where it is highest and how high, as a
    /// text recogniser's answer is understood: its values, 0 and more, are megabytes.
    func highest(_ inputs: [Tensor]) throws(InferenceError) -> RowMaxima {
        let result = try result(of: inputs)
        defer { cinference_result_close(result) }
        let shape = try Self.shape(0, of: result)
        let columns = shape.last ?? 0
        let rows = shape.dropLast().reduce(1, *)
        var places = [Int32](repeating: 0, count: rows)
        var values = [Float](repeating: 0, count: rows)
        let status = cinference_result_highest(result, 0, Int64(rows), Int64(columns), &places, &values)
        guard status == CINFERENCE_OK else { throw .runFailed("an output could not be read") }
        return RowMaxima(shape: shape, places: places.map(Int.init), values: values)
    }

    /// - Returns: to be closed by the caller.
    private func result(of inputs: [Tensor]) throws(InferenceError) -> OpaquePointer {
        let message = CText(capacity: Int(CINFERENCE_MESSAGE))
        var result: OpaquePointer?
        let status = Self.withTensors(inputs[...], []) { tensors in
            cinference_run(handle, tensors, Int32(tensors.count), &result, message.pointer)
        }
        guard status == CINFERENCE_OK, let result else { throw .runFailed(message.text) }
        return result
    }

    /// The text that the model's file keeps under a key, such as the characters that a text recogniser knows.
    package func metadata(_ key: String) -> String? {
        var length: Int64 = 0
        _ = cinference_metadata(handle, key, nil, 0, &length)
        guard length >= 0 else { return nil }
        let text = CText(capacity: Int(length) + 1)
        guard cinference_metadata(handle, key, text.pointer, length + 1, &length) == CINFERENCE_OK else { return nil }
        return text.text
    }

    private static func names(
        count: Int32, _ copy: (Int32, UnsafeMutablePointer<CChar>) -> cinference_status
    ) -> [String] {
        (0..<count).map { index in
            let name = CText(capacity: Int(CINFERENCE_NAME))
            _ = copy(index, name.pointer)
            return name.text
        }
    }

    /// Holds the memory of all inputs still while `body` reads it, without copying any.
    private static func withTensors(
        _ rest: ArraySlice<Tensor>, _ held: [cinference_tensor], _ body: ([cinference_tensor]) -> cinference_status
    ) -> cinference_status {
        guard let tensor = rest.first else { return body(held) }
        return tensor.shape.map(Int64.init).withUnsafeBufferPointer { shape in
            tensor.values.withUnsafeBufferPointer { values in
                guard let sizes = shape.baseAddress, let floats = values.baseAddress else {
                    return cinference_status(CINFERENCE_FAILED)
                }
                let next = cinference_tensor(
                    shape: sizes, rank: Int32(shape.count), values: floats, count: Int64(values.count))
                return withTensors(rest.dropFirst(), held + [next], body)
            }
        }
    }

    private static func shape(_ index: Int, of result: OpaquePointer) throws(InferenceError) -> [Int] {
        var sizes = [Int64](repeating: 0, count: Int(CINFERENCE_MAX_RANK))
        var rank: Int32 = 0
        guard cinference_result_shape(result, Int32(index), &sizes, &rank) == CINFERENCE_OK else { throw .notFloat }
        return sizes.prefix(Int(rank)).map(Int.init)
    }

    private static func output(_ index: Int, of result: OpaquePointer) throws(InferenceError) -> Tensor {
        let shape = try shape(index, of: result)
        let count = shape.reduce(1, *)
        let values = [Float](unsafeUninitializedCapacity: count) { buffer, written in
            guard let floats = buffer.baseAddress else { return }
            let copied = cinference_result_values(result, Int32(index), floats, Int64(count)) == CINFERENCE_OK
            written = copied ? count : 0
        }
        guard values.count == count else { throw .runFailed("an output could not be copied") }
        return Tensor(shape: shape, values: values)
    }
}
