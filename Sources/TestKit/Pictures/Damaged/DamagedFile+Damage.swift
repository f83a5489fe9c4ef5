/// Damage to sound files: cut, flipped, told wrong lengths, their parts in disorder.
extension DamagedFile {
    /// Cut where each part begins, within its head, in its middle and before its last byte, and at 24 even places.
    static var cuts: [DamagedFile] {
        WholeFile.all.flatMap { file in
            let atParts = file.parts.flatMap { part in
                let (start, end) = (part.range.lowerBound, part.range.upperBound)
                return [start, start + 1, start + 3, start + 6, (start + end) / 2, end - 1]
            }
            let even = (0..<24).map { $0 * file.bytes.count / 24 }
            let places = Set(atParts + even).filter { $0 < file.bytes.count }.sorted()
            return places.map { DamagedFile("\(file.name) cut at \($0)", Array(file.bytes.prefix($0))) }
        }
    }

    /// One to sixteen flipped bits anywhere; in every fourth file within the first hundred bytes, where headers are.
    static var flips: [DamagedFile] {
        WholeFile.all.enumerated().flatMap { index, file in
            var draws = DamageDraws(seed: UInt64(index) + 100)
            return (0..<64).map { round in
                var bytes = file.bytes
                let reach = round % 4 == 0 ? min(100, bytes.count) : bytes.count
                for _ in 0..<(1 << (round % 5)) {
                    bytes[draws.number(below: reach)] ^= UInt8(1 << draws.number(below: 8))
                }
                return DamagedFile("\(file.name) with flipped bits, \(round)", bytes)
            }
        }
    }

    static var wrongLengths: [DamagedFile] {
        WholeFile.all.flatMap { file in
            file.parts.flatMap { part -> [DamagedFile] in
                guard let length = part.length else { return [] }
                let (right, most) = (part.stated(in: file.bytes), 1 << (8 * length.count) - 1)
                let wrong = [0, 1, 2, 7, right - 1, right + 1, 2 * right, most / 2, most / 2 + 1, most - 1, most]
                return Set(wrong).subtracting([right]).sorted().map { number in
                    DamagedFile(
                        "\(file.name), length \(number) at \(length.lowerBound)", part.stating(number, in: file.bytes))
                }
            }
        }
    }

    /// Each part left out, doubled, and put behind the next.
    static var rearranged: [DamagedFile] {
        WholeFile.all.flatMap { file in
            file.parts.flatMap { part -> [DamagedFile] in
                let (start, end) = (part.range.lowerBound, part.range.upperBound)
                let (head, body, tail) = (file.bytes[..<start], file.bytes[part.range], file.bytes[end...])
                var changed = [("without", head + tail), ("with twice", head + body + body + tail)]
                if let next = file.parts.first(where: { $0.range.lowerBound == end }) {
                    let later = file.bytes[next.range.upperBound...]
                    changed.append(("with late", head + file.bytes[next.range] + body + later))
                }
                return changed.map { DamagedFile("\(file.name) \($0.0) its part at \(start)", Array($0.1)) }
            }
        }
    }
}
