import Foundation

/// A message of plain text, as RFC 5322 and MIME write it.
package struct MailLetter: Sendable {
    private let subject: String
    private let text: String

    /// 48 characters of Base64 in their frame: with `Subject: ` before it within the 76 of RFC 2047, section 2.
    private static let subjectPieceBytes = 36
    private static let base64LineLength = 76

    package init(subject: String, text: String) {
        self.subject = subject
        self.text = text
    }

    /// The whole, in lines that end with CR LF. Everything that is not ours to word is in Base64, so that no text makes
    /// a header, ends the message or breaks a line.
    /// - Parameter id: unique, of letters, digits and hyphens.
    func lines(from sender: MailAddress, to receiver: MailAddress, id: String, at now: Date) -> [String] {
        [
            "From: <\(sender.text)>",
            "To: <\(receiver.text)>",
            "Subject: \(Self.encodedWords(subject))",
            "Date: \(Self.date(now))",
            "Message-ID: <\(id)@\(sender.domain)>",
            // RFC 3834: no automatic answer, please.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
        ] + Self.pieces(of: Data(text.replacing("\n", with: "\r\n").utf8).base64EncodedString())
    }

    /// RFC 2047: each word holds whole characters, and begins a line of its own.
    private static func encodedWords(_ text: String) -> String {
        var pieces: [String] = [""]
        for character in text {
            let last = pieces[pieces.count - 1]
            if last.utf8.count + character.utf8.count > subjectPieceBytes { pieces.append("") }
            pieces[pieces.count - 1].append(character)
        }
        return pieces.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func pieces(of text: String) -> [String] {
        var rest = Substring(text)
        var pieces: [String] = []
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(base64LineLength)))
            rest = rest.dropFirst(base64LineLength)
        }
        return pieces
    }

    private static func date(_ now: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return format.string(from: now)
    }
}
