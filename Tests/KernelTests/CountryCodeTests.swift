import Kernel
import Testing

@Suite struct `A code of a country` {
    @Test(arguments: [("LT", "LTU"), ("de", "DEU"), ("Gb", "GBR"), ("XK", nil), ("", nil), ("LTU", nil)])
    func `is long for a short one`(_ short: String, _ long: String?) {
        #expect(CountryCode.alpha3(ofAlpha2: short) == long)
    }

    @Test(arguments: [("LTU", "LT"), ("lt", "LT"), ("deu", "DE"), ("Lithuania", nil), ("", nil), ("XXX", nil)])
    func `is short for one of either kind`(_ text: String, _ short: String?) {
        #expect(CountryCode.alpha2(text) == short)
    }
}
