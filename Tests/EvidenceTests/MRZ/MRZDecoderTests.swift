import Evidence
import Kernel
import Testing

@Suite struct `The MRZ decoder` {
    @Test(arguments: zip(MRZExamples.all, MRZExamples.formats))
    func `reads clean cells as they are`(_ lines: [String], _ format: MRZFormat) throws {
        let decoding = try #require(MRZDecoder.decode(cells(lines), as: format))
        #expect(decoding.text == lines)
        #expect(decoding.isConstrained)
        #expect(decoding.repairCost == 0)
        #expect(decoding.confidences.joined().allSatisfy { $0 > 0.8 })
    }

    @Test(arguments: MRZFormat.allCases.filter { $0 != .frenchID }, UInt64(1)...25)
    func `reads through noise`(_ format: MRZFormat, _ seed: UInt64) throws {
        var fields = MRZExamples.fields(seed: seed)
        fields.documentCode = format == .td3 ? "P" : format == .td1 || format == .td2 ? "I" : "V"
        let lines = MRZWriter.write(format, fields)
        var chance = SplitMix64(seed: seed)
        let noisy = lines.map { line in
            line.utf8.map { character in
                // Up to a quarter of the evidence lies elsewhere, on one character and on all.
                var evidence = (0..<MRZAlphabet.count).map { _ in Double.random(in: 0...0.003, using: &chance) }
                evidence[Int.random(in: 0..<MRZAlphabet.count, using: &chance)] += .random(in: 0...0.2, using: &chance)
                evidence[MRZAlphabet.index(of: character) ?? 0] += 0.7
                return MRZCell(evidence: evidence)
            }
        }
        #expect(MRZDecoder.decode(noisy, as: format)?.text == lines)
    }

    @Test func `takes letters for digits where only digits can stand`() throws {
        var seen = MRZExamples.passport
        seen[1] = seen[1].replacing("7408122", with: "74O8I22")
        let decoding = try #require(MRZDecoder.decode(cells(seen), as: .td3))
        #expect(decoding.text == MRZExamples.passport)
    }

    @Test func `repairs one plausible confusion and says where`() throws {
        // The number's zero was read as the letter O: digits and composite both object.
        var seen = MRZExamples.passport
        seen[1] = seen[1].replacing("L898902C3", with: "L8989O2C3")
        let decoding = try #require(MRZDecoder.decode(cells(seen), as: .td3))
        #expect(decoding.text == MRZExamples.passport)
        #expect(decoding.repairCost > 0 && decoding.repairCost <= MRZDecoder.repairLimitNats)
        #expect(decoding.corrected[1].indices.filter { decoding.corrected[1][$0] } == [5])
    }

    @Test(arguments: MRZExamples.all.indices, 1...9)
    func `reports a wrong printed digit as it stands`(_ example: Int, _ shift: Int) throws {
        let (lines, format) = (MRZExamples.all[example], MRZExamples.formats[example])
        // The digit of the date of birth: third in TD1 and the French card's last line, else in the second.
        let zone = try #require(MRZ(lines: lines))
        let printed = zone.fields.dateOfBirth.printed
        let right = try #require(MRZCheckDigit.of(printed))
        let forged = lines.map { $0.replacing("\(printed)\(right)", with: "\(printed)\((right + shift) % 10)") }
        let decoding = try #require(MRZDecoder.decode(cells(forged), as: format))
        #expect(decoding.text == forged)
        #expect(!decoding.isConstrained)
        #expect(decoding.repairCost > MRZDecoder.repairLimitNats)
    }

    @Test(arguments: [(MRZExamples.visa, "P", MRZFormat.mrvA), (MRZExamples.smallVisa, "I", .mrvB)])
    func `takes for a visa only what does not clearly begin with another letter`(
        _ visa: [String], _ letter: String, _ format: MRZFormat
    ) throws {
        #expect(MRZDecoder.decode(cells(visa), as: format)?.text == visa)
        let other = [letter + visa[0].dropFirst(), visa[1]]
        #expect(MRZDecoder.decode(cells(other), as: format) == nil)
        // Where the letter is hardly to be seen, the rest of the zone says what it is.
        var faint = cells(other)
        var evidence = Array(repeating: 1.0, count: MRZAlphabet.count)
        evidence[MRZAlphabet.index(of: Array(letter.utf8)[0]) ?? 0] = 2
        faint[0][0] = MRZCell(evidence: evidence)
        #expect(MRZDecoder.decode(faint, as: format)?.text == visa)
    }

    @Test(arguments: zip([0, 1], [1, -1]))
    func `tells a look whose cells have moved by one from one with misread characters`(_ line: Int, _ by: Int) throws {
        let clean = try #require(MRZDecoder.decode(cells(MRZExamples.passport), as: .td3))
        // A frame before the first character takes its cell, or the first one was cut off.
        var moved = MRZExamples.passport
        moved[line] = by > 0 ? "P" + moved[line].dropLast() : moved[line].dropFirst() + "<"
        #expect(try #require(MRZDecoder.decode(cells(moved), as: .td3)).isShifted(against: clean))
        // Or one character was taken for two, and all behind it moved.
        var doubled = MRZExamples.passport
        doubled[line] = String(doubled[line].prefix(10)) + doubled[line].dropFirst(9).dropLast()
        #expect(try #require(MRZDecoder.decode(cells(doubled), as: .td3)).isShifted(against: clean))
        var misread = MRZExamples.passport
        let (right, wrong) = line == 0 ? ("ERIKSSON", "EPIKSSCN") : ("740812", "748012")
        misread[line] = misread[line].replacing(right, with: wrong)
        let other = try #require(MRZDecoder.decode(cells(misread), as: .td3))
        #expect(!other.isShifted(against: clean))
        #expect(!clean.isShifted(against: clean))
    }

    @Test func `puts the fillers of the name line in order`() throws {
        var seen = MRZExamples.passport
        seen[0] = "P<UTOERIKSSON<<ANNA<MARIA<<<<<K<<<<<C<<<<<<<"
        var rows = cells(seen)
        for position in [30, 36] {
            var evidence = Array(repeating: 0.0, count: MRZAlphabet.count)
            evidence[MRZAlphabet.index(of: Array(seen[0].utf8)[position]) ?? 0] = 0.9
            evidence[MRZAlphabet.count - 1] = 0.1
            rows[0][position] = MRZCell(evidence: evidence)
        }
        #expect(MRZDecoder.decode(rows, as: .td3)?.text == MRZExamples.passport)
    }

    @Test(arguments: zip(MRZExamples.all, MRZExamples.formats))
    func `refuses rows of another size`(_ lines: [String], _ format: MRZFormat) {
        #expect(MRZDecoder.decode(cells(lines.dropLast()), as: format) == nil)
        #expect(MRZDecoder.decode(cells(lines.map { String($0.dropLast()) }), as: format) == nil)
    }

    /// Cells in which a recogniser is almost sure of each character.
    private func cells(_ lines: [String]) -> [[MRZCell]] {
        lines.map { line in
            line.utf8.map { character in
                var evidence = Array(repeating: 0.0005, count: MRZAlphabet.count)
                evidence[MRZAlphabet.index(of: character) ?? 0] = 1
                return MRZCell(evidence: evidence)
            }
        }
    }
}
