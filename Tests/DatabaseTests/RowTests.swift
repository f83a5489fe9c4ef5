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
                .text("x"), .integer(1500), .null, .blob(Data([1, 2])), .text(id.description), .text("ready"),
                .real(0.5),
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
        #expect(try row.optionalDouble("real") == 0.5)
    }

    @Test func `gives nil for what is null, where it is asked so`() throws {
        #expect(try row.optionalText("none") == nil)
        #expect(try row.optionalInt("none") == nil)
        #expect(try row.optionalDouble("none") == nil)
        #expect(try row.optionalBool("none") == nil)
        #expect(try row.optionalData("none") == nil)
        #expect(try row.optionalDate("none") == nil)
        #expect(try row.optionalID("none", of: Word.self) == nil)
        #expect(try row.optionalWord("none", of: Word.self) == nil)
    }

    @Test func `refuses a column that is not there or of another kind`() {
        func refuses(_ column: String, _ read: () throws -> Void) {
            #expect(throws: DatabaseError.unexpectedColumn(column)) { try read() }
        }
        refuses("absent") { _ = try row.text("absent") }
        refuses("number") { _ = try row.text("number") }
        refuses("none") { _ = try row.text("none") }
        refuses("none") { _ = try row.int("none") }
        refuses("text") { _ = try row.int("text") }
        refuses("real") { _ = try row.int("real") }
        refuses("number") { _ = try row.optionalDouble("number") }
        refuses("text") { _ = try row.optionalData("text") }
        refuses("text") { _ = try row.id("text", of: Word.self) }
        refuses("text") { _ = try row.optionalID("text", of: Word.self) }
        refuses("text") { _ = try row.word("text", of: Word.self) }
        refuses("text") { _ = try row.optionalWord("text", of: Word.self) }
        refuses("none") { _ = try row.date("none") }
    }
}
