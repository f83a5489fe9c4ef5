import Evidence

/// A camera's file, as it is or as a messenger made it smaller, opened in a program and saved again.
struct SecondSave {
    private let first: Int
    private let second: Int

    /// - Parameter quality: of the camera's file, 0…100.
    init(camera quality: Int, seed: UInt64) {
        var chance = SeededGenerator(seed: seed ^ 0x2_5A_7E)
        first = chance.integer(in: 0...1) == 0 ? quality : chance.integer(in: 70...85)
        second = chance.integer(in: 88...98)
    }

    func opened(_ picture: Picture) -> Picture {
        (try? Picture.decode(picture.jpeg(quality: first)))?.picture ?? picture
    }

    func saved(_ picture: Picture) -> [UInt8] { picture.jpeg(quality: second) }
}
