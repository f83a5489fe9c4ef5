import Testing

@Suite struct `Sizes` {
    @Test func `hold in every file`() {
        let violations = Repository.here.texts.flatMap(SizeRules.lines)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `hold in every function`() {
        let violations = Repository.here.swift.flatMap(SizeRules.functions)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `hold for what is tracked`() {
        let violations = Repository.here.entries.flatMap(SizeRules.bytes)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `end at 120 columns, counted in characters`() {
        #expect(SizeRules.lines(of: TextFile(path: "a.swift", text: String(repeating: "ä", count: 120))).isEmpty)
        #expect(SizeRules.lines(of: TextFile(path: "a.swift", text: String(repeating: "a", count: 121))).count == 1)
    }

    @Test(arguments: [("Package.swift", 250), ("Sources/A/B.swift", 500), ("a.sh", 500)])
    func `end at so many lines`(_ path: String, _ limit: Int) {
        let lines = Array(repeating: "x", count: limit)
        #expect(SizeRules.lines(of: TextFile(path: path, text: lines.joined(separator: "\n"))).isEmpty)
        let longer = lines + ["x"]
        #expect(SizeRules.lines(of: TextFile(path: path, text: longer.joined(separator: "\n"))).count == 1)
    }

    @Test(arguments: ["func f() {", "init() {", "func f(a: () -> Int = { 1 }) -> [Int] {"])
    func `end at 60 lines a function`(_ head: String) {
        func source(bodyLines: Int) -> SwiftSource {
            let body = Array(repeating: "if a { b() }", count: bodyLines).joined(separator: "\n")
            return SwiftSource(path: "a.swift", text: "protocol P { func g() }\n\(head)\n\(body)\n}\n")
        }
        #expect(SizeRules.functions(of: source(bodyLines: 58)).isEmpty)
        #expect(SizeRules.functions(of: source(bodyLines: 59)).count == 1)
    }

    @Test(arguments: [
        ("func f() {}", 0), ("func f(a: [String: Int], b: (Int, Int) -> Int) {}", 2),
        ("func f(a: Result<Int, E>, b: Int = g(1, 2),) {}", 2), ("func < (a: T, b: T) -> Bool {}", 2),
        ("func f<A, B>(a: A, b: B, c: Int, d: Int, e: Int, f: Int) {}", 6),
    ])
    func `count parameters`(_ text: String, _ count: Int) {
        let source = SwiftSource(path: "a.swift", text: text)
        #expect(source.functions.map(\.parameterCount) == [count])
        #expect(SizeRules.functions(of: source).isEmpty == (count <= 5))
    }

    @Test func `end at 1 MiB a file`() {
        #expect(SizeRules.bytes(of: Repository.Entry(path: "a", sizeBytes: 1 << 20)).isEmpty)
        #expect(SizeRules.bytes(of: Repository.Entry(path: "a", sizeBytes: (1 << 20) + 1)).count == 1)
    }
}
