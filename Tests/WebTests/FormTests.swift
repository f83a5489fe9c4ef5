import Testing
import Web

@Suite struct `A form` {
    @Test(arguments: [
        ("a=1", "a", "1"), ("a=1&b=2", "b", "2"), ("a=", "a", ""), ("a", "a", ""), ("a=b=c", "a", "b=c"),
        ("=1", "", "1"),
        ("a=1+2", "a", "1 2"), ("a=1%2B2", "a", "1+2"), ("a=%26%3D", "a", "&="), ("a%20b=c", "a b", "c"),
        ("n=Jos%C3%A9", "n", "José"), ("a=1&a=2", "a", "1"), ("&&a=1&&", "a", "1"), ("a=é", "a", "é"),
    ])
    func `is read`(_ text: String, _ name: String, _ value: String) {
        #expect(Form(text)[name] == value)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%C3", "b=1", ""])
    func `has no member that cannot be read`(_ text: String) {
        #expect(Form(text)["a"] == nil)
    }

    @Test func `has a limit`() {
        let text = (0..<1000).map { "m\($0)=1" }.joined(separator: "&")
        #expect(Form(text)["m63"] == "1" && Form(text)["m64"] == nil)
    }
}
