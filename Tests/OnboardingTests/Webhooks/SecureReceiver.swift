import Foundation
import Synchronization

/// An https receiver with a certificate of its own making, by the machine's `openssl`.
final class SecureReceiver {
    private static let tool = "/usr/bin/openssl"
    static var canRun: Bool { FileManager.default.isExecutableFile(atPath: tool) }

    enum Certificate: Sendable {
        /// Vouched for by nobody but itself.
        case selfSigned
        /// Signed by an authority of its own, for so many days from now; a negative number ended that long ago.
        case signed(days: Int)
    }

    let port: Int
    private let server = Process()
    private let output = Pipe()
    private let input = Pipe()
    private let folder: URL

    /// The authority that signs, as a PEM file.
    var authorities: String { "\(folder.path)/authority.pem" }

    /// SHA-256 of its certificate, as `openssl` tells it.
    var certificateDigest: String? {
        let (teller, told) = (Process(), Pipe())
        teller.executableURL = URL(filePath: Self.tool)
        teller.arguments = ["x509", "-in", "\(folder.path)/certificate.pem", "-noout", "-fingerprint", "-sha256"]
        teller.standardOutput = told
        guard (try? teller.run()) != nil else { return nil }
        let text = String(decoding: told.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return text.split(separator: "=").last?.replacing(":", with: "").trimmingCharacters(in: .newlines).lowercased()
    }

    /// - Parameters:
    ///   - connections: how many it serves before it ends.
    ///   - isWeb: false for one that says nothing but what it is told to.
    init(_ certificate: Certificate, name: String, connections: Int, isWeb: Bool = true) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "secure-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = { [folder] (name: String) in "\(folder.path)/\(name)" }
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let name = (subject: "/CN=\(name)", alternative: "subjectAltName=DNS:\(name)")
        switch certificate {
        case .selfSigned:
            try Self.run(
                ["req", "-x509"] + key + [
                    "-days", "2", "-subj", name.subject, "-addext", name.alternative, "-keyout", path("key.pem"),
                    "-out", path("certificate.pem"),
                ])
        case .signed(let days):
            try Data(name.alternative.utf8).write(to: folder.appending(path: "names"))
            try Self.run(
                ["req", "-x509"] + key + [
                    "-days", "2", "-subj", "/CN=Private authority", "-keyout", path("authority.key"), "-out",
                    path("authority.pem"),
                ])
            try Self.run(
                ["req"] + key + ["-subj", name.subject, "-keyout", path("key.pem"), "-out", path("request.pem")])
            try Self.run([
                "x509", "-req", "-in", path("request.pem"), "-CA", path("authority.pem"), "-CAkey",
                path("authority.key"), "-CAcreateserial", "-days", String(days), "-extfile", path("names"), "-out",
                path("certificate.pem"),
            ])
        }
        server.executableURL = URL(filePath: Self.tool)
        server.arguments =
            [
                "s_server", "-accept", "127.0.0.1:0", "-naccept", String(connections), "-key", path("key.pem"), "-cert",
                path("certificate.pem"),
            ] + (isWeb ? ["-www"] : [])
        if !isWeb { server.standardInput = input }
        server.standardOutput = output
        server.standardError = output
        try server.run()
        port = Self.port(of: server, output)
    }

    deinit {
        server.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Plays a mail relay to the next connection.
    /// - Parameter greets: false where the greeting was said before the connection became a secure one.
    /// - Returns: what came in so far.
    func playRelay(greets: Bool) -> @Sendable () -> String {
        let said = Mutex("")
        let writer = input.fileHandleForWriting
        output.fileHandleForReading.readabilityHandler = { handle in
            let text = String(decoding: handle.availableData, as: UTF8.self)
            // It tells of the cipher once the other side has agreed to everything.
            let isAgreed = said.withLock { said in
                let before = said.contains("CIPHER is")
                said += text
                return !before && said.contains("CIPHER is")
            }
            if greets && isAgreed { writer.write(Data("220 here\r\n".utf8)) }
            for line in text.split(whereSeparator: \.isNewline) {
                let reply: String? =
                    switch line.prefix(4) {
                    case "EHLO": "250-here\r\n250 AUTH PLAIN"
                    case "AUTH": "235 welcome"
                    case "MAIL", "RCPT", ".": "250 fine"
                    case "DATA": "354 go on"
                    default: nil
                    }
                if let reply { writer.write(Data("\(reply)\r\n".utf8)) }
            }
        }
        return { said.withLock { $0 } }
    }

    /// Waits for the end of the connections that it serves.
    /// - Returns: what the server said since it listens.
    func stop() -> String {
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        server.waitUntilExit()
        return said
    }

    private static func run(_ arguments: [String]) throws {
        let maker = Process()
        maker.executableURL = URL(filePath: tool)
        maker.arguments = arguments
        maker.standardError = FileHandle.nullDevice
        try maker.run()
        maker.waitUntilExit()
    }

    /// It says `ACCEPT 127.0.0.1:<port>` once it listens.
    private static func port(of server: Process, _ output: Pipe) -> Int {
        var said = ""
        while server.isRunning {
            said += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            if let found = said.firstMatch(of: /ACCEPT 127\.0\.0\.1:([0-9]+)\n/) { return Int(found.1) ?? 0 }
        }
        return 0
    }
}
