import Evidence
import Kernel
import Testing

@Suite struct `Bytes that are no card` {
    @Test(arguments: ["", "@", "https://example.org", "ANSI", "P<UTOERIKSSON<<ANNA<MARIA", "@\n\u{1e}\rAMSI 636000"])
    func `are refused`(_ text: String) {
        let error: AAMVAError = text == "ANSI" ? .headerUnreadable : .notCardData
        #expect(throws: error) { try AAMVACard(Array(text.utf8)) }
    }

    @Test func `are refused where the header or everything behind it is missing`() {
        #expect(throws: AAMVAError.headerUnreadable) { try AAMVACard(Array("@\n\u{1e}\rANSI 6360".utf8)) }
        #expect(throws: AAMVAError.headerUnreadable) { try AAMVACard(Array("@\n\u{1e}\rANSI 63600X100102".utf8)) }
        #expect(throws: AAMVAError.noSubfile) { try AAMVACard(Array("@\n\u{1e}\rANSI 636000100101".utf8)) }
        #expect(throws: AAMVAError.noSubfile) { try AAMVACard(Array("@\n\u{1e}\rANSI 636000100101DL00310010".utf8)) }
        #expect(throws: AAMVAError.noSubfile) {
            try AAMVACard(Array("@\n\u{1e}\rANSI 636000100101DL00310010DL\r".utf8))
        }
    }

    @Test func `are refused where they are too many`() {
        #expect(throws: AAMVAError.tooLarge(bytes: 5_000)) { try AAMVACard([UInt8](repeating: 65, count: 5_000)) }
    }

    /// Changed, lost, doubled and moved bytes, all from one seed: whatever comes, the answer is a card or an error.
    @Test(arguments: 0..<10)
    func `never do worse than be refused`(_ part: Int) {
        var random = SplitMix64(seed: UInt64(part) + 1)
        let whole = InventedCard(version: part + 1).bytes
        var readable = 0
        for round in 0..<2_000 {
            var bytes = whole
            for _ in 0...(round % 12) { Self.mutate(&bytes, &random) }
            if round % 7 == 0 { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))) }
            if (try? AAMVACard(bytes)) != nil { readable += 1 }
        }
        #expect(readable > 200)
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let structural: [UInt8] = [10, 13, 30, 0, 32, 64, 68, 90, 48, 57, 255]
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = .random(in: 0...255, using: &random)
        case 1: bytes[place] = structural[Int.random(in: 0..<structural.count, using: &random)]
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(structural[Int.random(in: 0..<structural.count, using: &random)], at: place)
        case 4: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        default:
            let end = min(bytes.count, place + Int.random(in: 1...20, using: &random))
            bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
        }
    }
}
