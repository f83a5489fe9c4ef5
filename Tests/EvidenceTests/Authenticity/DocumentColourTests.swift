import Evidence
import Foundation
import Testing

@Suite struct `The colours of a document` {
    /// Fields of ten tones on paper, in the light of `gains` (blue, green, red), changing from left to right.
    static func page(colour: Double, left: [Double], right: [Double]) -> Picture {
        let tones: [[Double]] = [
            [200, 180, 170], [120, 160, 200], [150, 190, 160], [90, 80, 140], [210, 205, 190],
        ]
        var pixels: [UInt8] = []
        for y in 0..<420 {
            for x in 0..<600 {
                let tone = (x / 60 + y / 60) % 3 == 0 ? tones[(x / 60 + 2 * (y / 60)) % 5] : [225, 226, 224]
                let grey = (tone[0] + tone[1] + tone[2]) / 3
                for channel in 0..<3 {
                    let share = Double(x) / 600
                    let gain = left[channel] + (right[channel] - left[channel]) * share
                    let grain = Double((x * 7 + y * 13 + x * y) % 5) - 2
                    pixels.append(UInt8(min(255, (grey + (tone[channel] - grey) * colour) * gain + grain)))
                }
            }
        }
        return Picture(width: 600, height: 420, channels: 3, pixels: pixels)
    }

    func signal(_ picture: Picture) -> AuthenticitySignal? {
        let surface = DocumentSurface(picture, boundary: nil, zone: nil, face: nil)
        return DocumentAuthenticity(surface, traces: ImageTraces()).signals.first { $0.check == .documentColour }
    }

    static let lights: [[[Double]]] = [
        [[0.9, 0.9, 0.9], [0.9, 0.9, 0.9]], [[0.7, 0.9, 1.05], [0.72, 0.9, 1.0]],
        [[0.95, 0.9, 0.8], [0.75, 0.9, 1.0]],
    ]

    @Test(arguments: lights)
    func `are missing on a grey copy in any light`(_ light: [[Double]]) {
        #expect(signal(Self.page(colour: 0, left: light[0], right: light[1]))?.isStrong == true)
    }

    @Test(arguments: lights)
    func `are there on a pale document in any light`(_ light: [[Double]]) {
        #expect(signal(Self.page(colour: 0.5, left: light[0], right: light[1]))?.isRaised == false)
        #expect(signal(Self.page(colour: 1, left: light[0], right: light[1]))?.isRaised == false)
    }
}
