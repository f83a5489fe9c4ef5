import Evidence
import Foundation
import Specimens
import Testing

@Suite struct `A film for the fake camera` {
    static let card = try? CaseEvidence(
        of: .approved, on: .idCard, portraits: `A specimen case`.portraits, today: today,
        frames: .init(document: (320, 180), selfie: (160, 90)))

    func parts(_ film: CameraFilm, side: Int = 0) throws -> [CameraFilm.Part] {
        try film.parts(of: #require(Self.card), side: side)
    }

    /// Mean difference of two pictures in grey values.
    func difference(_ one: Picture, _ other: Picture) -> Double {
        let differences = zip(one.pixels, other.pixels).map { abs(Int($0) - Int($1)) }
        return Double(differences.reduce(0, +)) / Double(differences.count)
    }

    @Test(arguments: CameraFilm.allCases)
    func `ends with the side as it should be, after six seconds at most`(_ film: CameraFilm) throws {
        let (card, parts) = (try #require(Self.card), try parts(film))
        #expect(parts.last?.pictures == [card.sides[0].picture])
        #expect(parts.map(\.seconds).reduce(0, +) <= 6)
        #expect(parts.count == (film == .steady ? 1 : 2))
        let sizes = parts.flatMap(\.pictures).map { [$0.width, $0.height] }
        #expect(sizes.allSatisfy { $0 == [320, 180] })
        #expect(try self.parts(film).map(\.pictures) == parts.map(\.pictures))
    }

    @Test func `is dark, then light`() throws {
        let greys = try parts(.dark).map { $0.pictures[0].grey().meanGrey }
        #expect(greys[0] < 40 && greys[1] > 90)
    }

    @Test func `shines, then does not`() throws {
        let shares = try parts(.glare).map { $0.pictures[0].grey().share(above: 250) }
        #expect(shares[0] > shares[1] + 0.02)
    }

    @Test func `moves, then is still`() throws {
        let parts = try parts(.shaky)
        let moving = parts[0].pictures
        #expect(parts.map(\.seconds) == [2, 2] && parts[1].pictures.count == 1 && moving.count > 3)
        for (one, next) in zip(moving, moving.dropFirst()) { #expect(difference(one, next) > 6) }
    }

    @Test func `shows the desk alone first, and darker than a document is`() throws {
        let parts = try parts(.empty)
        #expect(parts.map(\.seconds) == [3, 3])
        #expect(parts[0].pictures[0].grey().meanGrey < parts[1].pictures[0].grey().meanGrey - 30)
        // What lies around the document is the same desk.
        let corner = Region(x: 0, y: 0, width: 20, height: 10)
        let corners = parts.map { $0.pictures[0].cropped(to: corner) }
        #expect(difference(corners[0], corners[1]) < 4)
    }

    @Test func `shows the back for the front alone`() throws {
        let card = try #require(Self.card)
        let parts = try parts(.wrongSide)
        #expect(parts.map(\.seconds) == [4, 2] && parts[0].pictures == [card.sides[1].picture])
        #expect(try self.parts(.wrongSide, side: 1).map(\.pictures) == [[card.sides[1].picture]])
    }

    @Test func `shows little of a document that is far away`() throws {
        let greys = try parts(.far).map { $0.pictures[0].grey().meanGrey }
        let desk = try parts(.empty)[0].pictures[0].grey().meanGrey
        // Less than half as long and as wide: a fifth of what the document adds in light.
        #expect((0.12...0.3).contains((greys[0] - desk) / (greys[1] - desk)))
    }

    @Test func `is a file of thirty frames a second`() throws {
        let clip = try CameraFilm.dark.clip(of: #require(Self.card), side: 0)
        let start: [UInt8] = [0xFF, 0xD8, 0xFF]
        let frames = Data(clip).indices.filter { clip[$0...].starts(with: start) }.count
        #expect(frames == 6 * 30)
        let steady = try CameraFilm.steady.clip(of: #require(Self.card), side: 0)
        #expect(try steady == CameraClip.mjpeg(showing: #require(Self.card).sides[0].picture))
    }
}
