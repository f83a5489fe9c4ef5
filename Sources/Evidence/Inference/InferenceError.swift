/// Why a model cannot be used. None of these says anything about a person's evidence: the check is unavailable.
package enum InferenceError: Error, Equatable, Sendable {
    /// The shared library cannot be opened, or is not ONNX Runtime 1.32; the library's own words.
    case runtimeUnusable(String)
    /// The bytes are not a model that the runtime can run.
    case badModel(String)
    /// The inputs do not fit the model, or the runtime failed while computing.
    case runFailed(String)
    /// An input or output of the model is not a tensor of 32-bit floats.
    case notFloat
    /// The model lacks the metadata, the input or the output that its user needs.
    case unexpectedModel(String)
}
