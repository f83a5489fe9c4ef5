import Evidence
import Kernel
import Testing

@Suite struct `The MRZ writer` {
    @Test(arguments: zip(MRZExamples.all, MRZExamples.formats))
    func `writes ICAO's examples from their fields`(_ lines: [String], _ format: MRZFormat) throws {
        let zone = try #require(MRZ(lines: lines))
        #expect(MRZWriter.write(format, zone.fields) == lines)
    }

    @Test(arguments: MRZFormat.allCases.filter { $0 != .frenchID }, UInt64(1)...40)
    func `writes what reads back the same`(_ format: MRZFormat, _ seed: UInt64) throws {
        var fields = MRZExamples.fields(seed: seed)
        fields.documentCode = format == .td3 ? "P" : format == .td1 || format == .td2 ? "ID" : "V"
        let zone = try #require(MRZ(lines: MRZWriter.write(format, fields)))
        #expect(zone.format == format)
        #expect(zone.isValid)
        #expect(zone.fields == fields)
    }

    @Test(arguments: 10...22)
    func `lets a card's long number run on`(_ length: Int) throws {
        var fields = MRZExamples.fields(seed: UInt64(length), numberLength: length)
        fields.documentCode = "ID"
        let zone = try #require(MRZ(lines: MRZWriter.td1(fields)))
        #expect(zone.isValid)
        #expect(zone.fields.documentNumber == fields.documentNumber)
    }

    @Test func `keeps the optional data behind a long number`() throws {
        var fields = MRZExamples.fields(seed: 3, numberLength: 11)
        fields.optionalData = "XY12"
        let zone = try #require(MRZ(lines: MRZWriter.td1(fields)))
        #expect(zone.isValid)
        #expect(zone.fields.optionalData == "XY12")
    }

    @Test func `cuts long names and keeps both identifiers`() throws {
        var fields = MRZExamples.fields(seed: 1)
        fields.primaryIdentifier = String(repeating: "ABCDEFGH ", count: 6)
        fields.secondaryIdentifier = "Zoë"
        let lines = MRZWriter.td3(fields)
        #expect(lines.map(\.count) == [44, 44])
        #expect(lines[0].hasSuffix("<<Z") || lines[0].hasSuffix("<<ZO") || lines[0].hasSuffix("<<ZOE"))
    }

    @Test(arguments: [
        ("Müller-O'Brien", "MUELLER<OBRIEN"), ("Åsa Æøl", "AASA<AEOEL"), ("Straße", "STRASSE"), ("Þór", "THOR"),
        ("Łukasz Żak", "LUKASZ<ZAK"), ("Щербакова", "SHCHERBAKOVA"), ("Nguyễn", "NGUYEN"), ("d’Arc", "DARC"),
    ])
    func `transliterates names`(_ name: String, _ text: String) {
        #expect(MRZTransliteration.mrzText(name) == text)
    }

    @Test(arguments: [("Müller", "MULLER"), ("Müller", "MUXXLLER"), ("Müller", "MUELLER"), ("Gößmann", "GOESSMANN")])
    func `knows every form that a name may take`(_ name: String, _ form: String) {
        #expect(MRZTransliteration.forms(of: name).contains(form))
    }
}
