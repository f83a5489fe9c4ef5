import Evidence
import Kernel

/// The zones that ICAO Doc 9303 prints as examples, and one of the old French layout.
enum MRZExamples {
    static let passport = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ]
    static let card = [
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]
    static let cardWithLongNumber = [
        "I<UTOD23145890<7349<<<<<<<<<<<",
        "3407127M9507122UTO<<<<<<<<<<<2",
        "STEVENSON<<PETER<<<<<<<<<<<<<<",
    ]
    static let td2 = [
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
        "D231458907UTO7408122F1204159<<<<<<<6",
    ]
    static let visa = [
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
    ]
    static let smallVisa = [
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
        "L8988901C4XXX4009078F9612109<<<<<<<<",
    ]
    static let frenchCard = [
        "IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<",
        "9409923102854CORINNE<<<<<<<6512068F4",
    ]
    static let all = [passport, card, cardWithLongNumber, td2, visa, smallVisa, frenchCard]
    static let formats: [MRZFormat] = [.td3, .td1, .td1, .td2, .mrvA, .mrvB, .frenchID]

    /// Fields drawn from `seed`, within what a zone can hold without cutting anything.
    static func fields(seed: UInt64, numberLength: Int = 9) -> MRZFields {
        var chance = SplitMix64(seed: seed)
        func pick(_ alphabet: String, _ count: Int) -> String {
            let characters = Array(alphabet)
            return String((0..<count).map { _ in characters[Int.random(in: 0..<characters.count, using: &chance)] })
        }
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        func date(_ years: ClosedRange<Int>) -> MRZDate {
            let day = CalendarDate(
                year: .random(in: years, using: &chance), month: .random(in: 1...12, using: &chance),
                day: .random(in: 1...28, using: &chance))
            return MRZDate(day?.description.filter(\.isNumber).suffix(6).description ?? "")
        }
        let sexes: [Sex] = [.female, .male, .unspecified]
        return MRZFields(
            documentCode: "P", issuingState: "UTO", documentNumber: pick(letters + "0123456789", numberLength),
            primaryIdentifier: pick(letters, .random(in: 2...7, using: &chance)) + " " + pick(letters, 3),
            secondaryIdentifier: pick(letters, .random(in: 2...8, using: &chance)), nationality: "UTO",
            dateOfBirth: date(1930...2010), sex: sexes[.random(in: 0..<3, using: &chance)],
            dateOfExpiry: date(2020...2040))
    }
}
