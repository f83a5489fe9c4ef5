extension WebhookDelivery.State {
    /// As every enum value of the API: PascalCase.
    var wireWord: String { rawValue.pascalCased }
}

extension String {
    /// A stored word, which is camelCase, as the API writes it.
    var pascalCased: String { prefix(1).uppercased() + dropFirst() }
}
