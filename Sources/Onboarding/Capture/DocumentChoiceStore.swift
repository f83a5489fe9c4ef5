import Database
import Kernel

/// The table `document_choice` inside one transaction.
struct DocumentChoiceStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    func set(_ type: DocumentType, for identification: Identification) throws {
        try transaction.execute(
            """
            INSERT INTO document_choice (identification_id, verification_id, attempt, document_type)
            VALUES (\(identification.id), \(identification.verification), \(identification.attempt), \(type.rawValue))
            ON CONFLICT (identification_id)
            DO UPDATE SET attempt = \(identification.attempt), document_type = \(type.rawValue)
            """)
    }

    /// - Returns: nil where nothing was chosen in the present attempt.
    func find(of identification: Identification) throws -> DocumentType? {
        try transaction.row(
            """
            SELECT document_type
              FROM document_choice
             WHERE identification_id = \(identification.id)
               AND attempt = \(identification.attempt)
            """
        ).flatMap { try $0.optionalWord("document_type") }
    }

    func clear(of identification: ID<Identification>) throws {
        try transaction.execute("DELETE FROM document_choice WHERE identification_id = \(identification)")
    }

    func forget(_ verification: ID<Verification>) throws {
        try transaction.execute("DELETE FROM document_choice WHERE verification_id = \(verification)")
    }
}
