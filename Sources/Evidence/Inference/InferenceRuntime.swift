import CInference

/// ONNX Runtime 1.32, opened from its shared library at run time, so that the project builds and starts without it.
///
/// `@unchecked Sendable`: the handle is written once, and the library's environment may be used from every thread.
package final class InferenceRuntime: @unchecked Sendable {
    /// The library's own version text.
    package let version: String
    let handle: OpaquePointer

    /// Opens the library and proves by a known tensor that it answers as expected.
    /// - Parameter libraryPath: the file `libonnxruntime.so.1.32.0`, or a link to it.
    package init(libraryPath: String) throws(InferenceError) {
        var opened: OpaquePointer?
        let version = CText(capacity: Int(CINFERENCE_NAME))
        let message = CText(capacity: Int(CINFERENCE_MESSAGE))
        let status = cinference_open(libraryPath, &opened, version.pointer, message.pointer)
        guard status == CINFERENCE_OK, let opened else { throw .runtimeUnusable(message.text) }
        handle = opened
        self.version = version.text
    }

    deinit { cinference_close(handle) }
}
