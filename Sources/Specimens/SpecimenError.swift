/// Why a specimen could not be made: always a matter of the machine or of what was handed in, never of chance.
package enum SpecimenError: Error, Equatable {
    /// fontconfig knows no typeface of this full name; `fonts-ocr-b` and `fonts-dejavu-core` bring those in use.
    case typefaceMissing(String)
    /// cairo refused, with its own words: out of memory, or a size it cannot hold.
    case drawingFailed(String)
    /// The portraits handed in lack this file.
    case portraitMissing(String)
    /// This portrait's bytes are no picture.
    case portraitUnreadable(String)
}
