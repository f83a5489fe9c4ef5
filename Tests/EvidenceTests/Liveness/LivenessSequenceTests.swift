import Evidence
import Foundation
import Testing

@Suite struct `A sequence of frames before the camera` {
    @Test func `succeeds where a person does what is asked`() {
        let found = DrawnSession.findings(DrawnSession.honest)
        #expect(found.allSatisfy { $0.outcome == .success }, "\(found)")
        #expect(Set(found.map(\.check)) == Set(LivenessSequence.checks))
        #expect(found.count { $0.check == .activeLivenessMotion } == DrawnSession.asked.count)
        #expect(found.allSatisfy { $0.models == ["m"] || $0.unit == .milliseconds })
    }

    @Test(
        arguments: [
            (19.9, .review), (20.1, .success), (12.1, .review), (11.9, .fail), (0, .fail), (-30, .fail),
        ] as [(Double, Finding.Outcome)])
    func `takes a turn by its degrees from the neutral pose, in the true direction alone`(
        _ degrees: Double, _ outcome: Finding.Outcome
    ) {
        var shots = DrawnSession.honest
        for index in shots.indices where shots[index].prompt == .turnLeft { shots[index].yaw = 2 + degrees }
        let motion = DrawnSession.findings(shots).filter { $0.check == .activeLivenessMotion }
        #expect(motion.first?.outcome == outcome)
        #expect(abs((motion.first?.measure ?? 0) - degrees) < 1e-9)
        #expect(motion.first?.reason == (outcome == .success ? nil : .motionMissing))
        #expect(motion.dropFirst().allSatisfy { $0.outcome == .success })
    }

    @Test func `asks for a look where the whole stream is mirrored, which may be a client's preview`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices { shots[index].yaw = -shots[index].yaw }
            })
        #expect(fault == (.activeLivenessMotion, .review, .mirrored))
    }

    @Test func `fails where a flat picture is swung before a mirrored stream`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices {
                    shots[index].yaw = -shots[index].yaw
                    shots[index].isFlat = true
                }
            })
        #expect(fault == (.activeLivenessDepth, .fail, .flat))
    }

    @Test func `fails where the motions come in another order`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                let (left, up) = (Array(shots[3..<8]), Array(shots[8..<13]))
                for index in 0..<5 {
                    (shots[3 + index].yaw, shots[3 + index].pitch) = (up[index].yaw, up[index].pitch)
                    (shots[8 + index].yaw, shots[8 + index].pitch) = (left[index].yaw, left[index].pitch)
                }
            })
        #expect(fault == (.activeLivenessMotion, .fail, .motionMissing))
    }

    @Test func `fails where one photograph is sent for everything`() throws {
        let found = DrawnSession.findings(
            DrawnSession.honest.map { DrawnSession.Shot(prompt: $0.prompt, milliseconds: $0.milliseconds) })
        #expect(found.contains { $0.reason == .motionMissing && $0.outcome == .fail })
        #expect(found.contains { $0.reason == .repeated && $0.outcome == .review })
    }

    @Test func `takes no outlier for a motion`() {
        var shots = DrawnSession.honest
        for (index, yaw) in zip(3..<8, [2.0, 40, 2, 40, 2]) { shots[index].yaw = yaw }
        let motion = DrawnSession.findings(shots).first { $0.check == .activeLivenessMotion }
        // Two of three in the middle are turned: a median that a single outlier could not make.
        #expect(motion?.outcome == .success)
        for (index, yaw) in zip(3..<8, [2.0, 2, 40, 2, 2]) { shots[index].yaw = yaw }
        #expect(DrawnSession.findings(shots).first { $0.check == .activeLivenessMotion }?.outcome == .fail)
    }

    @Test func `fails where a flat picture is swung, and says so before anything else`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices { shots[index].isFlat = true }
            })
        #expect(fault == (.activeLivenessDepth, .fail, .flat))
    }

    @Test func `fails where one motion alone is a picture's`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices where shots[index].prompt == .turnLeft || shots[index].prompt == .neutral {
                    shots[index].isFlat = true
                }
            })
        #expect(fault.0 == .activeLivenessDepth && fault.1 != .success)
    }

    @Test(
        arguments: [([0.35, 0.936], .review), ([0, 1], .fail), ([0.5, 0.866], .success)] as [([Float], Finding.Outcome)]
    )
    func `compares the face of every motion with the first frame's`(_ template: [Float], _ outcome: Finding.Outcome) {
        var shots = DrawnSession.honest
        for index in shots.indices where shots[index].prompt == .lookUp { shots[index].template = template }
        let face = DrawnSession.findings(shots).first { $0.check == .activeLivenessFace }
        #expect(face?.outcome == outcome)
        #expect(face?.reason == (outcome == .success ? nil : .faceChanged))
    }

    @Test(arguments: [0, 1, 6, 17])
    func `takes a small second face in one frame for a slip of the detector, and says so`(_ index: Int) throws {
        var shots = DrawnSession.honest
        (shots[index].faces, shots[index].secondFaceShare) = (2, 0.35)
        let found = DrawnSession.findings(shots)
        #expect(found.allSatisfy { $0.outcome == .success }, "\(found)")
        let told = found.filter { $0.reason == .severalFaces }
        #expect(told.count == 1 && told.first?.check == .activeLivenessFrames && told.first?.measure == 1)
    }

    @Test(arguments: ["large", "unknown", "twice", "three", "somebody else's frame", "few frames", "face changes"])
    func `fails where it may be a second person`(_ what: String) throws {
        var shots = DrawnSession.honest
        (shots[6].faces, shots[6].secondFaceShare) = (2, 0.2)
        switch what {
        case "large": shots[6].secondFaceShare = 0.36
        case "unknown": shots[6].secondFaceShare = nil
        case "twice": (shots[11].faces, shots[11].secondFaceShare) = (2, 0.2)
        case "three": shots[6].faces = 3
        case "somebody else's frame": shots[6].template = [0, 1]
        case "few frames": for index in shots.indices.dropFirst(4) where index != 6 { shots[index].isRead = false }
        default:
            for index in shots.indices where shots[index].prompt == .lookUp { shots[index].template = [0.35, 0.936] }
        }
        let frames = DrawnSession.findings(shots).filter { $0.check == .activeLivenessFrames }
        #expect(frames.first?.outcome == .fail && frames.first?.reason == .severalFaces, "\(what): \(frames)")
    }

    @Test func `asks for a look where a frame came twice`() throws {
        let fault = try #require(DrawnSession.fault { $0[6].fingerprint = $0[5].fingerprint })
        #expect(fault == (.activeLivenessFrames, .review, .repeated))
    }

    @Test func `asks for a look where a motion took no time`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in 3..<8 { shots[index].milliseconds = 1000 + index }
            })
        #expect(fault == (.activeLivenessFrames, .review, .tooFast))
    }

    @Test func `asks for a look where the head jumps, and not where it turns at a person's pace`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for (index, yaw) in zip(3..<8, [-60.0, 32, 32, 32, 32]) { shots[index].yaw = yaw }
            })
        #expect(fault == (.activeLivenessMotion, .review, .jumped))
        #expect(DrawnSession.fault { $0[3].yaw = 0 } == nil)
    }

    @Test func `asks for a look where two opinions on a motion differ`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices {
                    let isLeft = shots[index].prompt == .turnLeft
                    shots[index].meshYaw = isLeft ? 14 : shots[index].yaw
                    if isLeft { shots[index].yaw = 44 }
                }
            })
        #expect(fault == (.activeLivenessMotion, .review, .differs))
        let agreeing = DrawnSession.fault { shots in
            for index in shots.indices { shots[index].meshYaw = shots[index].yaw + 4 }
        }
        #expect(agreeing == nil)
    }

    @Test func `fails where a motion has too few frames with a face`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in 3..<6 { shots[index].faces = 0 }
            })
        #expect(fault == (.activeLivenessMotion, .fail, .motionMissing))
    }

    @Test func `judges the rest where single frames could not be read`() {
        #expect(DrawnSession.fault { $0[4].isRead = false } == nil)
    }

    @Test func `cannot be judged without a first frame, a mesh or a comparison`() {
        let unread = DrawnSession.honest.map { shot in
            var shot = shot
            shot.isRead = false
            return shot
        }
        #expect(DrawnSession.findings(unread).allSatisfy { $0.outcome == .unavailable && $0.reason == .dataMissing })
        let withoutNeutral = DrawnSession.honest.filter { $0.prompt != .neutral }
        #expect(DrawnSession.findings(withoutNeutral).allSatisfy { $0.outcome == .unavailable })
        let withoutMesh = DrawnSession.honest.map { shot in
            var shot = shot
            shot.hasShape = false
            return shot
        }
        let depth = DrawnSession.findings(withoutMesh).first { $0.check == .activeLivenessDepth }
        #expect(depth?.outcome == .unavailable && depth?.reason == .modelMissing)
        let face = DrawnSession.findings(DrawnSession.honest, scale: nil).first { $0.check == .activeLivenessFace }
        #expect(face?.outcome == .unavailable && face?.reason == .modelMissing)
    }

    @Test func `says of every check that it was not made where the person could not do it`() {
        let found = LivenessSequence.unavailable(.notPossible)
        #expect(found.map(\.check) == LivenessSequence.checks)
        #expect(found.allSatisfy { $0.outcome == .unavailable && $0.reason == .notPossible })
    }
}
