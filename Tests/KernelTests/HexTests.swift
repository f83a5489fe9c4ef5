import Kernel
import Testing

@Suite struct `Hexadecimal` {
    @Test func `gives every byte back, in either case`() {
        let bytes = (UInt8.min...UInt8.max).map(\.self)
        let text = Hex.encode(bytes)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff") && text.count == 512)
        #expect(Hex.decode(text) == bytes)
        #expect(Hex.decode(text.uppercased()) == bytes)
    }

    @Test(
        arguments: [("", []), ("00", [0]), ("7f", [0x7F]), ("DeadBeef", [0xDE, 0xAD, 0xBE, 0xEF])]
            as [(String, [UInt8])])
    func `is read`(_ text: String, _ bytes: [UInt8]) {
        #expect(Hex.decode(text) == bytes)
    }

    @Test(arguments: ["0", "abc", "0g", "0x00", " 00", "00\n", "é", "０0"])
    func `is nothing else`(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }
}
