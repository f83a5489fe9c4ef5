import Testing

@Suite struct `Files that nobody names` {
    @Test func `are not there`() {
        let violations = DeadFileRules.violations(in: Repository.here.texts)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test(arguments: [
        "Sources/A/Pages/flow.mustache", "Sources/A/Assets/flow.css", "Sources/A/Migrations/0001_a.sql", "a.sh",
    ])
    func `are found`(_ path: String) {
        let file = TextFile(path: path, text: "flow.mustache flow.css 0001_a.sql a.sh")
        let silent = TextFile(path: "Sources/A/B.swift", text: "let a = flow")
        #expect(DeadFileRules.violations(in: [file, silent]).map(\.path) == [path])
        let speaking = TextFile(path: "Sources/A/B.swift", text: "let pages = [\"\(file.stem)\"]")
        #expect(DeadFileRules.violations(in: [file, speaking]).isEmpty)
    }

    @Test func `are not those that their own kind calls`() {
        let files = [("a.mustache", "{{> b}}"), ("b.mustache", ""), ("c.py", "import d\n"), ("d.py", "")].map {
            TextFile(path: $0.0, text: $0.1)
        }
        #expect(DeadFileRules.violations(in: files).map(\.path) == ["a.mustache", "c.py"])
    }

    @Test func `are looked for among the real ones`() {
        let repository = Repository.here
        #expect(repository.entries.contains { $0.path == "Package.swift" })
        #expect(repository.swift.contains { $0.path == "Sources/Kernel/ID.swift" })
        #expect(repository.texts.contains { DeadFileRules.mustBeNamed($0) })
    }
}
