package import Evidence

/// One element as it stands on a drawn side.
package struct PrintedElement: Codable, Equatable, Sendable {
    package let element: VisualElement
    /// As printed, in the layout's own form and script.
    package let text: String
    /// Around the ink of the text, in millimetres from the side's top left corner.
    package let box: Region
    /// As printed, in all its languages; nil where the layout has none.
    package let caption: String?
    /// Around the ink of the caption.
    package let captionBox: Region?
}

/// A drawn barcode.
package struct PrintedBarcode: Codable, Equatable, Sendable {
    package let format: BarcodeFormat
    package let text: String
    /// Without its quiet zone, in millimetres from the side's top left corner.
    package let box: Region
}

/// What drawing a side leaves to be told of it, in millimetres.
struct DrawnParts {
    var mrz: Region?
    var portrait: Region?
    var ghost: Region?
    var barcode: PrintedBarcode?
    var elements: [PrintedElement] = []
}

/// Takes down every element in the order in which it is printed.
final class PrintRecord {
    private(set) var elements: [PrintedElement] = []

    func note(_ element: VisualElement, _ text: String, in box: Region, caption: String?, in captionBox: Region?) {
        elements.append(
            PrintedElement(element: element, text: text, box: box, caption: caption, captionBox: captionBox))
    }
}
