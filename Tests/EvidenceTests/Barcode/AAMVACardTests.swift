import Evidence
import Foundation
import Kernel
import Testing

@Suite struct `A card of AAMVA` {
    @Test(arguments: 1...10)
    func `of every version is read whole and without a deviation`(_ version: Int) throws {
        let card = try AAMVACard(InventedCard(version: version).bytes)
        #expect(card.deviations.isEmpty, "\(card.deviations)")
        #expect(card.header.version == version && card.header.numberOfEntries == 2)
        let fields = card.fields
        #expect(fields.familyName == "LINDQVIST" && fields.firstName == "ASTRA" && fields.middleNames == ["MARIE"])
        #expect(fields.suffix == "JR" && fields.documentNumber == "L0042117" && fields.sex == .female)
        #expect(fields.dateOfBirth == CalendarDate(year: 1984, month: 3, day: 12))
        #expect(fields.dateOfIssue == CalendarDate(year: 2022, month: 5, day: 14))
        #expect(fields.dateOfExpiry == CalendarDate(year: 2027, month: 5, day: 14))
        #expect(fields.country == "USA" && fields.jurisdiction == "VA" && fields.heightCentimetres == 173)
        #expect(fields.street == ["12 ORCHARD LANE"] && fields.city == "QUILLFORD" && fields.postalCode == "23269")
        #expect(fields.addressJurisdiction == "VA" && fields.vehicleClass == "D")
        #expect(fields.restrictions == nil && fields.endorsements == nil)
        #expect(fields.familyNameTruncation == (version >= 4 ? .whole : nil))
        #expect(card.subfiles.map(\.type) == ["DL", "ZV"])
        #expect(card.subfiles[1].elements == [AAMVAElement(identifier: "ZVA", value: "01")])
    }

    /// The example of annex D.
    @Test func `as the standard prints it`() throws {
        let text =
            "@\n\u{1e}\rANSI 636000100102DL00410278ZV03190008DLDAQT64235789\nDCSSAMPLE\nDDEN\nDACMICHAEL\nDDFN\n"
            + "DADJOHN\nDDGN\nDCUJR\nDCAD\nDCBK\nDCDPH\nDBD06062019\nDBB06061986\nDBA12102024\nDBC1\nDAU068 in\n"
            + "DAYBRO\nDAG2300 WEST BROAD STREET\nDAIRICHMOND\nDAJVA\nDAK232690000  \nDCF2424244747474786102204\n"
            + "DCGUSA\nDCK123456789\nDDAF\nDDB06062018\nDDC06062020\nDDD1\rZVZVA01\r"
        let card = try AAMVACard(Array(text.utf8))
        #expect(card.deviations.isEmpty, "\(card.deviations)")
        #expect(card.fields.familyName == "SAMPLE" && card.fields.documentNumber == "T64235789")
        #expect(card.fields.documentDiscriminator == "2424244747474786102204")
        #expect(card.issuer?.jurisdiction == "VA" && card.isLicence)
    }

    @Test(arguments: [("636012", "ON"), ("604428", "QC"), ("636028", "BC"), ("604432", "AB")])
    func `of Canada has the year first`(_ issuer: String, _ jurisdiction: String) throws {
        var invented = InventedCard(version: 8, issuer: issuer)
            .replacing("DBB", with: "DBB19840312").replacing("DBA", with: "DBA20270514")
            .replacing("DBD", with: "DBD20220514").replacing("DCG", with: "DCGCAN")
            .replacing("DAJ", with: "DAJ\(jurisdiction)").replacing("DAK", with: "DAKK1A 0B6    ")
            .replacing("DAU", with: "DAU173 cm")
        invented.subfiles[1] = ("ZO", ["ZOA1"])
        let card = try AAMVACard(invented.bytes)
        #expect(card.deviations.isEmpty, "\(card.deviations)")
        #expect(card.fields.dateOfBirth == CalendarDate(year: 1984, month: 3, day: 12))
        #expect(card.fields.country == "CAN" && card.fields.jurisdiction == jurisdiction)
        #expect(card.fields.postalCode == "K1A 0B6" && card.fields.heightCentimetres == 173)
    }

    @Test func `of identification needs nothing about driving`() throws {
        var invented = InventedCard(version: 9)
        invented.subfiles[0].elements.removeAll { ["DCA", "DCB", "DCD"].contains($0.prefix(3)) }
        #expect(
            try AAMVACard(invented.bytes).deviations.map(\.kind) == [.missingElement, .missingElement, .missingElement])
        invented.subfiles[0].type = "ID"
        let card = try AAMVACard(invented.bytes)
        #expect(card.deviations.isEmpty && !card.isLicence, "\(card.deviations)")
    }

    @Test func `tells what was shortened and what is not there`() throws {
        let invented = InventedCard(version: 10).replacing("DDE", with: "DDET").replacing("DDG", with: "DDGU")
            .replacing("DAD", with: "DADNONE").replacing("DCU", with: nil).replacing("DAY", with: "DAYunavl")
        let card = try AAMVACard(invented.bytes)
        #expect(card.deviations.isEmpty, "\(card.deviations)")
        #expect(card.fields.familyNameTruncation == .truncated && card.fields.middleNameTruncation == .unknown)
        #expect(card.fields.middleNames.isEmpty && card.fields.suffix == nil)
    }

    @Test(arguments: [
        ("DADMARIE,LOU", ["MARIE", "LOU"]), ("DADMARIE LOU", ["MARIE LOU"]), ("DADMARIE,,LOU,", ["MARIE", "LOU"]),
    ])
    func `has middle names parted by commas`(_ element: String, _ names: [String]) throws {
        let card = try AAMVACard(InventedCard(version: 10).replacing("DAD", with: element).bytes)
        #expect(card.fields.middleNames == names && card.deviations.isEmpty)
    }

    @Test(
        arguments: [
            ("DAALINDQVIST,ASTRA", "LINDQVIST", "ASTRA", []), ("DAALINDQVIST,ASTRA,,SR", "LINDQVIST", "ASTRA", []),
            ("DAAVAN DER LINDE , ASTRA , M  ", "VAN DER LINDE", "ASTRA", ["M"]),
        ] as [(String, String, String, [String])])
    func `of the first version has its names in one element`(
        _ element: String, _ family: String, _ first: String, _ middle: [String]
    ) throws {
        let card = try AAMVACard(InventedCard(version: 1).replacing("DAA", with: element).bytes)
        #expect(card.fields.familyName == family && card.fields.firstName == first)
        #expect(card.fields.middleNames == middle && card.deviations.isEmpty)
    }

    @Test func `of the first version may have names, home and height in elements of their own`() throws {
        var invented = InventedCard(version: 1).replacing("DAA", with: "DABLINDQVIST").replacing("DAU", with: "DAV173")
        invented.subfiles[0].elements += [
            "DACASTRA", "DADMARIE", "DAEJR", "DAL7 MILL ROW", "DAMAPT 2", "DANHOLLOWAY", "DAOMD", "DAP21401",
        ]
        invented.fileType = "AAMVA"
        let card = try AAMVACard(invented.bytes)
        #expect(card.deviations.isEmpty, "\(card.deviations)")
        #expect(card.fields.familyName == "LINDQVIST" && card.fields.firstName == "ASTRA")
        #expect(card.fields.suffix == "JR" && card.fields.street == ["7 MILL ROW", "APT 2"])
        #expect(card.fields.city == "HOLLOWAY" && card.fields.addressJurisdiction == "MD")
        #expect(card.fields.postalCode == "21401" && card.fields.heightCentimetres == 173)
    }

    @Test func `may have letters beyond ASCII`() throws {
        let card = try AAMVACard(InventedCard(version: 10).replacing("DCS", with: "DCSLÜNDQVIST").bytes)
        #expect(card.fields.familyName == "LÜNDQVIST" && card.deviations.isEmpty)
    }

    @Test func `keeps everything in JSON`() throws {
        let card = try AAMVACard(InventedCard(version: 10).adding("DDJ03122005").bytes)
        let json = try JSONEncoder().encode(card)
        #expect(try JSONDecoder().decode(AAMVACard.self, from: json) == card)
    }
}
