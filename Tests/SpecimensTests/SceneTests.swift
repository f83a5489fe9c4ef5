import Evidence
import Kernel
import Specimens
import Testing

@Suite struct `A scene` {
    static let frame = (width: 480, height: 360)

    func scene(_ kind: SpecimenDocument.Kind, seed: UInt64, _ conditions: Conditions = Conditions()) -> Scene {
        let document = SpecimenDocument(kind, of: .invented(seed: seed, today: today))
        return Scene(
            document, width: Self.frame.width, height: Self.frame.height, conditions: conditions, seed: seed)
    }

    @Test(arguments: SpecimenDocument.Kind.allCases, [1, 2, 3] as [UInt64])
    func `keeps the whole document in the frame`(_ kind: SpecimenDocument.Kind, _ seed: UInt64) throws {
        let photograph = try scene(kind, seed: seed).photographed()
        #expect((photograph.picture.width, photograph.picture.height) == Self.frame)
        for corner in photograph.outline.corners {
            #expect((0...480).contains(corner.x) && (0...360).contains(corner.y))
        }
        #expect(photograph.outline.topLeft.x < photograph.outline.topRight.x)
        #expect(photograph.outline.topLeft.y < photograph.outline.bottomLeft.y)
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `is the same photograph for the same seed and another for another`(_ seed: UInt64) throws {
        let photograph = try scene(.passport, seed: seed).photographed()
        #expect(try scene(.passport, seed: seed).photographed().picture == photograph.picture)
        #expect(try scene(.passport, seed: seed + 1).photographed().picture != photograph.picture)
    }

    @Test func `tells where the document ends`() throws {
        let photograph = try scene(.passport, seed: 2, Conditions(gradient: 0, noise: 0)).photographed()
        let (picture, outline) = (photograph.picture.grey(), photograph.outline)
        let middle = Point(x: (outline.topLeft.x + outline.bottomRight.x) / 2, y: 0)
        let top = (outline.topLeft.y + outline.topRight.y) / 2
        func grey(_ y: Double) -> UInt8 { picture.pixels[Int(y) * picture.width + Int(middle.x)] }
        #expect(grey(top + 4) > 180)
        #expect(grey(top - 4) < 120)
    }

    @Test func `straightened by its corners gives the print again`() throws {
        let photograph = try scene(.passport, seed: 3, Conditions(gradient: 0, noise: 0)).photographed()
        let straight = photograph.picture.rectified(photograph.outline, width: 375, height: 264).grey()
        let print = try photograph.document.drawn(pixelsPerMillimetre: 4).picture
            .resized(width: 375, height: 264).grey()
        let differences = zip(straight.pixels, print.pixels).map { abs(Int($0) - Int($1)) }
        #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 9)
    }

    @Test func `is less sharp with blur and motion`() throws {
        let sharp = try scene(.passport, seed: 1).photographed().picture.laplacianVariance
        let blurred = try scene(.passport, seed: 1, Conditions(blur: 3)).photographed().picture.laplacianVariance
        let moved = try scene(.passport, seed: 1, Conditions(motion: 9)).photographed().picture.laplacianVariance
        #expect(blurred < sharp / 4)
        #expect(moved < sharp / 2)
    }

    @Test func `is darker with less exposure and burnt out under glare`() throws {
        let plain = try scene(.passport, seed: 1).photographed().picture
        let dark = try scene(.passport, seed: 1, Conditions(exposure: 0.3)).photographed().picture
        let glare = Conditions.Glare(centre: Point(x: 0.6, y: 0.5), radius: 18)
        let shining = try scene(.passport, seed: 1, Conditions(glare: glare)).photographed().picture
        #expect(dark.meanGrey < plain.meanGrey * 0.4)
        #expect(shining.share(above: 250) > plain.share(above: 250) + 0.05)
    }
}
