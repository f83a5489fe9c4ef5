import Onboarding
import Synchronization

/// A name server that gives the next of its answers at each look-up, and the last one from then on.
final class ScriptedResolver: AddressResolver {
    private let answers: Mutex<[[String]]>
    private let asked = Mutex(0)

    init(_ answers: [[String]]) {
        self.answers = Mutex(answers)
    }

    var lookUps: Int { asked.withLock { $0 } }

    func addresses(of name: String) async throws(OutboundError) -> [IPAddress] {
        asked.withLock { $0 += 1 }
        let answer = answers.withLock { answers in answers.count > 1 ? answers.removeFirst() : answers.first }
        guard let answer else { throw .nameNotResolved }
        return answer.compactMap { IPAddress($0) }
    }
}
