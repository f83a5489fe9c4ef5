import Foundation

/// An https receiver with a certificate of its own making, by the machine's `openssl`.
final class SelfSignedReceiver {
    private static let tool = "/usr/bin/openssl"
    static var canRun: Bool { FileManager.default.isExecutableFile(atPath: tool) }

    let port: Int
    private let server = Process()
    private let output = Pipe()
    private let folder: URL

    init(name: String) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "self-signed-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appending(path: "key.pem").path
        let certificate = folder.appending(path: "certificate.pem").path
        let maker = Process()
        maker.executableURL = URL(filePath: Self.tool)
        maker.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
        ]
        maker.standardError = FileHandle.nullDevice
        try maker.run()
        maker.waitUntilExit()
        server.executableURL = URL(filePath: Self.tool)
        server.arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-key", key, "-cert", certificate, "-www",
        ]
        server.standardOutput = output
        server.standardError = output
        try server.run()
        // It says `ACCEPT 127.0.0.1:<port>` once it listens.
        var said = ""
        var found: Int?
        while found == nil, server.isRunning {
            said += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            found = said.firstMatch(of: /ACCEPT 127\.0\.0\.1:([0-9]+)\n/).flatMap { Int($0.1) }
        }
        port = found ?? 0
    }

    deinit {
        server.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Waits for the end of the one connection that it serves.
    /// - Returns: what the server said since it listens.
    func stop() -> String {
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        server.waitUntilExit()
        return said
    }
}
