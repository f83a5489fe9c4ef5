/// Files that are two things at once, or another thing than they look.
extension DamagedFile {
    package static var polyglots: [DamagedFile] { tails + heads + clothes + others }

    /// Beginnings of what a careless reader would open instead.
    private static let strangers: [(name: String, bytes: [UInt8])] = [
        ("html", Array("<!DOCTYPE html><script>alert(document.domain)</script>".utf8)),
        ("svg", Array("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".utf8)),
        ("xml with entities", Array("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".utf8)),
        ("pdf", Array("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF".utf8)),
        ("zip", emptyZIP), ("php", Array("<?php system($_GET['c']); ?>".utf8)),
        ("script", Array("#!/bin/sh\necho no picture\n".utf8)),
        ("program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 57)),
        ("windows program", Array("MZ".utf8) + [UInt8](repeating: 0, count: 62)),
        ("bmp", Array("BM".utf8) + little(70, 4) + little(0, 4) + little(54, 4) + little(40, 4) + little(2, 4)),
        ("ico", [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 40, 1, 0, 0, 22, 0, 0, 0]),
        ("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("postscript", Array("%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n".utf8)),
        ("photoshop", Array("8BPS".utf8) + [0, 1, 0, 0, 0, 0, 0, 0, 0, 3]),
        ("jpeg 2000", [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 13, 10, 0x87, 10]),
        ("jpeg xl", [0xFF, 0x0A, 0, 0, 0, 0]), ("film", big(24, 4) + Array("ftypisom\0\0\0\0isommp42".utf8)),
        ("zeros", [UInt8](repeating: 0, count: 512)), ("ones", [UInt8](repeating: 0xFF, count: 512)),
        ("gif", SampleFiles.gif), ("tiff", SampleFiles.tiff), ("avif", SampleFiles.avif),
    ]

    /// The record that ends a ZIP archive, and an empty one begins with.
    private static let emptyZIP = Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)

    /// A whole picture with a stranger behind it: the picture is read and the rest is not.
    private static var tails: [DamagedFile] {
        WholeFile.readable.flatMap { file in
            // Behind the last box of a HEIC file a reader may look for one more, and object to what it finds.
            let outcome: Outcome? = file.name.contains("heic") ? nil : .picture
            return strangers.map { DamagedFile("\(file.name) before \($0.name)", file.bytes + $0.bytes, outcome) }
        }
    }

    /// A stranger with a whole picture behind it: what a file is, its first bytes say.
    private static var heads: [DamagedFile] {
        WholeFile.readable.flatMap { file in
            strangers.map { DamagedFile("\($0.name) before \(file.name)", $0.bytes + file.bytes, .refusal) }
        }
    }

    /// The first bytes of one format on the data of another.
    private static var clothes: [DamagedFile] {
        let files = WholeFile.all.map { ($0.name, $0.bytes) } + [("gif", SampleFiles.gif), ("tiff", SampleFiles.tiff)]
        let marks: [(String, Int)] = [("jpeg", 4), ("png", 33), ("webp", 16), ("heic", 28)]
        let worn = marks.flatMap { mark, count in
            WholeFile.readable.filter { $0.name == mark }.map { (mark, Array($0.bytes[..<count])) }
        }
        return worn.flatMap { mark, head in
            files.filter { !$0.0.contains(mark) }.flatMap { name, bytes in
                [
                    DamagedFile("\(name) behind the mark of \(mark)", head + bytes, .refusal),
                    DamagedFile("\(name) under the mark of \(mark)", head + bytes.dropFirst(head.count), .refusal),
                ]
            }
        }
    }

    /// Strangers alone, strangers in a segment where a picture may carry them, and next to nothing.
    private static var others: [DamagedFile] {
        let carried = strangers.flatMap { stranger in
            let comment = [0xFF, 0xFE] + big(stranger.bytes.count + 2, 2) + stranger.bytes
            let (jpeg, png) = (SampleFiles.jpegGrey, SampleFiles.pngAlpha)
            return [
                DamagedFile("jpeg around \(stranger.name)", Array(jpeg[..<2] + comment + jpeg[2...]), .picture),
                DamagedFile("png around \(stranger.name)", PictureFiles.png(png, adding: "teXt", stranger.bytes)),
            ]
        }
        let short = WholeFile.readable.flatMap { file in
            (1...16).map { DamagedFile("\($0) bytes of \(file.name)", Array(file.bytes.prefix($0)), .refusal) }
        }
        let repeated = WholeFile.readable.map { file in
            DamagedFile("\(file.name) twice", file.bytes + file.bytes, file.name.contains("heic") ? nil : .picture)
        }
        return carried + short + repeated + strangers.map { DamagedFile("\($0.name) alone", $0.bytes, .refusal) }
            + [DamagedFile("nothing", [], .refusal)]
    }
}
