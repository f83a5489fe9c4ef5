import Foundation

// What libFuzzer calls. It brings the main function, reads its own options and the folder of the corpus, and reports a
// trap, a hang or too much memory with the bytes that led there.

/// The reader under test: the one that the corpus's folder is named for.
private let reader: Reader = {
    let name = corpus.lastPathComponent
    guard let reader = Reader(rawValue: name) else { preconditionFailure("No reader is called \(name).") }
    return reader
}()

private let corpus: URL = {
    let folder = CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") }
    guard let folder else { preconditionFailure("Name a folder for the corpus, called as the reader is.") }
    return URL(filePath: folder)
}()

/// Puts the reader's seeds into the corpus, before it is read.
@c(LLVMFuzzerInitialize)
package func initialize(
    _ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
    do {
        for (number, seed) in reader.seeds.enumerated() {
            try Data(seed).write(to: corpus.appending(path: "seed-\(number)"))
        }
    } catch {
        preconditionFailure("The corpus cannot be written: \(error)")
    }
    return 0
}

@c(LLVMFuzzerTestOneInput)
package func read(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
