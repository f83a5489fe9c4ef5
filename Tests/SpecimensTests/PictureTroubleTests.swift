import Evidence
import Kernel
import Specimens
import Testing

@Suite struct `Trouble done to a picture` {
    private static func picture() throws -> Picture {
        let document = SpecimenDocument(.passport, of: .invented(seed: 4, today: today))
        return try Scene(document, width: 640, height: 480, seed: 4).photographed().picture
    }

    @Test(arguments: PictureTrouble.allCases)
    func `is the same for the same seed and changes the picture`(_ trouble: PictureTrouble) throws {
        let picture = try Self.picture()
        let spoiled = trouble.spoiled(picture, seed: 5)
        let (isSame, isSpoiled) = (spoiled == trouble.spoiled(picture, seed: 5), spoiled != picture)
        #expect(isSame && isSpoiled)
        // Turns by quarters, movement and blur have few forms: all others differ from seed to seed.
        let isOther = spoiled != trouble.spoiled(picture, seed: 6)
        #expect(isOther || [.quarterTurn, .movement, .upsideDownAndSoft].contains(trouble))
    }

    @Test func `does what its name says`() throws {
        let picture = try Self.picture()
        func mean(_ picture: Picture) -> Double {
            let grey = picture.grey().pixels
            return Double(grey.reduce(0) { $0 + Int($1) }) / Double(grey.count)
        }
        #expect(mean(PictureTrouble.dark.spoiled(picture, seed: 1)) < 0.4 * mean(picture))
        #expect(mean(PictureTrouble.glare.spoiled(picture, seed: 1)) > mean(picture) + 10)
        for soft in [PictureTrouble.movement, .upsideDownAndSoft] {
            #expect(soft.spoiled(picture, seed: 1).laplacianVariance < 0.7 * picture.laplacianVariance)
        }
        let turned = PictureTrouble.quarterTurn.spoiled(picture, seed: 1)
        #expect((turned.width, turned.height) == (picture.height, picture.width))
        let small = PictureTrouble.fewPixels.spoiled(picture, seed: 1)
        #expect((440...540).contains(small.width))
        let askew = PictureTrouble.turnAndCompression.spoiled(picture, seed: 1)
        #expect(askew.width > picture.width && askew.height > picture.height)
    }

    @Test func `leaves a grey picture's size and gives it three channels`() throws {
        let grey = try Self.picture().grey()
        let dark = PictureTrouble.dark.spoiled(grey, seed: 1)
        #expect((dark.width, dark.height, dark.channels) == (grey.width, grey.height, 3))
    }
}
