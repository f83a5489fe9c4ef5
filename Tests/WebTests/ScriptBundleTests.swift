import Testing
import Web

@Suite struct `Scripts put together` {
    @Test func `stand in the order in which they need each other, without their comments`() throws {
        let bundle = try ScriptBundle.make(
            from: "page.js",
            [
                "page.js": """
                // First.
                import { one,
                    two as zwei } from './some-parts.js';
                console.log(one(), zwei);
                """,
                "some-parts.js": """
                /**
                 * Doc.
                 */
                export const two = 2;
                export async function one() { return 1; }
                """,
                "unused.js": "export const three = 3;\n",
            ])
        #expect(
            bundle == """
                const $some_parts = (() => {
                const two = 2;
                async function one() { return 1; }
                return { two, one };
                })();
                const $page = (() => {
                const { one, two: zwei } = $some_parts;
                console.log(one(), zwei);
                return {  };
                })();
                """)
    }

    @Test(
        arguments: [
            (["a.js": "import { b } from './b.js';"], .missing("b.js")),
            (
                ["a.js": "import { b } from './b.js';", "b.js": "import { a } from './a.js';"],
                .ring("a.js")
            ),
            (["a.js": "import b from './b.js';"], .unknownForm(module: "a.js", line: "import b from './b.js';")),
            (["a.js": "export default 1;"], .unknownForm(module: "a.js", line: "export default 1;")),
        ] as [([String: String], ScriptBundle.Failure)])
    func `are refused in a form that is not known`(_ sources: [String: String], _ failure: ScriptBundle.Failure) {
        #expect(throws: failure) { try ScriptBundle.make(from: "a.js", sources) }
    }
}
