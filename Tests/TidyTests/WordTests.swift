import Testing

@Suite struct `Words` {
    @Test func `that do not belong here stand nowhere`() {
        let repository = Repository.here
        var violations = repository.swift.flatMap { source in
            WordRules.code(of: source) + WordRules.comments(of: source) + WordRules.unchecked(of: source)
        }
        violations += repository.texts.flatMap { WordRules.marks(of: $0) + WordRules.name(of: $0) }
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `of one machine or one registry stand nowhere`() {
        let violations = Repository.here.texts.flatMap(PlaceRules.violations)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test(arguments: [
        "fatalError(\"x\")", "let a = try! b()", "public struct A {}", "@testable import A", "print(1)",
        "do { try a() } catch {}", "let now = Date()", "let now = Date.now", "Task { await a() }",
        "Task.detached { a() }",
        "let a = \"\\(try! b())\"",
    ])
    func `in code are found`(_ text: String) {
        #expect(WordRules.code(of: SwiftSource(path: "Sources/Web/A.swift", text: text)).count == 1)
    }

    @Test(arguments: [
        "// public, print(1) and try! in a comment", "let a = \"public print(1)\"", "/* try! /* nested */ public */",
        "let a = #\"a \" public\"#", "let a = \"\"\"\n  \" public\n  \"\"\"", "canvas.print(1)",
        "func print(a: Int) {}",
        "let a = \"\\(b(\"public\"))\"", "func `a public name`() {}", "let a = Date(timeIntervalSince1970: 0)",
        "let publicKey = 1", "try await Task.sleep(for: .seconds(1))",
    ])
    func `that only look alike are let be`(_ text: String) {
        #expect(WordRules.code(of: SwiftSource(path: "Sources/Web/A.swift", text: text)).isEmpty)
    }

    @Test func `may stand where they belong`() {
        #expect(WordRules.code(of: SwiftSource(path: "Sources/couth/A.swift", text: "print(1)")).isEmpty)
        let clock = SwiftSource(path: "Sources/Kernel/WallClock.swift", text: "Date()")
        #expect(WordRules.code(of: clock).isEmpty)
    }

    @Test(arguments: ["TODO", "FIXME", "XXX", "for now"])
    func `of unfinished work are found in comments`(_ mark: String) {
        let comment = SwiftSource(path: "a.swift", text: "let a = 1\n// \(mark): more\n")
        #expect(WordRules.comments(of: comment).map(\.line) == [2])
        #expect(WordRules.comments(of: SwiftSource(path: "a.swift", text: "let a = \"\(mark)\"")).isEmpty)
    }

    @Test func `of unfinished work are found in other texts`() {
        let mark = ["TO", "DO"].joined()
        #expect(WordRules.marks(of: TextFile(path: "a.sh", text: "# \(mark) later")).count == 1)
        #expect(WordRules.marks(of: TextFile(path: "a.sh", text: "# MAS\(mark)N")).isEmpty)
    }

    @Test func `that switch a check off need a reason`() {
        let bare = "final class A: @unchecked Sendable {}"
        #expect(WordRules.unchecked(of: SwiftSource(path: "a.swift", text: bare)).count == 1)
        #expect(WordRules.unchecked(of: SwiftSource(path: "a.swift", text: "// One thread only.\n\(bare)")).isEmpty)
        #expect(WordRules.unchecked(of: SwiftSource(path: "a.swift", text: "\(bare)  // One thread only.")).isEmpty)
    }

    @Test(arguments: ["Sources/A/StringUtils.swift", "Sources/A/Helpers.swift", "Sources/A/FaceManager.swift"])
    func `that say nothing are no file names`(_ path: String) {
        #expect(WordRules.name(of: TextFile(path: path, text: "")).count == 1)
        #expect(WordRules.name(of: TextFile(path: "Sources/A/Database.swift", text: "")).isEmpty)
    }

    @Test func `of places are found`() {
        for folder in PlaceRules.machineFolders {
            #expect(PlaceRules.violations(of: TextFile(path: "a.md", text: "see \(folder)x")).count == 1)
            #expect(PlaceRules.violations(of: TextFile(path: "a.md", text: "see a\(folder)x")).isEmpty)
        }
        for host in PlaceRules.registryHosts {
            #expect(!PlaceRules.violations(of: TextFile(path: "a.sh", text: "curl https://\(host)/x")).isEmpty)
        }
        let shared = ["..", "shared", "models"].joined(separator: "/")
        #expect(PlaceRules.violations(of: TextFile(path: "Sources/Web/A.swift", text: shared)).count == 1)
        #expect(PlaceRules.violations(of: TextFile(path: "setup/models.sh", text: shared)).isEmpty)
    }
}
