import Database
import Vault

extension Row {
    /// The name of an object in the vault.
    func object(_ column: String) throws -> ObjectName {
        guard let name = ObjectName(try text(column)) else { throw DatabaseError.unexpectedColumn(column) }
        return name
    }
}
