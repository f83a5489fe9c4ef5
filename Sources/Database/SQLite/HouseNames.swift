package import Database

// The house and GRDB use the same words. A file that imports both says `House…` for ours and `Connection` for theirs;
// a module's name would not help, as `Database` is also a type.
package typealias HouseDatabase = Database
package typealias HouseTransaction = Transaction
typealias HouseRow = Row
typealias HouseError = DatabaseError
typealias Statement = SQL
typealias StatementValue = SQLValue
