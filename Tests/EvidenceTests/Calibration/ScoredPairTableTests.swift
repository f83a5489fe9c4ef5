import Evidence
import Kernel
import Testing

@Suite struct `A table of pairs` {
    @Test(arguments: [
        "0.5,1\n0.1,0", "score,genuine\n0.5,true\n0.1,false\n",
        "\u{FEFF}Score,Genuine\r\n0.5,GENUINE\r\n\r\n 0.1 , impostor \r\n",
        "\"0.5\",\"1\"\n\n1e-1,0\n",
    ])
    func `is read with or without a heading`(_ text: String) throws {
        let pairs = try ScoredPairTable.pairs(Array(text.utf8), measure: .cosine)
        #expect(pairs == [ScoredPair(value: 0.5, isGenuine: true), ScoredPair(value: 0.1, isGenuine: false)])
    }

    @Test func `may name the persons`() throws {
        let text = "score,genuine,left,right\n0.5,1,\"Bo, \"\"B\"\"\",\"Bo, \"\"B\"\"\"\n-0.1,0,Ana,Ëlle\n"
        let pairs = try ScoredPairTable.pairs(Array(text.utf8), measure: .cosine)
        #expect(pairs.map(\.people?.left) == ["Bo, \"B\"", "Ana"])
        #expect(pairs.map(\.people?.right) == ["Bo, \"B\"", "Ëlle"])
    }

    @Test(arguments: [
        ("0.5,1\nx,0", 2), ("score,genuine\n0.5,1\n0.1,2", 3), ("0.5,1\n\n0.1", 3), ("0.5,1\n0.1,0,a,b", 2),
        ("0.5,1,a,a\n0.1,0", 2), ("0.5,1,a", 1), ("nan,1", 1), ("inf,1", 1),
        ("0.5,1\n1.2,0", 2), ("0.5,1,a,b", 1), ("0.5,0,a,a", 1),
        ("0.5,1,,", 1), ("0.5,1\n\"0.1,0", 2), ("0.5,1\n0.\"1\",0", 2), (",", 1), ("mark,genuine\n0.5,1", 1),
        ("0.5,1\n" + String(repeating: "0", count: 1001), 2),
    ])
    func `names the line that is wrong`(_ text: String, _ line: Int) throws {
        let error = try #require(throws: CalibrationError.self) {
            try ScoredPairTable.pairs(Array(text.utf8), measure: .cosine)
        }
        guard case .wrongLine(line, _) = error else { Issue.record("\(error)"); return }
        #expect(error.description.hasPrefix("line \(line): "))
    }

    @Test func `holds scores of its measure`() throws {
        #expect(try ScoredPairTable.pairs(Array("1.2,0".utf8), measure: .distance).count == 1)
        #expect(throws: CalibrationError.wrongLine(1, "the score is no distance, 0 or more")) {
            try ScoredPairTable.pairs(Array("-0.1,0".utf8), measure: .distance)
        }
    }

    @Test func `refuses bytes that are no text`() {
        #expect(throws: CalibrationError.wrongLine(1, "not UTF-8")) {
            try ScoredPairTable.pairs([0x30, 0x2C, 0xFF, 0xC0], measure: .cosine)
        }
    }

    @Test func `is empty where nothing stands in it`() throws {
        #expect(try ScoredPairTable.pairs([], measure: .cosine).isEmpty)
        #expect(try ScoredPairTable.pairs(Array("\n\r\n score,genuine\n".utf8), measure: .cosine).isEmpty)
    }

    @Test func `survives any bytes`() {
        var generator = SplitMix64(seed: 3)
        let alphabet = Array("0.1,\"\n\r-e tgenui".utf8) + [0xEF, 0xBB, 0xBF, 0x00, 0xFF]
        for _ in 0..<3000 {
            let bytes = (0..<Int(generator.next() % 40)).map { _ in
                alphabet[Int(generator.next() % UInt64(alphabet.count))]
            }
            guard let pairs = try? ScoredPairTable.pairs(bytes, measure: .cosine) else { continue }
            #expect(!pairs.contains { !$0.value.isFinite })
        }
    }
}
