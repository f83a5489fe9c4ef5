/// Writes the data of cards of invented people as the standard asks for them, and with faults where they are wanted.
struct InventedCard {
    var version = 10
    var issuer = "636000"
    var fileType = "ANSI "
    var prefix = "@\n\u{1e}\r"
    var separator = "\n"
    var jurisdictionVersion: String?
    /// The subfiles: type, then identifiers with values.
    var subfiles: [(type: String, elements: [String])]
    var terminator = "\r"
    /// Added to every offset and length of the header.
    var offsetError = 0
    var lengthError = 0
    var entriesError = 0

    init(version: Int, issuer: String = "636000", elements: [String]? = nil) {
        self.version = version
        self.issuer = issuer
        jurisdictionVersion = version > 1 ? "01" : nil
        subfiles = [("DL", elements ?? Self.elements(version: version)), ("ZV", ["ZVA01"])]
    }

    var text: String {
        let bodies = subfiles.map { $0.type + $0.elements.joined(separator: separator) + terminator }
        let head = prefix + fileType + issuer + Self.padded(version, 2) + (jurisdictionVersion ?? "")
        var offset = head.utf8.count + 2 + 10 * subfiles.count
        var entries = ""
        for (subfile, body) in zip(subfiles, bodies) {
            let length = body.unicodeScalars.count
            entries += subfile.type + Self.padded(offset + offsetError, 4) + Self.padded(length + lengthError, 4)
            offset += length
        }
        return head + Self.padded(subfiles.count + entriesError, 2) + entries + bodies.joined()
    }

    /// ISO 8859-1.
    var bytes: [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

    /// The same with one element in the place of another, or without it.
    func replacing(_ identifier: String, with element: String?) -> InventedCard {
        var card = self
        card.subfiles[0].elements = subfiles[0].elements.compactMap { $0.hasPrefix(identifier) ? element : $0 }
        return card
    }

    func adding(_ element: String) -> InventedCard {
        var card = self
        card.subfiles[0].elements.append(element)
        return card
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Everything that the version asks for.
    static func elements(version: Int) -> [String] {
        let address = ["DAG12 ORCHARD LANE", "DAIQUILLFORD", "DAJVA", "DAK232690000  "]
        switch version {
        case 1:
            return ["DAALINDQVIST,ASTRA,MARIE,JR"] + address + [
                "DAQL0042117", "DARD", "DASNONE", "DATNONE", "DAU508", "DBA20270514", "DBB19840312", "DBCF",
                "DBD20220514",
            ]
        case 2, 3: return ["DCTASTRA,MARIE", "DCHNONE"] + later + address
        default:
            return ["DDEN", "DACASTRA", "DDFN", "DADMARIE", "DDGN"] + later + address
        }
    }

    private static let later = [
        "DAQL0042117", "DCSLINDQVIST", "DCUJR", "DCAD", "DCBNONE", "DCDNONE", "DBA05142027", "DBB03121984", "DBC2",
        "DBD05142022", "DAYGRN", "DAU068 in", "DCF7700154331", "DCGUSA",
    ]
}
