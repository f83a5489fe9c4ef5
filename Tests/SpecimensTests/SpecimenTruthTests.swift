import Evidence
import Foundation
import Kernel
import Specimens
import Testing

@Suite struct `The truth of a photograph` {
    func series(_ difficulty: SceneDifficulty, _ kinds: [SpecimenDocument.Kind]) -> SceneSeries {
        SceneSeries(kinds: kinds, difficulty: difficulty, seed: 5, today: today)
    }

    /// The scene of a series in a smaller frame, so that drawing it takes little time.
    func scene(_ series: SceneSeries, _ index: Int) -> Scene {
        var scene = series.shot(index).scene
        (scene.width, scene.height) = (480, 360)
        return scene
    }

    @Test(arguments: SpecimenDocument.Kind.allCases)
    func `tells everything that is printed and where it is in the picture`(_ kind: SpecimenDocument.Kind) throws {
        let series = series(.moderate, [kind])
        for index in 0..<series.sides.count {
            let scene = scene(series, index)
            let truth = try #require(try scene.photographed().truth)
            let print = try scene.document.drawn(pixelsPerMillimetre: 4)
            #expect(truth.elements.map(\.text) == print.elements.map(\.text))
            #expect((truth.zone?.lines ?? []) == scene.document.mrzLines)
            #expect((truth.portrait != nil) == kind.hasPortrait)
            #expect((truth.barcode != nil) == (kind == .aamvaBack))
            let places =
                truth.elements.map(\.place.quad) + [truth.zone?.place.quad, truth.portrait?.quad].compactMap(\.self)
            let around = truth.outline.bounds
            for corner in places.flatMap(\.corners) {
                #expect((around.x - 3...around.x + around.width + 3).contains(corner.x))
                #expect((around.y - 9...around.y + around.height + 9).contains(corner.y))
            }
        }
    }

    @Test func `survives being written and read`() throws {
        let truth = try #require(try scene(series(.hard, [.passport]), 2).photographed().truth)
        let read = try JSONDecoder().decode(SpecimenTruth.self, from: JSONEncoder().encode(truth))
        #expect(read.elements.map(\.text) == truth.elements.map(\.text))
        #expect(read.conditions == truth.conditions && read.zone == truth.zone)
    }

    @Test func `finds the zone where it says, on a bent page too`() throws {
        var scene = Scene(
            Side(kind: .passport, layout: .cedar).document(seed: 4), width: 960, height: 720,
            conditions: Conditions(gradient: 0, noise: 0), seed: 4)
        scene.conditions.bend = 3
        let photograph = try scene.photographed()
        let size = scene.document.kind.sizeMillimetres
        let box = try #require(photograph.truth?.zone).place.box
        // Dark print lies on the raised middle of the zone, and none as far below it.
        let middle = scene.map.apply(Point(x: size.width / 2, y: box.y + 1.3))
        let grey = photograph.picture.grey()
        func darkest(_ y: Double) -> UInt8 {
            (0..<60).map { grey.pixels[Int(y) * grey.width + Int(middle.x) - 30 + $0] }.min() ?? 255
        }
        #expect(darkest(middle.y) < 120)
        #expect(darkest(scene.map.apply(Point(x: size.width / 2, y: box.y - 1.4)).y) > 150)
    }

    @Test(arguments: SceneDifficulty.allCases)
    func `of a series is the same for the same seed`(_ difficulty: SceneDifficulty) throws {
        let kinds: [SpecimenDocument.Kind] = [.passport, .td2Card]
        let first = try scene(series(difficulty, kinds), 1).photographed()
        let again = try scene(series(difficulty, kinds), 1).photographed()
        #expect(first.picture == again.picture && first.truth == again.truth)
        let other = SceneSeries(kinds: kinds, difficulty: difficulty, seed: 6, today: today)
        #expect(try scene(other, 1).photographed().picture != first.picture)
    }

    @Test(arguments: SceneDifficulty.allCases)
    func `has capitals that a reader can be asked to read`(_ difficulty: SceneDifficulty) throws {
        let series = series(difficulty, [.passport, .idCardBack, .td2Card, .visaA, .visaB])
        for index in 0..<60 {
            let scene = series.shot(index).scene
            #expect(scene.pixelsPerMillimetre * 2.5 >= 12)
        }
    }

    @Test(arguments: DocumentAttack.allCases)
    func `names an attack, and the picture shows it`(_ attack: DocumentAttack) throws {
        var scene = Scene(Side(kind: .idCardFront, layout: .birch).document(seed: 4), width: 480, height: 360, seed: 4)
        let bonaFide = try scene.photographed()
        scene.attack = attack
        let shown = try scene.photographed()
        #expect(bonaFide.truth?.attack == nil && shown.truth?.attack == attack)
        #expect(shown.picture != bonaFide.picture)
        #expect(try #require(shown.truth).elements == bonaFide.truth?.elements)
    }

    @Test(arguments: DeskMaterial.allCases)
    func `names the desk, and every desk looks its own way`(_ desk: DeskMaterial) throws {
        var scene = Scene(Side(kind: .visaB, layout: .birch).document(seed: 4), width: 240, height: 180, seed: 4)
        scene.desk = desk
        let photograph = try scene.photographed()
        #expect(photograph.truth?.desk == desk)
        for other in DeskMaterial.allCases where other != desk {
            scene.desk = other
            #expect(try scene.photographed().picture != photograph.picture)
        }
    }

    @Test func `tells what a thumb covers`() throws {
        var scene = Scene(Side(kind: .td2Card, layout: .alder).document(seed: 4), width: 480, height: 360, seed: 4)
        let without = try scene.photographed()
        let hand = HoldingHand(edge: .left, along: 0.3, reach: 8, tone: 1)
        scene.hand = hand
        let held = try scene.photographed()
        #expect(held.truth?.hand == hand)
        let covered = hand.covered(of: scene.document.kind.sizeMillimetres)
        let middle = scene.map.apply(Point(x: covered.x + 2, y: covered.y + covered.height / 2))
        let at = (Int(middle.y) * 480 + Int(middle.x)) * 3
        // Skin is red before it is blue.
        #expect(Int(held.picture.pixels[at + 2]) > Int(held.picture.pixels[at]) + 30)
        #expect(held.picture.pixels != without.picture.pixels)
    }
}
