import Foundation
import Glibc

/// A process and its children, as the kernel counts them (proc(5)).
struct ProcessFamily {
    let parent: Int32

    struct Member {
        let processID: Int32
        /// Pages of files that several processes share are counted in each.
        let residentBytes: Int
        let peakResidentBytes: Int
    }

    /// The parent first.
    var members: [Member] { ([parent] + children).compactMap(Self.member) }

    /// Processor seconds of the parent, of its living children, and of those whose end it has seen.
    var processorSeconds: Double {
        let own = Self.ticks(of: parent, fields: [13, 14, 15, 16])
        let living = children.reduce(0) { $0 + Self.ticks(of: $1, fields: [13, 14]) }
        return Double(own + living) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private var children: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { Self.fields(of: $0).dropFirst(3).first == String(parent) }
    }

    /// The fields of `stat`, counted from nought; the program's name, which may hold anything, is left out as one.
    private static func fields(of processID: Int32) -> [String] {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return [] }
        return ["", ""] + text[text.index(after: end)...].split(separator: " ").map(String.init)
    }

    private static func ticks(of processID: Int32, fields numbers: [Int]) -> Int {
        let all = fields(of: processID)
        return numbers.reduce(0) { $0 + ($1 < all.count ? Int(all[$1]) ?? 0 : 0) }
    }

    private static func member(_ processID: Int32) -> Member? {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8) else { return nil }
        func bytes(_ name: String) -> Int {
            let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
            return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
        }
        return Member(processID: processID, residentBytes: bytes("VmRSS"), peakResidentBytes: bytes("VmHWM"))
    }
}
