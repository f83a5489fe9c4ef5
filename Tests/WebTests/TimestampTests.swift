import Foundation
import Testing
import Web

@Suite struct `A timestamp` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_750_000_000, "2025-06-15T15:06:40.000Z"),
        (1_750_000_000.125, "2025-06-15T15:06:40.125Z"), (4_102_444_799.5, "2099-12-31T23:59:59.500Z"),
    ])
    func `is written in UTC with three fractional digits`(_ seconds: Double, _ text: String) throws {
        let stamp = Timestamp(Date(timeIntervalSince1970: seconds))
        #expect(String(decoding: try JSONText.encode([stamp]), as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([Timestamp].self, from: Data("[\"\(text)\"]".utf8)) == [stamp])
    }

    @Test func `is none where there is no date`() {
        #expect(Timestamp(nil) == nil)
    }
}
