import ArgumentParser
import Foundation

/// The process of `bench constant`.
final class ConstantServer {
    let port: Int
    var processID: Int32 { process.processIdentifier }
    private let process = Process()

    init() throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: SettingsOptions.executable)
        process.arguments = ["bench", "constant"]
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            process.terminate()
            throw ValidationError("the constant server did not start")
        }
        self.port = port
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
