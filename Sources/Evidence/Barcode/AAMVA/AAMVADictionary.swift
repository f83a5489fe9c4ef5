/// Which elements the standard has in which of its versions: AAMVA DL/ID-2000 (version 01), the Card Design
/// Specifications of 2003 and 2005 (02, 03), the Card Design Standards of 2009 to 2020 (04…10).
enum AAMVADictionary {
    /// The versions that have the element; nil for one that no version has.
    static func versions(of identifier: String) -> ClosedRange<Int>? { ranges[identifier] }

    /// What a card of the version must have. A name is left out: which element carries it differs, see `AAMVANames`.
    static func mandatory(version: Int, isLicence: Bool) -> [String] {
        switch version {
        case ...1:
            ["DAQ", "DAG", "DAI", "DAJ", "DAK", "DBA", "DBB", "DBC", "DBD"] + (isLicence ? ["DAR", "DAS", "DAT"] : [])
        case 2...3: common + ["DCS", "DCT"] + (isLicence ? privileges + ["DCH"] : [])
        default: common + ["DCS", "DAC", "DAD", "DDE", "DDF", "DDG"] + (isLicence ? privileges : [])
        }
    }

    private static let common = [
        "DAQ", "DBA", "DBB", "DBC", "DBD", "DAY", "DAU", "DAG", "DAI", "DAJ", "DAK", "DCF", "DCG",
    ]
    /// Vehicle class, restrictions and endorsements.
    private static let privileges = ["DCA", "DCB", "DCD"]

    private static let ranges: [String: ClosedRange<Int>] = {
        let groups: [(identifiers: String, versions: ClosedRange<Int>)] = [
            ("DAG DAH DAI DAJ DAK DAQ DAU DAW DAX DAY DAZ DBA DBB DBC DBD DBG DBN DBS", 1...10),
            (
                "DAA DAB DAE DAF DAL DAM DAN DAO DAP DAR DAS DAT DAV DBE DBF DBH DBI DBJ DBK DBL DBM DBO DBP DBQ DBR",
                1...1
            ),
            ("DCA DCB DCD DCE DCF DCG DCI DCJ DCK DCL DCM DCN DCO DCP DCQ DCR DCS DCU", 2...10),
            ("DCT DCH", 2...3),
            ("DDA DDB DDC DDD DDE DDF DDG DDH DDI DDJ DDK DDL", 4...10),
        ]
        var ranges: [String: ClosedRange<Int>] = [:]
        for group in groups {
            for identifier in group.identifiers.split(separator: " ") { ranges[String(identifier)] = group.versions }
        }
        return ranges
    }()

    /// First and middle name are of version 01 and, after a pause of two, of 04 and later.
    static func has(_ identifier: String, in version: Int) -> Bool {
        if identifier == "DAC" || identifier == "DAD" { return version == 1 || version >= 4 }
        return versions(of: identifier)?.contains(version) ?? false
    }

    static func isKnown(_ identifier: String) -> Bool {
        identifier == "DAC" || identifier == "DAD" || versions(of: identifier) != nil
    }
}
