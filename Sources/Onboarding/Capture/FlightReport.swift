/// What a device sent, before it was looked at.
struct FlightReport: Decodable {
    struct Line: Decodable {
        let sinceLoadMilliseconds: Int
        let event: String
        let screen: String?
        let target: String?
        let code: String?
        let value: Double?
    }

    let entries: [Line]

    /// How many were too many for one call: they are not looked at.
    var excess: Int { max(0, entries.count - CaptureLimits.flightEntriesPerCall) }

    /// - Throws: where one of the entries is ill-formed, with the path of each member that is.
    func checked() throws(CaptureError) -> [FlightEntry] {
        var errors: [String: [String]] = [:]
        var checked: [FlightEntry] = []
        for (index, line) in entries.prefix(CaptureLimits.flightEntriesPerCall).enumerated() {
            let faults = line.faults
            for (member, sentence) in faults { errors["entries.[\(index)].\(member)"] = [sentence] }
            guard faults.isEmpty, let event = FlightEvent(rawValue: line.event) else { continue }
            checked.append(
                FlightEntry(
                    sinceLoadMilliseconds: line.sinceLoadMilliseconds, event: event, screen: line.screen,
                    target: line.target, code: line.code, value: line.value))
        }
        guard errors.isEmpty else { throw .notValid(errors) }
        return checked
    }
}

extension FlightReport.Line {
    fileprivate var faults: [String: String] {
        var faults: [String: String] = [:]
        let milliseconds = CaptureLimits.flightMilliseconds
        if !milliseconds.contains(sinceLoadMilliseconds) {
            faults["sinceLoadMilliseconds"] = "must be \(milliseconds.lowerBound) to \(milliseconds.upperBound)"
        }
        if FlightEvent(rawValue: event) == nil { faults["event"] = "is not known" }
        for (name, word) in [("screen", screen), ("target", target), ("code", code)] {
            guard let word, !Self.isWord(word) else { continue }
            faults[name] = "must be a letter and up to 39 letters, digits, dots and hyphens"
        }
        if let value, !value.isFinite || abs(value) >= CaptureLimits.flightValue {
            faults["value"] = "must lie between -1000000000 and 1000000000"
        }
        return faults
    }

    /// `^[A-Za-z][A-Za-z0-9.-]{0,39}$`, by bytes: among characters some are equal that look alike.
    private static func isWord(_ text: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
        func isInner(_ byte: UInt8) -> Bool {
            isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D
        }
        let bytes = text.utf8
        return (1...40).contains(bytes.count) && bytes.first.map(isLetter) == true && bytes.allSatisfy(isInner)
    }
}
