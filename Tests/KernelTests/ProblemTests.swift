import Kernel
import Testing

@Suite struct `A problem` {
    @Test func `is its own problem, with all that it carries`() {
        let problem = Problem(
            type: "slow-down", title: "Too many requests", status: 429, detail: "Wait a minute.",
            errors: ["limit": ["is reached"]], headers: ["Retry-After": "60"])
        #expect(problem.problem == problem)
        #expect(problem.headers["Retry-After"] == "60" && problem.errors["limit"] == ["is reached"])
    }
}
