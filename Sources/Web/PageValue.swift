/// What a page template may name: a text, or a list whose items are repeated.
package indirect enum PageValue: Sendable {
    case text(String)
    case list([[String: PageValue]])

    /// As the template engine takes it.
    var rendered: Any {
        switch self {
        case .text(let text): text
        case .list(let items): items.map { $0.mapValues(\.rendered) }
        }
    }
}
