import Decision
import Foundation
import Kernel
import TestKit
import Testing

/// What the hosted page says after a rejection.
@Suite struct `The words of the page` {
    @Test(arguments: ["en", "de", "lt"])
    func `§5.3 tell what to do after every rejection that can be mended`(_ language: String) throws {
        let file = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets/texts/\(language).json")
        let texts = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        for reason in StatusReason.rejections where !reason.isCritical {
            let words = try #require(texts["reason.\(reason.rawValue)"], "\(reason.rawValue) in \(language)")
            #expect(words.count > 20)
        }
        let known = Set(StatusReason.rejections.map { "reason.\($0.rawValue)" })
        #expect(texts.keys.filter { $0.hasPrefix("reason.") && !known.contains($0) } == [])
    }
}
