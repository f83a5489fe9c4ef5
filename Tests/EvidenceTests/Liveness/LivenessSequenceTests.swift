import Evidence
import Foundation
import Testing

@Suite struct `A sequence of frames before the camera` {
    private static let asked: [LivenessPrompt] = [.turnLeft, .lookUp, .turnRight]
    private static let scale = FaceComparisonScale(measure: .cosine, match: 0.4, review: 0.3)

    /// One frame as it should be; each test changes what it is about.
    struct Shot {
        var prompt: LivenessPrompt
        var yaw = 0.0
        var pitch = 0.0
        var meshYaw: Double?
        var faces = 1
        var template: [Float] = [1, 0]
        var isFlat = false
        var hasShape = true
        var milliseconds = 0
        var fingerprint = ""
        var isRead = true
    }

    /// A person who does what is asked: straight ahead, then each motion in five frames, further from one to the next.
    static var honest: [Shot] {
        var shots = (0..<3).map { _ in Shot(prompt: .neutral, yaw: 2, pitch: -3) }
        for prompt in asked {
            for share in [0.2, 0.6, 0.9, 1, 1] {
                switch prompt {
                case .turnLeft: shots.append(Shot(prompt: prompt, yaw: 2 + 30 * share, pitch: -3))
                case .turnRight: shots.append(Shot(prompt: prompt, yaw: 2 - 30 * share, pitch: -3))
                case .lookUp: shots.append(Shot(prompt: prompt, yaw: 2, pitch: -3 - 20 * share))
                case .lookDown: shots.append(Shot(prompt: prompt, yaw: 2, pitch: -3 + 20 * share))
                case .neutral: break
                }
            }
        }
        return shots.enumerated().map { index, shot in
            var shot = shot
            shot.milliseconds = 300 * index
            shot.fingerprint = "\(index)"
            return shot
        }
    }

    private static func findings(_ shots: [Shot], scale: FaceComparisonScale? = scale) -> [Finding] {
        let frames = shots.map { shot in
            let reading = LivenessReading(
                faceCount: shot.faces,
                poses: (
                    HeadPose(yaw: shot.yaw, pitch: shot.pitch, roll: 0),
                    shot.meshYaw.map { HeadPose(yaw: $0, pitch: shot.pitch, roll: 0) }
                ),
                shape: shot.hasShape
                    ? DrawnHead(yaw: shot.yaw, pitch: shot.pitch, isFlat: shot.isFlat).shape : nil,
                template: FaceTemplate(model: "m", values: shot.template), seen: (shot.fingerprint, ["m"]))
            return LivenessSequence.Frame(
                prompt: shot.prompt, milliseconds: shot.milliseconds, reading: shot.isRead ? reading : nil)
        }
        return LivenessSequence(asked: asked, frames: frames, scale: scale).findings
    }

    /// The first finding that is no success, as rules would name it.
    private static func fault(_ change: (inout [Shot]) -> Void) -> (Check, Finding.Outcome, Reason?)? {
        var shots = honest
        change(&shots)
        return findings(shots).first { $0.outcome != .success }.map { ($0.check, $0.outcome, $0.reason) }
    }

    @Test func `succeeds where a person does what is asked`() {
        let found = Self.findings(Self.honest)
        #expect(found.allSatisfy { $0.outcome == .success }, "\(found)")
        #expect(Set(found.map(\.check)) == Set(LivenessSequence.checks))
        #expect(found.count { $0.check == .activeLivenessMotion } == Self.asked.count)
        #expect(found.allSatisfy { $0.models == ["m"] || $0.unit == .milliseconds })
    }

    @Test(
        arguments: [
            (19.9, .review), (20.1, .success), (12.1, .review), (11.9, .fail), (0, .fail), (-30, .fail),
        ] as [(Double, Finding.Outcome)])
    func `takes a turn by its degrees from the neutral pose, in the true direction alone`(
        _ degrees: Double, _ outcome: Finding.Outcome
    ) {
        var shots = Self.honest
        for index in shots.indices where shots[index].prompt == .turnLeft { shots[index].yaw = 2 + degrees }
        let motion = Self.findings(shots).filter { $0.check == .activeLivenessMotion }
        #expect(motion.first?.outcome == outcome)
        #expect(abs((motion.first?.measure ?? 0) - degrees) < 1e-9)
        #expect(motion.first?.reason == (outcome == .success ? nil : .motionMissing))
        #expect(motion.dropFirst().allSatisfy { $0.outcome == .success })
    }

    @Test func `fails where the stream is mirrored`() throws {
        let fault = try #require(
            Self.fault { shots in
                for index in shots.indices { shots[index].yaw = -shots[index].yaw }
            })
        #expect(fault == (.activeLivenessMotion, .fail, .motionMissing))
    }

    @Test func `fails where the motions come in another order`() throws {
        let fault = try #require(
            Self.fault { shots in
                let (left, right) = (shots[3..<8].map(\.yaw), shots[13..<18].map(\.yaw))
                for index in 0..<5 {
                    shots[3 + index].yaw = right[index]
                    shots[13 + index].yaw = left[index]
                }
            })
        #expect(fault == (.activeLivenessMotion, .fail, .motionMissing))
    }

    @Test func `fails where one photograph is sent for everything`() throws {
        let found = Self.findings(Self.honest.map { Shot(prompt: $0.prompt, milliseconds: $0.milliseconds) })
        #expect(found.contains { $0.reason == .motionMissing && $0.outcome == .fail })
        #expect(found.contains { $0.reason == .repeated && $0.outcome == .review })
    }

    @Test func `takes no outlier for a motion`() {
        var shots = Self.honest
        for (index, yaw) in zip(3..<8, [2.0, 40, 2, 40, 2]) { shots[index].yaw = yaw }
        let motion = Self.findings(shots).first { $0.check == .activeLivenessMotion }
        // Two of three in the middle are turned: a median that a single outlier could not make.
        #expect(motion?.outcome == .success)
        for (index, yaw) in zip(3..<8, [2.0, 2, 40, 2, 2]) { shots[index].yaw = yaw }
        #expect(Self.findings(shots).first { $0.check == .activeLivenessMotion }?.outcome == .fail)
    }

    @Test func `fails where a flat picture is swung, and says so before anything else`() throws {
        let fault = try #require(
            Self.fault { shots in
                for index in shots.indices { shots[index].isFlat = true }
            })
        #expect(fault == (.activeLivenessDepth, .fail, .flat))
    }

    @Test func `fails where one motion alone is a picture's`() throws {
        let fault = try #require(
            Self.fault { shots in
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
        var shots = Self.honest
        for index in shots.indices where shots[index].prompt == .lookUp { shots[index].template = template }
        let face = Self.findings(shots).first { $0.check == .activeLivenessFace }
        #expect(face?.outcome == outcome)
        #expect(face?.reason == (outcome == .success ? nil : .faceChanged))
    }

    @Test func `fails where a second person stands in one frame`() throws {
        let fault = try #require(Self.fault { $0[6].faces = 2 })
        #expect(fault == (.activeLivenessFrames, .fail, .severalFaces))
    }

    @Test func `asks for a look where a frame came twice`() throws {
        let fault = try #require(Self.fault { $0[6].fingerprint = $0[5].fingerprint })
        #expect(fault == (.activeLivenessFrames, .review, .repeated))
    }

    @Test func `asks for a look where a motion took no time`() throws {
        let fault = try #require(
            Self.fault { shots in
                for index in 3..<8 { shots[index].milliseconds = 1000 + index }
            })
        #expect(fault == (.activeLivenessFrames, .review, .tooFast))
    }

    @Test func `asks for a look where the head jumps, and not where it turns at a person's pace`() throws {
        let fault = try #require(
            Self.fault { shots in
                for (index, yaw) in zip(3..<8, [-60.0, 32, 32, 32, 32]) { shots[index].yaw = yaw }
            })
        #expect(fault == (.activeLivenessMotion, .review, .jumped))
        #expect(Self.fault { $0[3].yaw = 0 } == nil)
    }

    @Test func `asks for a look where two opinions on a motion differ`() throws {
        let fault = try #require(
            Self.fault { shots in
                for index in shots.indices {
                    let isLeft = shots[index].prompt == .turnLeft
                    shots[index].meshYaw = isLeft ? 14 : shots[index].yaw
                    if isLeft { shots[index].yaw = 44 }
                }
            })
        #expect(fault == (.activeLivenessMotion, .review, .differs))
        let agreeing = Self.fault { shots in
            for index in shots.indices { shots[index].meshYaw = shots[index].yaw + 4 }
        }
        #expect(agreeing == nil)
    }

    @Test func `fails where a motion has too few frames with a face`() throws {
        let fault = try #require(
            Self.fault { shots in
                for index in 3..<6 { shots[index].faces = 0 }
            })
        #expect(fault == (.activeLivenessMotion, .fail, .motionMissing))
    }

    @Test func `judges the rest where single frames could not be read`() {
        #expect(Self.fault { $0[4].isRead = false } == nil)
    }

    @Test func `cannot be judged without a first frame, a mesh or a comparison`() {
        let unread = Self.honest.map { shot in
            var shot = shot
            shot.isRead = false
            return shot
        }
        #expect(Self.findings(unread).allSatisfy { $0.outcome == .unavailable && $0.reason == .dataMissing })
        let withoutNeutral = Self.honest.filter { $0.prompt != .neutral }
        #expect(Self.findings(withoutNeutral).allSatisfy { $0.outcome == .unavailable })
        let withoutMesh = Self.honest.map { shot in
            var shot = shot
            shot.hasShape = false
            return shot
        }
        let depth = Self.findings(withoutMesh).first { $0.check == .activeLivenessDepth }
        #expect(depth?.outcome == .unavailable && depth?.reason == .modelMissing)
        let face = Self.findings(Self.honest, scale: nil).first { $0.check == .activeLivenessFace }
        #expect(face?.outcome == .unavailable && face?.reason == .modelMissing)
    }

    @Test func `says of every check that it was not made where the person could not do it`() {
        let found = LivenessSequence.unavailable(.notPossible)
        #expect(found.map(\.check) == LivenessSequence.checks)
        #expect(found.allSatisfy { $0.outcome == .unavailable && $0.reason == .notPossible })
    }
}
