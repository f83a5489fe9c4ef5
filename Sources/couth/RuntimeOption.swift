import ArgumentParser
import Foundation

/// Where set-up put what it fetched, for the commands that run no server of their own settings.
struct RuntimeOption: ParsableArguments {
    @Option(name: .customLong("runtime"), help: "The folder of the inference library, the models and the portraits.")
    var folder: String = ProcessInfo.processInfo.environment["COUTH_RUNTIME"] ?? ".runtime"
}
