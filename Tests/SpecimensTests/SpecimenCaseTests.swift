import Evidence
import Kernel
import Specimens
import Testing

@Suite struct `A specimen case` {
    static let portraits = SpecimenPortraits(document: blueHead, selfie: blueHead, other: blueHead)
    static let small = CaseEvidence.Frames(document: (240, 180), selfie: (160, 90))

    func evidence(_ specimenCase: SpecimenCase, _ document: CaseEvidence.Document) throws -> CaseEvidence {
        try CaseEvidence(of: specimenCase, on: document, portraits: Self.portraits, today: today, frames: Self.small)
    }

    @Test func `goes by the names that the simulator takes`() {
        let names = ["approved", "wrong-person", "expired", "blurred", "bad-check-digit", "underage", "no-face"]
        #expect(SpecimenCase.allCases.map(\.rawValue) == names)
    }

    @Test(arguments: SpecimenCase.allCases)
    func `has the one flaw that its outcome names`(_ specimenCase: SpecimenCase) {
        for seed in 1...6 as ClosedRange<UInt64> {
            let holder = specimenCase.holder(today: today, seed: seed)
            #expect((holder.dateOfExpiry < today) == (specimenCase == .expired))
            #expect((holder.dateOfBirth.wholeYears(until: today) < 18) == (specimenCase == .underage))
            #expect(holder.dateOfBirth < holder.dateOfIssue && holder.dateOfIssue < holder.dateOfExpiry)
            #expect(holder.personalCode.hasPrefix(holder.dateOfBirth.description.filter(\.isNumber).suffix(6)))
        }
        #expect((specimenCase.expected.status == .approved) == (specimenCase == .approved))
    }

    @Test(arguments: CaseEvidence.Document.allCases, [SpecimenCase.approved, .badCheckDigit])
    func `draws every side and the selfie`(_ document: CaseEvidence.Document, _ specimenCase: SpecimenCase) throws {
        let evidence = try evidence(specimenCase, document)
        #expect(evidence.sides.map(\.document.kind) == document.sides)
        #expect((evidence.selfie.width, evidence.selfie.height) == Self.small.selfie)
        for side in evidence.sides where side.document.kind != .idCardFront {
            #expect(failingChecks(side.mrzLines) == (specimenCase == .badCheckDigit ? [.documentNumber] : []))
        }
    }

    @Test(arguments: SpecimenLayout.ofCases)
    func `is drawn in every layout that has passports and cards`(_ layout: SpecimenLayout) throws {
        for document in CaseEvidence.Document.allCases {
            let evidence = try CaseEvidence(
                of: .approved, on: document, portraits: Self.portraits, today: today, frames: Self.small,
                layout: layout)
            #expect(evidence.sides.map(\.truth?.layout) == document.sides.map { _ in layout })
        }
        #expect(SpecimenLayout.ofCases.count >= 4 && !SpecimenLayout.ofCases.contains(.fjord))
    }

    @Test func `takes the selfie of the person whom it is about`() throws {
        let grey = Portrait(picture: Picture(width: 200, height: 260, colour: [120, 120, 120]), face: blueHead.face)
        let portraits = SpecimenPortraits(document: blueHead, selfie: blueHead, other: grey)
        func middle(_ specimenCase: SpecimenCase) throws -> [UInt8] {
            let evidence = try CaseEvidence(
                of: specimenCase, on: .passport, portraits: portraits, today: today, frames: Self.small)
            return evidence.selfie.cropped(to: Region(x: 80, y: 45, width: 1, height: 1)).pixels
        }
        #expect(try middle(.approved)[0] > 200)
        #expect(try middle(.wrongPerson).allSatisfy { (105...135).contains($0) })
        #expect(try middle(.noFace)[0] < 200)
    }

    @Test func `blurs the document of the blurred one only`() throws {
        let sharp = try evidence(.approved, .passport).sides[0].picture.laplacianVariance
        let blurred = try evidence(.blurred, .passport).sides[0].picture.laplacianVariance
        #expect(blurred < sharp / 2)
    }

    @Test func `wants all three portraits`() {
        #expect(throws: SpecimenError.portraitMissing("person-a-portrait.jpg")) { try SpecimenPortraits(files: [:]) }
        let unreadable = Dictionary(uniqueKeysWithValues: SpecimenPortraits.fileNames.map { ($0, [UInt8(1), 2, 3]) })
        #expect(throws: SpecimenError.portraitUnreadable("person-a-portrait.jpg")) {
            try SpecimenPortraits(files: unreadable)
        }
    }
}
