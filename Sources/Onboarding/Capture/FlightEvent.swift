/// What a page may tell of what happens on the person's device. There is no other word, so that nothing of a person can
/// be among them.
package enum FlightEvent: String, Codable, Sendable, CaseIterable {
    case pageLoaded, pageHidden, pageShown, screenShown
    case ability, languageChosen, handOff
    case permission, cameraFound, cameraOpened, cameraFailed
    case advice, shutter, retake, verdict
    case uploadBegun, uploadInterrupted, uploadDone
    case failure
}
