import ArgumentParser

extension Bench {
    struct Journey: AsyncParsableCommand {
        func run() async throws {}
    }
}
