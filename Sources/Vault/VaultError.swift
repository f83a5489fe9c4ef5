package enum VaultError: Error, Equatable {
    /// The bytes were changed, cut, belong elsewhere, or the key is another.
    case notAuthentic
    /// The data key is gone: what it sealed can never be read again.
    case erased
    /// The key file cannot be used; the text says what to do.
    case keyFile(String)
    /// The object is not in the store.
    case objectMissing
}
