import Evidence
import Foundation
import Specimens
import Testing

@Suite struct `A table under a document` {
    /// A stand: the camera looks down, and a card fills two fifths of the frame.
    private static let stand = Pose(tilt: 2, sway: -1, turn: 1, fill: 0.42)

    private static func scene(_ tabletop: Tabletop, picture: UInt64, camera: Pose = stand) -> Scene {
        let kind: SpecimenDocument.Kind = picture % 2 == 0 ? .idCardFront : .passport
        let document = SpecimenDocument(kind, of: .invented(seed: picture, today: today))
        var scene = Scene(document, width: 480, height: 360, seed: picture)
        var table = TableView(tabletop, camera: camera)
        table.place = Point(x: Double(picture % 5) - 2, y: Double(picture % 3) - 1)
        table.degrees = Double(picture % 4) - 1.5
        scene.table = table
        scene.conditions = Conditions(exposure: picture % 2 == 0 ? 0.8 : 1, gradient: 0.15, noise: 2, blur: 0.4)
        return scene
    }

    private static func print(
        of tabletop: Tabletop, picture: UInt64, camera: Pose = stand
    ) throws -> BackgroundPrint? {
        let photograph = try scene(tabletop, picture: picture, camera: camera).photographed()
        let decoded = try Picture.decode(photograph.picture.jpeg(quality: 85)).picture
        return BackgroundPrint(of: decoded, without: photograph.outline)
    }

    @Test func `has the document where it was laid`() throws {
        var scene = Self.scene(Tabletop(.plain, model: 1, own: 1), picture: 2, camera: Pose(fill: 0.4))
        scene.table?.place = Point(x: 10, y: -6)
        scene.table?.degrees = 0
        let scale = scene.pixelsPerMillimetre
        let middle = try scene.photographed().outline.centre
        #expect(abs(middle.x - (240 + 10 * scale)) < 0.01 && abs(middle.y - (180 - 6 * scale)) < 0.01)
    }

    @Test(arguments: Tabletop.Kind.allCases)
    func `is drawn the same from the same numbers, and another from others`(_ kind: Tabletop.Kind) throws {
        func desk(own: UInt64) throws -> Picture {
            try Self.scene(Tabletop(kind, model: 3, own: own), picture: 5).photographedDesk()
        }
        #expect(try desk(own: 8) == desk(own: 8))
        #expect(try desk(own: 8) != desk(own: 9))
    }

    @Test(arguments: [Tabletop.Kind.granite, .marble, .carpet, .objects])
    func `is known again under another document on a stand, and no other of its kind`(_ kind: Tabletop.Kind) throws {
        let first = try #require(try Self.print(of: Tabletop(kind, model: 1, own: 11), picture: 20))
        let again = try #require(try Self.print(of: Tabletop(kind, model: 1, own: 11), picture: 23))
        #expect(try #require(again.distance(to: first)) <= BackgroundPrint.Limits.same)
        for own in UInt64(12)...13 {
            let other = try #require(try Self.print(of: Tabletop(kind, model: 1, own: own), picture: 23))
            #expect((other.distance(to: first) ?? 1) > BackgroundPrint.Limits.same)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3]) func `that is plain gives no print`(_ own: UInt64) throws {
        #expect(try Self.print(of: Tabletop(.plain, model: 1, own: own), picture: 30 + own) == nil)
    }

    @Test(arguments: [Tabletop.Kind.checkedCloth, .repeatedCloth], [UInt64(1), 2])
    func `whose cloth repeats itself gives no print`(_ kind: Tabletop.Kind, _ own: UInt64) throws {
        #expect(try Self.print(of: Tabletop(kind, model: 4, own: own), picture: 40 + own) == nil)
    }
}
