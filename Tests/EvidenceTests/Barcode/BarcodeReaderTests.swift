import Evidence
import Foundation
import TestKit
import Testing

/// With the library that set-up built; where it could not, barcodes are unavailable and there is nothing to test.
@Suite(.enabled(if: RuntimeFolder.hasBarcodes)) struct `The barcode reader` {
    let library: BarcodeLibrary
    let reader: BarcodeReader

    init() throws {
        library = try BarcodeLibrary(libraryPath: RuntimeFolder.barcodeLibrary)
        reader = BarcodeReader(library: library)
    }

    @Test func `uses the version that set-up pins`() {
        #expect(library.version == "3.1.1")
    }

    @Test(arguments: [
        (DrawnSymbol.link, BarcodeFormat.qrCode, "https://example.org/s/41"),
        (.seal, .dataMatrix, "SEAL UTO 0042117"), (.mark, .aztec, "UTO/0042117/M"),
    ])
    func `reads the square symbologies`(_ symbol: DrawnSymbol, _ format: BarcodeFormat, _ text: String) throws {
        let found = try reader.read(symbol.picture(pixelsPerModule: 4))
        #expect(found.map(\.format) == [format] && found.map(\.text) == [text])
        #expect(found.first?.bytes == Array(text.utf8) && found.first?.isMirrored == false)
    }

    @Test func `reads a card of AAMVA, byte for byte`() throws {
        let found = try #require(try reader.read(DrawnSymbol.card.picture(pixelsPerModule: 3)).first)
        #expect(found.format == .pdf417 && found.bytes == InventedCard(version: 10).bytes)
        let card = try found.aamvaCard()
        #expect(card.fields.familyName == "LINDQVIST" && card.deviations.isEmpty)
    }

    /// Where the symbol of `DrawnSymbol.card` lies at three pixels a module.
    private func place(in picture: Picture) -> Quad {
        let size = (Double(picture.width - 80), Double(picture.height - 80))
        return Quad(Region(x: 40, y: 40, width: size.0, height: size.1))
    }

    @Test(arguments: [0.0, 4, -7, 10, -13, 90, 172])
    func `reads a turned card and says where it is`(_ degrees: Double) throws {
        let card = DrawnSymbol.card.picture(pixelsPerModule: 3)
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let (x, y) = (Double(card.width) / 2, Double(card.height) / 2)
        let turn = Affine(
            a: cosine, b: -sine, c: 500 - cosine * x + sine * y, d: sine, e: cosine, f: 500 - sine * x - cosine * y)
        let picture = card.warped(by: turn, width: 1_000, height: 1_000, border: .replicate)
        let found = try #require(try reader.read(picture).first)
        #expect(found.bytes == InventedCard(version: 10).bytes)
        #expect(found.corners.intersectionOverUnion(place(in: card).mapped(turn.apply)) > 0.9)
    }

    /// At these tilts one look alone gives out a content that was never printed, its error correction satisfied.
    @Test(arguments: [(2, -6.5), (4, -6.0), (3, 6.5)])
    func `believes no single look at a tilted card`(_ scale: Int, _ degrees: Double) throws {
        let card = DrawnSymbol.card.picture(pixelsPerModule: scale)
        for quarterTurns in 0..<4 {
            let picture = card.rotated(quarterTurns: quarterTurns).tilted(degrees: degrees)
            let found = try reader.read(picture)
            #expect(found.allSatisfy { $0.bytes == InventedCard(version: 10).bytes } && !found.isEmpty)
        }
    }

    @Test func `straightens the document first`() throws {
        let card = DrawnSymbol.card.picture(pixelsPerModule: 3)
        let turn = Affine(a: 0.77, b: -0.64, c: 300, d: 0.64, e: 0.77, f: 30)
        let picture = card.warped(by: turn, width: 1_000, height: 800)
        let boundary = Quad(card.region).mapped(turn.apply)
        let found = try #require(try reader.read(picture, boundary: boundary).first)
        #expect(found.corners.intersectionOverUnion(place(in: card).mapped(turn.apply)) > 0.9)
        #expect(try library.read(picture).isEmpty)
    }

    @Test func `is not led astray by a boundary that is wrong`() throws {
        let card = DrawnSymbol.card.picture(pixelsPerModule: 3)
        let off = [
            Quad(Region(x: 0, y: 0, width: 90, height: 60)), Quad(Region(x: 5, y: 5, width: 0, height: 0)),
            Quad(Region(x: -9_000, y: -9_000, width: 100, height: 100)),
            Quad(Region(x: .nan, y: 0, width: 100, height: 100)),
            Quad(Region(x: 0, y: 0, width: .infinity, height: 100)),
        ]
        for quad in off { #expect(try reader.read(card, boundary: quad).count == 1) }
    }

    @Test(arguments: [5, 6, 9, 12])
    func `undoes a movement of the camera`(_ length: Int) throws {
        let card = DrawnSymbol.card.picture(pixelsPerModule: 4)
        #expect(try reader.read(card.moved(by: length)).first?.bytes == InventedCard(version: 10).bytes)
        let upright = DrawnSymbol.link.picture(pixelsPerModule: 5).rotated(quarterTurns: 1).moved(by: length)
        #expect(try reader.read(upright.rotated(quarterTurns: -1)).count == 1)
    }

    @Test func `reads dim, small and mirrored cards`() throws {
        let card = DrawnSymbol.card.picture(pixelsPerModule: 4)
        let dim = Picture(width: card.width, height: card.height, channels: 1, pixels: card.pixels.map { 20 + $0 / 16 })
        #expect(try reader.read(dim).count == 1)
        let small = card.resized(width: card.width * 2 / 5, height: card.height * 2 / 5)
        #expect(try reader.read(small).count == 1)
        #expect(try reader.read(card.mirrored()).first?.bytes == InventedCard(version: 10).bytes)
        let link = DrawnSymbol.link.picture(pixelsPerModule: 4).mirrored()
        #expect(try reader.read(link).first?.isMirrored == true)
    }

    @Test func `looks only for the formats it is asked for`() throws {
        let picture = DrawnSymbol.link.picture(pixelsPerModule: 4)
        #expect(try library.read(picture, formats: [.pdf417, .aztec]).isEmpty)
        #expect(try library.read(picture, formats: [.qrCode]).count == 1)
    }

    @Test func `invents nothing`() throws {
        #expect(try reader.read(Noise.picture(width: 300, height: 200, seed: 3)).isEmpty)
        #expect(try reader.read(Picture(width: 1, height: 1, colour: [128])).isEmpty)
        #expect(try reader.read(Picture(width: 400, height: 3, colour: [255])).isEmpty)
    }
}

@Suite struct `The barcode library` {
    @Test(arguments: ["/nowhere/libZXing.so", ""])
    func `says so when it is not there`(_ path: String) {
        #expect(throws: BarcodeError.self) { try BarcodeLibrary(libraryPath: path) }
    }

    @Test func `is refused when it is another`() {
        #expect(throws: BarcodeError.libraryUnusable("the library does not answer as ZXing-C++ 3.1 does")) {
            try BarcodeLibrary(libraryPath: "libc.so.6")
        }
    }
}

extension Picture {
    /// Turned clockwise about its centre, in a frame that holds all of it.
    fileprivate func tilted(degrees: Double) -> Picture {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let side = Double(longSide) * 1.3
        let (x, y) = (Double(width) / 2, Double(height) / 2)
        let turn = Affine(
            a: cosine, b: -sine, c: side / 2 - cosine * x + sine * y,
            d: sine, e: cosine, f: side / 2 - sine * x - cosine * y)
        return warped(by: turn, width: Int(side), height: Int(side), border: .replicate)
    }

    /// Each pixel the mean of so many along its row: what a camera sees that moves sideways.
    fileprivate func moved(by length: Int) -> Picture {
        let blurred = pixels.indices.map { index in
            let (row, x) = (index / width * width, index % width)
            let sum = (0..<length).reduce(0) { sum, step in
                sum + Int(pixels[row + min(max(x + step - length / 2, 0), width - 1)])
            }
            return UInt8(sum / length)
        }
        return Picture(width: width, height: height, channels: 1, pixels: blurred)
    }
}
