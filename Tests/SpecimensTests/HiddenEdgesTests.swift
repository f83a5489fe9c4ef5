import Evidence
import Kernel
import Specimens
import Testing

@Suite struct `A document whose edges are hard to see` {
    private func photograph(
        _ kind: SpecimenDocument.Kind, on desk: DeskMaterial, seed: UInt64, fingers: [Finger] = []
    ) throws -> Photograph {
        // White on white is told by a shadow of few grey values: that takes more pixels.
        let scale = desk == .sheet ? 2 : 1
        var scene = Scene(
            SpecimenDocument(kind, of: .invented(seed: seed, today: today)), width: 640 * scale, height: 480 * scale,
            seed: seed)
        scene.desk = desk
        scene.fingers = fingers
        scene.pose.fill = 0.7
        scene.pose.turn = 6
        return try scene.photographed()
    }

    private func overlap(_ photograph: Photograph) throws -> Double {
        let isPassport = photograph.document.kind == .passport
        let zone = photograph.mrz.map {
            Boundary.Zone(quad: $0, columns: isPassport ? 44 : 30, rows: isPassport ? 2 : 3)
        }
        let text = [photograph.mrz, photograph.portrait].compactMap { $0 }
        let found = try #require(Boundary.find(in: photograph.picture, text: text, zone: zone))
        #expect(found.source == .edges)
        return found.quad.intersectionOverUnion(photograph.outline)
    }

    @Test(arguments: [SpecimenDocument.Kind.passport, .idCardBack], [DeskMaterial.boards, .sheet, .clutter])
    func `is found on any desk`(_ kind: SpecimenDocument.Kind, _ desk: DeskMaterial) throws {
        #expect(try overlap(photograph(kind, on: desk, seed: 5)) > 0.95)
    }

    @Test(arguments: [3, 4] as [UInt64])
    func `is found under the fingers that hold it`(_ seed: UInt64) throws {
        let held = try photograph(.idCardBack, on: .boards, seed: seed, fingers: Finger.holding(seed: seed))
        #expect(try overlap(held) > 0.95)
    }

    @Test func `is known by its front without a zone`() throws {
        let front = try photograph(.idCardFront, on: .clutter, seed: 8)
        let text = [try #require(front.portrait)]
        let found = try #require(Boundary.find(in: front.picture, text: text))
        #expect(found.quad.intersectionOverUnion(front.outline) > 0.95)
    }

    @Test func `shows fingers as covered, and print and a portrait not`() throws {
        func quality(_ fingers: [Finger]) throws -> DocumentQuality {
            let shown = try photograph(.passport, on: .boards, seed: 6, fingers: fingers)
            let boundary = Boundary(quad: shown.outline, source: .edges, score: 1)
            return DocumentQuality(of: shown.picture, boundary: boundary, text: [], expectsZone: true)
        }
        let covering = Finger(tip: Point(x: 0.45, y: 0.75), degrees: 90, width: 18, tone: 1)
        let bare = try quality([])
        let covered = try quality([covering])
        #expect(bare.skin == 0)
        #expect(try #require(covered.skin) > 0.02)
        #expect(bare.coveredZone < 0.02 && covered.coveredZone > 0.05)
        let finding = covered.findings(lines: [], expectsZone: true, models: [])
            .first { $0.check == .documentOcclusion }
        #expect(finding?.outcome == .fail && finding?.reason == .covered)
    }
}

@Suite struct `Two pictures of a card` {
    private func thumbnail(_ kind: SpecimenDocument.Kind, seed: UInt64) throws -> SideThumbnail {
        let holder = SpecimenHolder.invented(seed: 1, today: today)
        let photograph = try Scene(SpecimenDocument(kind, of: holder), width: 480, height: 360, seed: seed)
            .photographed()
        let boundary = Boundary(quad: photograph.outline, source: .edges, score: 1)
        return SideThumbnail(of: photograph.picture, boundary: boundary)
    }

    private func reading(_ thumbnail: SideThumbnail?) -> EvidenceReading {
        let document = DocumentReading(boundary: nil, mrz: nil, text: [], findings: [], thumbnail: thumbnail)
        return EvidenceReading(image: nil, findings: [], document: document, engine: "test")
    }

    @Test(arguments: [SpecimenDocument.Kind.idCardFront, .idCardBack])
    func `are alike when they show the same side`(_ kind: SpecimenDocument.Kind) throws {
        let (one, other) = (try thumbnail(kind, seed: 2), try thumbnail(kind, seed: 3))
        let finding = DocumentSideSeen.finding(reading(one), reading(other))
        #expect(finding.outcome == .fail && finding.reason == .sameSide)
        #expect(try #require(finding.measure) > DocumentSideSeen.Limits.same)
    }

    @Test func `differ when they show two sides`() throws {
        let (front, back) = (try thumbnail(.idCardFront, seed: 2), try thumbnail(.idCardBack, seed: 3))
        let finding = DocumentSideSeen.finding(reading(front), reading(back))
        #expect(finding.outcome == .success && finding.reason == nil)
    }

    @Test func `say nothing where no edges were found`() throws {
        let finding = DocumentSideSeen.finding(reading(nil), reading(try thumbnail(.idCardBack, seed: 3)))
        #expect(finding.outcome == .unavailable && finding.reason == .dataMissing)
    }
}
