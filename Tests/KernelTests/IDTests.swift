import Foundation
import Kernel
import Testing

@Suite struct `An id` {
    private enum Thing {}
    private let noon = Date(timeIntervalSince1970: 1_750_000_000)

    @Test func `is a version 7 UUID that tells its time`() {
        let digits = Array(ID<Thing>.new(at: noon).description.replacing("-", with: ""))
        #expect(digits.count == 32)
        #expect(digits[12] == "7")
        #expect("89ab".contains(digits[16]))
        #expect(Int(String(digits[..<12]), radix: 16) == 1_750_000_000_000)
    }

    @Test func `is a new one each time, even in the same millisecond`() {
        let ids = Set((0..<10_000).map { _ in ID<Thing>.new(at: noon) })
        #expect(ids.count == 10_000)
    }

    @Test func `sorts as text in the order of time`() {
        let texts = (0..<500).map { ID<Thing>.new(at: noon + Double($0) * 0.001).description }
        #expect(texts == texts.sorted())
    }

    @Test(arguments: ["0197718E-4A80-7ABC-8DEF-0123456789AB", "0197718e-4a80-7abc-8def-0123456789ab"])
    func `is read in either case and written in lower case`(_ text: String) throws {
        let id = try #require(ID<Thing>(text))
        #expect(id.description == "0197718e-4a80-7abc-8def-0123456789ab")
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == "[\"0197718e-4a80-7abc-8def-0123456789ab\"]")
        #expect(try JSONDecoder().decode([ID<Thing>].self, from: json) == [id])
    }

    @Test(arguments: [
        "", "1", "0197718e4a807abc8def0123456789ab", "0197718e-4a80-7abc-8def-0123456789a",
        "0197718e-4a80-7abc-8def-0123456789abc", "{0197718e-4a80-7abc-8def-0123456789ab}",
        "0197718g-4a80-7abc-8def-0123456789ab", " 0197718e-4a80-7abc-8def-0123456789ab",
    ])
    func `is not made of anything else`(_ text: String) {
        #expect(ID<Thing>(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([ID<Thing>].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test func `is written and read as the system does it`() throws {
        for _ in 0..<1_000 {
            let uuid = UUID()
            #expect(ID<Thing>(uuid).description == uuid.uuidString.lowercased())
            #expect(ID<Thing>(uuid.uuidString)?.uuid == uuid)
            #expect(ID<Thing>(uuid.uuidString.dropFirst(0))?.uuid == uuid)
        }
    }

    @Test(arguments: ["0197718e4-a80-7abc-8def-0123456789ab", "0197718e-4a80-7abc-8def-0123456789é"])
    func `has its hyphens in their places and nothing beside digits`(_ text: String) {
        #expect(ID<Thing>(text) == nil)
    }
}
