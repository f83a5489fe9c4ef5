import Testing
import Web

@Suite struct `A two-dimensional code` {
    @Test(arguments: [
        ("https://a.example", 25), ("A", 21), ("https://idv.couth.example/hand-off#AAAABBBBCCCCDDDDEEEE", 33),
    ])
    func `says its text`(_ text: String, _ side: Int) throws {
        let code = try #require(QRCode(text))
        #expect(code.side == side)
        guard side <= 25 else { return }
        #expect(try QRReader(code).text == text)
    }

    @Test func `is drawn dark on white with the quiet zone that readers need`() throws {
        let code = try #require(QRCode("A"))
        #expect(code.svg.hasPrefix(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29""#))
        #expect(code.svg.contains(##"<path fill="#fff" d="M0 0h29v29h-29z"/>"##))
        // The first row begins with the upper side of a finder pattern, seven modules long.
        #expect(code.svg.contains(#"<path d="M4 4h7v1h-7z"#))
        let drawn = code.svg.matches(of: /h(\d+)v1h-/).compactMap { Int($0.1) }.reduce(0, +)
        #expect(drawn == code.modules.count { $0 })
    }

    @Test func `is none of nothing, of too much, and of a text that C would cut`() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "a", count: 513)) == nil)
        #expect(QRCode("a\0b") == nil)
        #expect(QRCode(String(repeating: "a", count: 512)) != nil)
    }
}
