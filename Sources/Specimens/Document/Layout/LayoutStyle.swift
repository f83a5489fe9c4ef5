import Evidence
import Kernel

/// How a layout looks, whatever it prints.
struct LayoutStyle {
    /// Of captions, rules and the emblem.
    let tone: Colour
    /// The ground's colours, from the top left corner to the lower right one.
    let paper: [Colour]
    let ground: [GroundPattern]
    var captionFace = Typeface.sans
    var valueFace = Typeface.sansBold
    /// Of the values: less than 1 is condensed.
    var valueWidth = 1.0
    /// Of captions in the second language.
    var captionSlant = 0.0
    var ink = Colour.ink
    /// Languages of the captions, the state's own first.
    let languages: [CaptionLanguage]
    let dates: DateForm
    /// In each of the languages.
    let stateName: [String]
    /// Captions begin with a number, as the European Union's uniform format for passports has it.
    var numbersCaptions = false
    /// Adjectives, or a code as in the zone.
    var nationality = "UTOPIAN"
    /// What the words for the sexes are, of a woman, a man and anybody else.
    var sexes = ["F", "M", "X"]
    let authority: String
    /// Of the word that says what this is.
    var mark = Colour(0xB3202C, opacity: 0.2)
}

/// A document's date as layouts print it.
enum DateForm {
    /// `12.08.1994`
    case dotted
    /// `1994-08-12`
    case dashed
    /// `12/08/1994`
    case slashed
    /// `12 08 1994`
    case spaced
    /// `08/12/1994`
    case monthFirst
    /// `12 АВГ/AUG 1994`: part 3, section 3, in two languages.
    case twoLanguages([String])

    func text(_ date: CalendarDate) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let (day, month, year) = (two(date.day), two(date.month), String(date.year))
        return switch self {
        case .dotted: "\(day).\(month).\(year)"
        case .dashed: "\(year)-\(month)-\(day)"
        case .slashed: "\(day)/\(month)/\(year)"
        case .spaced: "\(day) \(month) \(year)"
        case .monthFirst: "\(month)/\(day)/\(year)"
        case .twoLanguages(let months): "\(day) \(months[date.month - 1])/\(Self.english[date.month - 1]) \(year)"
        }
    }

    private static let english = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    static let french = [
        "JAN", "FÉV", "MAR", "AVR", "MAI", "JUN", "JUL", "AOÛ", "SEP", "OCT", "NOV", "DÉC",
    ]
    static let bulgarian = ["ЯНУ", "ФЕВ", "МАР", "АПР", "МАЙ", "ЮНИ", "ЮЛИ", "АВГ", "СЕП", "ОКТ", "НОЕ", "ДЕК"]
}
