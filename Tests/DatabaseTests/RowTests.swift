import Database
import Foundation
import Kernel
import Testing

@Suite struct `A row` {
    private enum Word: String { case ready }
    private let id = ID<Word>.new(at: Date(timeIntervalSince1970: 0))

    private var row: Row {
        Row(
            columns: ["text", "number", "none", "blob", "id", "word", "real"],
            values: [
                .text("x"), .integer(1500), .null, .blob(Data([1, 2])), .text(id.description), .text("ready"), .real(0.5),
            ])
    }

    @Test func `is read by name and kind`() throws {
        #expect(try row.text("text") == "x")
        #expect(try row.int("number") == 1500)
        #expect(try row.bool("number"))
        #expect(try row.date("number") == Date(timeIntervalSince1970: 1.5))
        #expect(try row.data("blob") == Data([1, 2]))
        #expect(try row.id("id", of: Word.self) == id)
        #expect(try row.word("word", of: Word.self) == .ready)
        #expect(try row.value("real") == .real(0.5))
    }

    @Test func `gives nil for what is null, where it is asked so`() throws {
        #expect(try row.optionalText("none") == nil)
        #expect(try row.optionalInt("none") == nil)
        #expect(try row.optionalBool("none") == nil)
        #expect(try row.optionalData("none") == nil)
        #expect(try row.optionalDate("none") == nil)
        #expect(try row.optionalID("none", of: Word.self) == nil)
        #expect(try row.optionalWord("none", of: Word.self) == nil)
    }

    @Test(arguments: [
        ("absent", { try $0.text("absent") }), ("number", { try $0.text("number") }), ("none", { try $0.text("none") }),
        ("none", { try $0.int("none") }), ("text", { try $0.int("text") }), ("real", { try $0.int("real") }),
        ("text", { try $0.optionalData("text") }), ("text", { try $0.id("text", of: Word.self) }),
        ("text", { try $0.optionalID("text", of: Word.self) }), ("text", { try $0.word("text", of: Word.self) }),
        ("text", { try $0.optionalWord("text", of: Word.self) }), ("none", { try $0.date("none") }),
    ] as [(String, @Sendable (Row) throws -> Any)])
    func `refuses a column that is not there or of another kind`(
        _ column: String, _ read: @Sendable (Row) throws -> Any
    ) {
        #expect(throws: DatabaseError.unexpectedColumn(column)) { _ = try read(row) }
    }
}
