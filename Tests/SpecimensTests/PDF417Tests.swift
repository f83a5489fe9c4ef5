import Evidence
import Foundation
import Kernel
import Specimens
import Testing

/// The barcode library that set-up put beside the checkout.
private let library: BarcodeLibrary? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let folder = ProcessInfo.processInfo.environment["COUTH_RUNTIME"] ?? root.appendingPathComponent(".runtime").path
    return try? BarcodeLibrary(libraryPath: "\(folder)/lib/libZXing.so")
}()

@Suite struct `A drawn licence of North America` {
    @Test(
        .enabled(if: library != nil), arguments: SpecimenDocument.Kind.aamvaBack.layouts,
        [1, 2, 3, 4, 5, 6] as [UInt64])
    func `has a barcode that reads as what its truth says`(_ layout: SpecimenLayout, _ seed: UInt64) throws {
        let side = Side(kind: .aamvaBack, layout: layout)
        let print = try side.document(seed: seed).drawn(pixelsPerMillimetre: 16)
        let truth = try #require(print.barcode)
        let found = try #require(library).read(print.picture)
        #expect(found.map(\.text) == [truth.text])
        let corner = try #require(found.first).corners.topLeft
        #expect(abs(corner.x / 16 - truth.box.x) < 2 && abs(corner.y / 16 - truth.box.y) < 2)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `has card data that say what its front shows`(_ seed: UInt64) throws {
        let front = Side(kind: .aamvaFront, layout: .grove).document(seed: seed)
        let back = try Side(kind: .aamvaBack, layout: .grove).document(seed: seed).drawn(pixelsPerMillimetre: 4)
        let card = try AAMVACard(Array(try #require(back.barcode).text.utf8))
        // The state is invented, and so is its number.
        #expect(card.deviations == [AAMVADeviation(.unknownIssuer)])
        #expect(card.fields.documentNumber == front.holder.documentNumber)
        #expect(card.fields.dateOfBirth == front.holder.dateOfBirth)
        #expect(card.fields.dateOfExpiry == front.holder.dateOfExpiry)
        let shown = try front.drawn(pixelsPerMillimetre: 4).elements
        #expect(card.fields.familyName == shown.first { $0.element == .primaryIdentifier }?.text)
    }
}
