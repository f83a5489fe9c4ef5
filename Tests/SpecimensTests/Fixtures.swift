import Evidence
import Foundation
import Kernel
import Specimens

/// The day that every test counts from: 17 March 2026.
let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))

/// A blue head on a grey ground in place of a photograph: 200 × 260 pixels.
let blueHead: Portrait = {
    let face = Region(x: 50, y: 60, width: 100, height: 130)
    var pixels: [UInt8] = []
    for y in 0..<260 {
        for x in 0..<200 {
            let isFace = (50..<150).contains(x) && (60..<190).contains(y)
            pixels += isFace ? [230, 30, 20] : [150, 150, 150]
        }
    }
    return Portrait(picture: Picture(width: 200, height: 260, channels: 3, pixels: pixels), face: face)
}()

/// The check digits that do not hold, by ICAO Doc 9303 parts 4 and 5, section 4.2, worked out here once more.
func failingChecks(_ lines: [String]) -> [MRZField] {
    let text = lines.map { Array($0.utf8) }
    let isPassport = lines.count == 2
    let (number, dates) = isPassport ? (text[1][0...9], text[1]) : (text[0][5...14], text[1])
    let (birth, expiry) = isPassport ? (dates[13...19], dates[21...27]) : (dates[0...6], dates[8...14])
    let composite =
        isPassport
        ? text[1][0...9] + text[1][13...19] + text[1][21...43]
        : text[0][5...29] + text[1][0...6] + text[1][8...14] + text[1][18...29]
    let checks: [(MRZField, ArraySlice<UInt8>)] = [
        (.documentNumber, number), (.dateOfBirth, birth), (.dateOfExpiry, expiry), (.composite, composite),
    ]
    return checks.filter { !endsWithItsDigit(Array($0.1)) }.map(\.0)
}

/// Whether the last character is the sum of the others' values, weighted 7, 3, 1, modulo 10.
private func endsWithItsDigit(_ text: [UInt8]) -> Bool {
    let values = text.map { Int(String(UnicodeScalar($0)), radix: 36) ?? 0 }
    let sum = zip(values.dropLast(), 0...).reduce(0) { $0 + $1.0 * [7, 3, 1][$1.1 % 3] }
    return sum % 10 == values.last
}
