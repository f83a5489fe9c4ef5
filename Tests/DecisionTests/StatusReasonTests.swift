import Decision
import Testing

@Suite struct `A status reason` {
    @Test func `is one of a rejection unless it tells of an approval`() {
        #expect(StatusReason.rejections.count == StatusReason.allCases.count - 2)
        #expect(!StatusReason.rejections.contains(.automaticallyIdentified))
        #expect(!StatusReason.rejections.contains(.manuallyIdentified))
    }

    @Test func `is spelled as in the contract`() {
        for reason in StatusReason.allCases {
            #expect(reason.rawValue.wholeMatch(of: /[A-Z][A-Za-z]+/) != nil)
            #expect(reason.rawValue.lowercased() == "\(reason)".lowercased())
        }
    }

    @Test(
        arguments: [
            (.blurredPhoto, false), (.documentIsExpired, false), (.facesDoesNotMatch, false),
            (.possibleFraudAttempt, true),
            (.underagePerson, true), (.sanctioned, true), (.duplicatedInfo, true),
        ] as [(StatusReason, Bool)])
    func `ends the matter where it is critical`(_ reason: StatusReason, _ isCritical: Bool) {
        #expect(reason.isCritical == isCritical)
    }
}
