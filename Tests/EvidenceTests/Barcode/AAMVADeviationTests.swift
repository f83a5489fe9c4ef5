import Evidence
import Foundation
import Kernel
import Testing

@Suite struct `A card that deviates` {
    private typealias Kind = AAMVADeviation.Kind

    /// The invented card after a change is still read whole, and the change is told.
    private func expect(
        _ card: InventedCard, has deviations: [AAMVADeviation], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let read = try AAMVACard(card.bytes)
        #expect(read.deviations == deviations, sourceLocation: sourceLocation)
        #expect(
            read.fields.familyName == "LINDQVIST" && read.fields.firstName == "ASTRA", sourceLocation: sourceLocation)
        #expect(read.fields.documentNumber == "L0042117", sourceLocation: sourceLocation)
        #expect(
            read.fields.dateOfBirth == CalendarDate(year: 1984, month: 3, day: 12), sourceLocation: sourceLocation)
        #expect(read.fields.sex == .female && read.fields.heightCentimetres == 173, sourceLocation: sourceLocation)
    }

    @Test func `in its first bytes is told of`() throws {
        var card = InventedCard(version: 10)
        card.prefix = ""
        // Offsets count from the sign; here they were counted without it.
        try expect(
            card,
            has: [
                AAMVADeviation(.complianceIndicator), AAMVADeviation(.headerSeparators),
                AAMVADeviation(.subfileOffset, "DL"), AAMVADeviation(.subfileOffset, "ZV"),
            ])
        card = InventedCard(version: 10)
        card.prefix = "]L0@\n\u{1e}\r"
        try expect(
            card,
            has: [
                AAMVADeviation(.complianceIndicator), AAMVADeviation(.subfileOffset, "DL"),
                AAMVADeviation(.subfileOffset, "ZV"),
            ])
        card.prefix = "@\r\n\u{1e}\r"
        try expect(card, has: [AAMVADeviation(.headerSeparators)])
    }

    @Test(arguments: ["ANSI", "Ansi ", "ansi ", "AAMVA", "ANSI  "])
    func `in its file type is told of`(_ fileType: String) throws {
        var card = InventedCard(version: 10)
        card.fileType = fileType
        try expect(card, has: [AAMVADeviation(.fileType)])
    }

    @Test func `in its issuer or version is told of`() throws {
        try expect(InventedCard(version: 10, issuer: "999999"), has: [AAMVADeviation(.unknownIssuer)])
        var card = InventedCard(version: 10)
        card.version = 12
        try expect(card, has: [AAMVADeviation(.unknownVersion)])
        card.version = 10
        card.jurisdictionVersion = nil
        try expect(card, has: [AAMVADeviation(.jurisdictionVersion)])
        card = InventedCard(version: 1)
        card.jurisdictionVersion = "00"
        try expect(card, has: [AAMVADeviation(.jurisdictionVersion)])
    }

    @Test(arguments: [-7, -1, 1, 2, 300])
    func `in offsets is found where it is`(_ error: Int) throws {
        var card = InventedCard(version: 10)
        card.offsetError = error
        try expect(card, has: [AAMVADeviation(.subfileOffset, "DL"), AAMVADeviation(.subfileOffset, "ZV")])
    }

    @Test(arguments: [-2, -1, 1, 100])
    func `in lengths loses nothing`(_ error: Int) throws {
        var card = InventedCard(version: 10)
        card.lengthError = error
        try expect(card, has: [AAMVADeviation(.subfileLength, "DL"), AAMVADeviation(.subfileLength, "ZV")])
    }

    @Test func `in the number of its subfiles is told of`() throws {
        var card = InventedCard(version: 10)
        card.entriesError = 1
        try expect(card, has: [AAMVADeviation(.numberOfEntries)])
        let text = InventedCard(version: 10).text.replacingOccurrences(of: "\rZVZVA01\r", with: "\r")
        let read = try AAMVACard(Array(text.utf8))
        #expect(read.deviations == [AAMVADeviation(.missingSubfile, "ZV")])
    }

    @Test func `in its separators is told of`() throws {
        var card = InventedCard(version: 10)
        for separator in ["\r\n", "\r", "\n\n", "\u{1e}"] {
            card.separator = separator
            try expect(card, has: [AAMVADeviation(.elementSeparator)])
        }
        card = InventedCard(version: 10)
        card.subfiles[0].elements[0] = "\n" + card.subfiles[0].elements[0]
        try expect(card, has: [AAMVADeviation(.elementSeparator)])
        card = InventedCard(version: 10)
        card.terminator = "\n"
        try expect(
            card,
            has: [
                AAMVADeviation(.segmentTerminator, "DL"), AAMVADeviation(.elementSeparator),
                AAMVADeviation(.segmentTerminator, "ZV"),
            ])
    }

    @Test(arguments: [("DAC", "DDE"), ("DBB", "DBA"), ("DBC", "DBB"), ("DCG", "DCF"), ("DAU", "DAY"), ("DCS", "DAQ")])
    func `without a separator is parted`(_ second: String, _ first: String) throws {
        var card = InventedCard(version: 10)
        let elements = card.subfiles[0].elements
        let run = elements.first { $0.hasPrefix(first) }.map { $0 + (elements.first { $0.hasPrefix(second) } ?? "") }
        card = card.replacing(second, with: nil).replacing(first, with: run)
        try expect(card, has: [AAMVADeviation(.missingSeparator, second)])
    }

    @Test func `is not parted inside a name`() throws {
        let card = InventedCard(version: 10).replacing("DCS", with: "DCSLINDACQVIST")
        #expect(try AAMVACard(card.bytes).fields.familyName == "LINDACQVIST")
    }

    @Test(arguments: [
        ("DCS", "dcsLINDQVIST", Kind.lowerCase), ("DCS", "DCSLINDQVIST  ", .padding),
        ("DCS", " DCSLINDQVIST", .padding),
        ("DBB", "DBB19840312", .dateOrder), ("DBB", "DBB03/12/1984", .dateForm), ("DBB", "DBB03-12-1984", .dateForm),
        ("DBC", "DBCF", .coding), ("DBC", "DBCf", .coding), ("DAU", "DAU508", .coding), ("DAU", "DAU5'08\"", .coding),
        ("DAU", "DAU068 IN ", .padding), ("DAU", "DAU068in", .coding), ("DAU", "DAU173cm", .coding),
        ("DAU", "DAU068", .coding), ("DAU", "DAU5-08", .coding), ("DCG", "DCGUS", .coding),
        ("DCG", "DCGusa", .coding), ("DAJ", "DAJVa", .coding), ("DDE", "DDEn", .coding), ("DCF", "DCF", .emptyElement),
        ("DCF", "DCF ", .padding),
    ])
    func `in one element is understood and told of`(
        _ identifier: String, _ element: String, _ kind: AAMVADeviation.Kind
    ) throws {
        let card = InventedCard(version: 10).replacing(identifier, with: element)
        let read = try AAMVACard(card.bytes)
        #expect(read.deviations.contains(AAMVADeviation(kind, identifier)), "\(read.deviations)")
        let blank = AAMVADeviation(.emptyElement, identifier)
        try expect(card, has: [AAMVADeviation(kind, identifier)] + (element == "DCF " ? [blank] : []))
    }

    @Test func `in the kind of its elements is told of`() throws {
        let card = InventedCard(version: 10)
        try expect(card.adding("DQQ1"), has: [AAMVADeviation(.unknownElement, "DQQ")])
        try expect(card.adding("DAR1"), has: [AAMVADeviation(.elementOfOtherVersion, "DAR")])
        try expect(card.adding("DAQX"), has: [AAMVADeviation(.repeatedElement, "DAQ")])
        try expect(card.adding("12"), has: [AAMVADeviation(.malformedElement)])
        try expect(card.replacing("DCF", with: nil), has: [AAMVADeviation(.missingElement, "DCF")])
    }

    @Test func `by names of another version is understood`() throws {
        let merged = InventedCard(version: 10).replacing("DAC", with: "DCTASTRA MARIE").replacing("DAD", with: nil)
        try expect(
            merged,
            has: [
                AAMVADeviation(.elementOfOtherVersion, "DCT"), AAMVADeviation(.missingElement, "DAC"),
                AAMVADeviation(.missingElement, "DAD"), AAMVADeviation(.coding, "DCT"),
            ])
        var whole = InventedCard(version: 3).replacing("DCS", with: "DAALINDQVIST,ASTRA,MARIE")
        whole = whole.replacing("DCT", with: nil)
        try expect(
            whole,
            has: [
                AAMVADeviation(.elementOfOtherVersion, "DAA"), AAMVADeviation(.missingElement, "DCS"),
                AAMVADeviation(.missingElement, "DCT"),
            ])
        let unparted = try AAMVACard(InventedCard(version: 1).replacing("DAA", with: "DAAASTRA LINDQVIST").bytes)
        #expect(unparted.fields.familyName == "ASTRA LINDQVIST" && unparted.fields.firstName == nil)
        #expect(unparted.deviations == [AAMVADeviation(.coding, "DAA")])
    }

    @Test(arguments: ["DBB02301984", "DBB00000000", "DBB1984", "DBBMARCH 12", "DBB03121684"])
    func `has no date where there is no such day`(_ element: String) throws {
        let card = try AAMVACard(InventedCard(version: 10).replacing("DBB", with: element).bytes)
        #expect(card.fields.dateOfBirth == nil)
        #expect(card.deviations == [AAMVADeviation(.unreadableDate, "DBB")])
    }

    @Test func `may end in blanks, be UTF-8, or have no list of subfiles`() throws {
        let blank = try AAMVACard(InventedCard(version: 10).bytes + Array("\r\n  ".utf8))
        #expect(blank.deviations == [AAMVADeviation(.trailingData)])
        let umlaut = InventedCard(version: 10).replacing("DAI", with: "DAIMÜNDE")
        let read = try AAMVACard(Array(umlaut.text.utf8))
        #expect(read.fields.city == "MÜNDE" && read.deviations.contains(AAMVADeviation(.textEncoding, "DAI")))
        let bare = try AAMVACard(Array("@\n\u{1e}\rANSI 6360001001DAQL1\nDCSLINDQVIST\nDBB03121984".utf8))
        #expect(bare.fields.familyName == "LINDQVIST" && bare.fields.documentNumber == "L1")
        #expect(bare.deviations.contains(AAMVADeviation(.subfileType)))
    }
}
