import Evidence
import Foundation
import Kernel
import Specimens
import Testing

/// A kind of side in one of its layouts.
struct Side: Sendable, CustomTestStringConvertible {
    let kind: SpecimenDocument.Kind
    let layout: SpecimenLayout

    static let all = SpecimenDocument.Kind.allCases.flatMap { kind in
        kind.layouts.map { Side(kind: kind, layout: $0) }
    }

    var testDescription: String { "\(kind.rawValue) \(layout.rawValue)" }

    func document(seed: UInt64, wrongCheckDigit: MRZField? = nil) -> SpecimenDocument {
        SpecimenDocument(
            kind, of: .varied(seed: seed, today: today, ownScript: layout.printsOwnScript), layout: layout,
            wrongCheckDigit: wrongCheckDigit)
    }
}

extension Side {
    /// With names that have no room anywhere.
    fileprivate var longest: SpecimenDocument {
        var holder = SpecimenHolder.varied(seed: 3, today: today, ownScript: layout.printsOwnScript)
        holder.surname = "Papadrimitrakopolidis-Venizarelos"
        holder.givenNames = "Anne-Sylvie Wisława-Mira Maximiliana"
        holder.placeOfBirth = "NEPHELOGETA"
        holder.address = ["199 LANTERN ALLEY", "NEPHELOGETA"]
        return SpecimenDocument(kind, of: holder, layout: layout)
    }
}

@Suite struct `A layout` {
    @Test(arguments: Side.all)
    func `draws the same bytes for the same holder and others for another`(_ side: Side) throws {
        let first = try side.document(seed: 7).drawn(pixelsPerMillimetre: 4)
        let again = try side.document(seed: 7).drawn(pixelsPerMillimetre: 4)
        #expect(first.picture == again.picture)
        #expect(first.elements == again.elements)
        #expect(try side.document(seed: 8).drawn(pixelsPerMillimetre: 4).picture != first.picture)
    }

    @Test(arguments: Side.all)
    func `keeps every element inside the side and apart from the others`(_ side: Side) throws {
        let size = side.kind.sizeMillimetres
        for document in [side.document(seed: 1), side.document(seed: 2), side.longest] {
            let print = try document.drawn(pixelsPerMillimetre: 4)
            let zone = print.mrz.map { $0.y / print.pixelsPerMillimetre } ?? size.height
            for element in print.elements {
                let box = element.box
                #expect(box.width > 0 && box.height > 0, "\(element.element)")
                #expect(box.x >= 1 && box.x + box.width <= size.width - 1, "\(element.element) \(element.text)")
                #expect(box.y >= 1 && box.y + box.height <= zone, "\(element.element) \(element.text)")
            }
            for (index, one) in print.elements.enumerated() {
                for other in print.elements[(index + 1)...] {
                    let overlap = one.box.overlap(other.box)
                    #expect(overlap < 0.02, "\(one.element) \(one.text) on \(other.element) \(other.text)")
                }
            }
        }
    }

    @Test(arguments: Side.all.filter { $0.kind.mrzFormat != nil })
    func `has a zone of its kind's format whose digits are all right`(_ side: Side) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let document = side.document(seed: seed)
            let zone = try #require(MRZ(lines: document.mrzLines))
            #expect(zone.format == side.kind.mrzFormat)
            #expect(zone.isValid)
            #expect(zone.fields.documentNumber == document.holder.documentNumber)
        }
    }

    @Test(arguments: Side.all.filter { $0.kind == .passport || $0.kind == .td2Card })
    func `prints number, names, dates and sex as the zone has them`(_ side: Side) throws {
        let document = side.document(seed: 3)
        let elements = try document.drawn(pixelsPerMillimetre: 4).elements
        func text(_ element: VisualElement) -> String? { elements.first { $0.element == element }?.text }
        #expect(text(.documentNumber) == document.holder.documentNumber)
        #expect(text(.primaryIdentifier) == document.holder.surname.uppercased())
        for (element, date) in [
            (VisualElement.dateOfBirth, document.holder.dateOfBirth), (.dateOfExpiry, document.holder.dateOfExpiry),
        ] {
            let printed = try #require(text(element))
            #expect(printed.contains(String(date.year)) && printed.contains(String(date.day)))
        }
        #expect(text(.sex) != nil)
    }

    @Test func `prints names in its own script above their Latin form`() throws {
        let print = try Side(kind: .passport, layout: .ember).document(seed: 2).drawn(pixelsPerMillimetre: 4)
        let own = try #require(print.elements.first { $0.element == .primaryIdentifierOwnScript })
        let latin = try #require(print.elements.first { $0.element == .primaryIdentifier })
        #expect(own.text.unicodeScalars.allSatisfy { (0x400...0x4FF).contains($0.value) })
        #expect(own.box.y + own.box.height < latin.box.y)
    }

    @Test func `has holders whose names the zone transliterates, cuts and leaves alone`() {
        let holders = (0..<200 as Range<UInt64>).map { SpecimenHolder.varied(seed: $0, today: today) }
        #expect(holders.contains { $0.givenNames.isEmpty })
        #expect(holders.contains { !$0.surname.allSatisfy(\.isASCII) })
        #expect(holders.contains { $0.surname.contains("’") })
        #expect(holders.contains { ($0.surname + $0.givenNames).count > 39 })
        #expect(holders.allSatisfy { $0.dateOfExpiry > today && $0.dateOfIssue <= today })
        #expect(holders.allSatisfy { $0.dateOfBirth.wholeYears(until: today) >= 18 })
    }
}

extension Region {
    /// The area that both have, as a share of the smaller one's.
    fileprivate func overlap(_ other: Region) -> Double {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        guard across > 0, down > 0 else { return 0 }
        return across * down / max(1e-9, min(width * height, other.width * other.height))
    }
}
