import Foundation
import NIOHTTP1

/// One kind of request, asked again and again.
struct BenchCall: Sendable {
    let name: String
    let method: HTTPMethod
    let status: Int
    let token: String?
    let body: Data?
    let type: String
    /// The path of the next request: another one each time where many things are read.
    let path: @Sendable () -> String

    init(
        _ name: String, _ method: HTTPMethod, expecting status: Int, token: String? = nil, body: Data? = nil,
        type: String = "application/json", path: @escaping @Sendable () -> String
    ) {
        self.name = name
        self.method = method
        self.status = status
        self.token = token
        self.body = body
        self.type = type
        self.path = path
    }
}

/// One server and what it is asked.
struct BenchTarget: Sendable {
    let client: APIClient
    let call: BenchCall
    let processID: Int32

    /// Asks over `connections` connections at the same time, each as soon as its last answer is in.
    func rate(connections: Int, seconds: Double) async throws -> BenchRate {
        let family = ProcessFamily(parent: processID)
        let before = family.processorSeconds
        let begun = ContinuousClock.now
        let end = begun + .seconds(seconds)
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<connections {
                group.addTask { try await ask(until: end) }
            }
            return try await group.reduce(into: [Double]()) { $0 += $1 }
        }
        let took = (ContinuousClock.now - begun) / .seconds(1)
        return BenchRate(
            perSecond: Double(times.count) / took, latencies: Latencies(times),
            processorMicroseconds: (family.processorSeconds - before) / Double(max(1, times.count)) * 1e6)
    }

    /// One connection's worth.
    /// - Returns: milliseconds.
    private func ask(until end: ContinuousClock.Instant) async throws -> [Double] {
        var times: [Double] = []
        while ContinuousClock.now < end {
            let begun = ContinuousClock.now
            let answer = try await client.send(
                call.method, call.path(), token: call.token, body: call.body, type: call.type)
            guard answer.status == call.status else {
                throw APIClient.Failure(
                    call: call.name, status: answer.status, message: answer.json["message"].text ?? "no message")
            }
            times.append((ContinuousClock.now - begun).milliseconds)
        }
        return times
    }
}

/// How quickly one kind of request was answered.
struct BenchRate {
    let perSecond: Double
    let latencies: Latencies
    let processorMicroseconds: Double

    /// The round in the middle by its rate.
    static func median(of rounds: [BenchRate]) -> BenchRate {
        rounds.sorted { $0.perSecond < $1.perSecond }[rounds.count / 2]
    }

    func row(_ name: String) -> String {
        let cells = [
            name, Figures.text(perSecond, digits: 0), Figures.text(latencies.median, digits: 1),
            Figures.text(latencies.percentile(0.99), digits: 1), Figures.text(processorMicroseconds, digits: 0),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
