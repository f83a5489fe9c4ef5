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

@Suite struct `A timestamp in a request` {
    @Test(arguments: [
        ("2023-04-04T08:00:59Z", 1_680_595_259), ("2023-04-04T08:00:59.2Z", 1_680_595_259.2),
        ("2023-04-04T08:00:59.222Z", 1_680_595_259.222), ("2023-04-04T08:00:59.2425824Z", 1_680_595_259.242),
        ("2023-04-04T08:00:59.242582+00:00", 1_680_595_259.242), ("2023-04-04T10:00:59+02:00", 1_680_595_259),
        ("2023-04-04T02:30:59-05:30", 1_680_595_259),
    ])
    func `has zero to seven fractional digits, of which three are kept`(_ text: String, _ seconds: Double) throws {
        let stamp = try #require(Timestamp(text))
        #expect(abs(stamp.date.timeIntervalSince1970 - seconds) < 0.0001)
    }

    @Test(arguments: [
        "", "2023-04-04", "2023-04-04T08:00:59", "2023-04-04T08:00:59+02", "2023-04-04T08:00:59+24:00",
        "2023-02-30T08:00:59Z",
        "2023-04-04T08:00:59.12345678Z", "2023-04-04t08:00:59z",
    ])
    func `is refused in another form`(_ text: String) {
        #expect(Timestamp(text) == nil)
    }
}
