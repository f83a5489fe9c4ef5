/// Why a model that is there cannot be used: the start is refused, because a half-working check is worse than none.
package enum ModelError: Error, Equatable, Sendable {
    /// The runtime cannot open the file, or the file is not what its recipe needs.
    case unusable(file: String, InferenceError)
    /// The manifest lacks a number that decides something.
    case missingThreshold(file: String, ModelManifest.Threshold)
    /// The recipe does another job than the role that the manifest gives it.
    case wrongRecipe(file: String)
}
