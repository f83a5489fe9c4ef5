import Foundation
import Journal
import Kernel
import Web

/// The answers that hold events. Their bodies stand in them as they were fixed, byte for byte: a receiver's copy and
/// the log's are the same, and a signature over one fits the other.
enum EventBodies {
    /// `{"events":[{"body":…,"cursor":…,"sequence":…,"subject":…}],"hasMore":…,"nextCursor":…}`
    static func page(_ page: EventLog.Page) -> Data {
        var text = Data(#"{"events":["#.utf8)
        for (index, item) in page.events.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(contentsOf: #"{"body":"#.utf8)
            text.append(item.event.body)
            text.append(contentsOf: #","cursor":"\#(item.cursor)","sequence":\#(item.event.subjectSequence),"#.utf8)
            text.append(contentsOf: #""subject":"\#(ID<Verification>(item.event.subject))"}"#.utf8)
        }
        text.append(contentsOf: #"],"hasMore":\#(page.hasMore),"nextCursor":"\#(page.next)"}"#.utf8)
        return text
    }

    /// Contract § 4.5: a bare array of the envelopes, with two members more before each one's last brace.
    static func history(_ told: [EventLog.Told]) throws -> Data {
        var text = Data("[".utf8)
        for (index, item) in told.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(item.event.body.dropLast())
            if let date = item.deliveredAt {
                text.append(contentsOf: #","deliveredUtc":"#.utf8)
                text.append(try JSONText.encode(Timestamp(date)))
            }
            text.append(contentsOf: #","isDelivered":\#(item.deliveredAt != nil)}"#.utf8)
        }
        text.append(UInt8(ascii: "]"))
        return text
    }
}
