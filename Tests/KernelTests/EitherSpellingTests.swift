import Foundation
import Kernel
import Testing

@Suite struct `A word of an enum` {
    private enum Paper: String, CaseIterable, Sendable {
        case idCard = "IdCard"
        case passport = "Passport"
        case selfieWithDoc = "SelfieWithDoc"
    }

    @Test(
        arguments: [
            ("IdCard", "IdCard"), ("ID_CARD", "IdCard"), ("PASSPORT", "Passport"), ("Passport", "Passport"),
            ("SELFIE_WITH_DOC", "SelfieWithDoc"),
        ])
    func `is read in either spelling`(_ sent: String, _ word: String) throws {
        #expect(EitherSpelling<Paper>(sent)?.word.rawValue == word)
        let read = try JSONDecoder().decode([EitherSpelling<Paper>].self, from: Data("[\"\(sent)\"]".utf8))
        #expect(read.map(\.word.rawValue) == [word])
    }

    @Test(arguments: ["", "idCard", "id_card", "IDCARD", "Id_Card", "ID_CARD ", "ID__CARD", "LIBRARY_CARD"])
    func `is read in no other`(_ sent: String) {
        #expect(EitherSpelling<Paper>(sent) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([EitherSpelling<Paper>].self, from: Data("[\"\(sent)\"]".utf8))
        }
    }

    @Test func `is written in capitals for those who read it so`() {
        #expect(Paper.allCases.map(\.rawValue.upperSnake) == ["ID_CARD", "PASSPORT", "SELFIE_WITH_DOC"])
    }
}
