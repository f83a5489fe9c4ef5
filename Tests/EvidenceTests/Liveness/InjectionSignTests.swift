import Evidence
import Testing

@Suite struct `A frame's print` {
    @Test(arguments: [75, 85, 97])
    func `is the same for a still however it is packed`(_ quality: Int) throws {
        let frame = DrawnFrame(at: 0, noise: 1)
        let (one, other) = (try #require(frame.print(quality: 90)), try #require(frame.print(quality: quality)))
        #expect(try #require(one.distance(to: other)) < 0.6)
        #expect(one.distance(to: one) == 0)
    }

    @Test func `is another one where something moved`() throws {
        let still = try #require(DrawnFrame(at: 0, noise: 1).print(quality: 90))
        let moved = try #require(DrawnFrame(at: 3, noise: 2).print(quality: 90))
        #expect(try #require(still.distance(to: moved)) > 1.5)
    }

    @Test func `shares its finest detail with no other exposure`() throws {
        let one = try #require(DrawnFrame(at: 0, noise: 1, strength: 6).print(quality: 95))
        let same = try #require(DrawnFrame(at: 30, noise: 1, strength: 6).print(quality: 95))
        let other = try #require(DrawnFrame(at: 30, noise: 2, strength: 6).print(quality: 95))
        #expect(try #require(one.likeness(to: same)) > 0.4)
        #expect(abs(try #require(one.likeness(to: other))) < 0.2)
    }

    @Test func `of a small picture has no finest detail, and is compared by the rest`() throws {
        let small = FramePrint(of: Picture(width: 40, height: 40, colour: [90, 100, 110]))
        #expect(small.likeness(to: small) == nil)
        #expect(small.distance(to: small) == 0)
    }
}

@Suite struct `A JPEG's encoder` {
    private func trace(_ quality: Int, grey: UInt8 = 90) throws -> String? {
        try Picture.decode(Picture.chessboard(20, grey, side: 64).jpeg(quality: quality)).facts.encoder
    }

    @Test func `is one for one program at one setting, whatever is shown`() throws {
        let one = try #require(try trace(90))
        #expect(try trace(90, grey: 200) == one)
        #expect(try trace(89) != one)
        let png = Picture.chessboard(20, 90, side: 64).png()
        #expect(try Picture.decode(png).facts.encoder == nil)
    }
}

@Suite struct `A camera's name` {
    @Test(arguments: [
        "OBS Virtual Camera", "ManyCam Virtual Webcam", "Snap Camera", "e2eSoft VCam", "DroidCam Source 3",
        "fake_device_0",
    ])
    func `of a program asks for a look`(_ label: String) {
        #expect(VirtualCamera.kind(of: label) == .virtual)
        let finding = VirtualCamera.finding(.activeLivenessFrames, .virtual, isLive: true)
        #expect(finding?.outcome == .review && finding?.reason == .virtualCamera)
        // In the sandbox films stand in for people.
        let told = VirtualCamera.finding(.activeLivenessFrames, .virtual, isLive: false)
        #expect(told?.outcome == .success && told?.reason == .virtualCamera)
    }

    @Test(arguments: [
        "", "FaceTime HD Camera (Built-in)", "Integrated Webcam (0bda:5538)", "camera2 1, facing front",
        "HD Pro Webcam C920 (046d:082d)", "Front Camera", "Logitech BRIO", "USB2.0 HD UVC WebCam",
    ])
    func `of a device says nothing`(_ label: String) {
        let kind = VirtualCamera.kind(of: label)
        #expect(kind == (label.isEmpty ? .unknown : .other))
        #expect(VirtualCamera.finding(.activeLivenessFrames, kind, isLive: true) == nil)
    }
}

@Suite struct `Frames that come from no camera` {
    @Test func `asks for a look where every frame of a run is one still, packed anew`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices {
                    let still = DrawnFrame(at: shots[index].prompt == .neutral ? 0 : 20, noise: 1)
                    shots[index].print = still.print(quality: 78 + index)
                }
            })
        #expect(fault == (.activeLivenessFrames, .review, .repeated))
        let moving = DrawnSession.fault { shots in
            for index in shots.indices {
                // The last frames of a motion are held, as a person holds them.
                let place = min(index % 5, 3)
                shots[index].print = DrawnFrame(at: 6 * place, noise: index).print(quality: 90)
            }
        }
        #expect(moving == nil)
    }

    @Test func `asks for a look where one noise lies over frames that show different things`() throws {
        func frames(_ noise: @escaping (Int) -> Int) -> (Check, Finding.Outcome, Reason?)? {
            DrawnSession.fault { shots in
                for index in shots.indices {
                    shots[index].print = DrawnFrame(at: 5 * index, noise: noise(index), strength: 6).print(quality: 95)
                }
            }
        }
        #expect(try #require(frames { _ in 1 }) == (.activeLivenessFrames, .review, .sameNoise))
        #expect(frames { $0 } == nil)
    }

    @Test func `asks for a look where the frames' files were written by several programs`() throws {
        let fault = try #require(
            DrawnSession.fault { shots in
                for index in shots.indices { shots[index].encoder = index < 9 ? "one" : "another" }
            })
        #expect(fault == (.activeLivenessFrames, .review, .encoderChanged))
        let one = DrawnSession.fault { shots in
            for index in shots.indices { shots[index].encoder = "one" }
        }
        #expect(one == nil)
    }
}
