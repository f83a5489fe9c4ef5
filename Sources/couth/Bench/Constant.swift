import ArgumentParser
import Glibc
import Hummingbird
import Logging
import NIOCore

extension Bench {
    /// The least that the framework can do for a request: what `bench create` and `bench api` are held against.
    struct Constant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a constant (started by the other benches).", shouldDisplay: false)

        func run() async throws {
            let body = ByteBuffer(string: #"{"id":"00000000-0000-7000-8000-000000000000"}"#)
            let router = Router()
            router.post("/v1/identity-verifications") { _, _ in
                Response(
                    status: .created, headers: [.contentType: "application/json; charset=utf-8"],
                    body: ResponseBody(byteBuffer: body))
            }
            // What the framework costs a read or a form: the same bytes, whatever is asked.
            router.get("**") { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
                    body: ResponseBody(byteBuffer: body))
            }
            var logger = Logger(label: "constant")
            logger.logLevel = .error
            let application = Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { channel in
                    print(channel.localAddress?.port ?? 0)
                    // The line waits in a buffer where the output is a pipe.
                    fflush(nil)
                }, logger: logger)
            try await application.runService()
        }
    }
}
