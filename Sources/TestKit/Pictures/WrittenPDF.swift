package import Evidence

/// A PDF file written object by object (ISO 32000-2, 7.5): a catalogue, a page tree, one page and what is on it.
package struct WrittenPDF: Sendable {
    /// Objects 1, 2, … as they stand between `obj` and `endobj`.
    package var objects: [[UInt8]]
    /// Entries of the trailer beside `Size` and `Root`.
    package var trailer: String

    package init(objects: [[UInt8]], trailer: String = "") {
        self.objects = objects
        self.trailer = trailer
    }

    /// A page of the numbers 3 (the page) and 4 (its contents); `others` are numbered from 5.
    package init(
        mediaBox: String, contents: String, resources: String = "", page: String = "", others: [[UInt8]] = []
    ) {
        let entries = "/MediaBox[\(mediaBox)]/Contents 4 0 R/Resources<<\(resources)>>\(page)"
        let first: [[UInt8]] = [
            Array("<</Type/Catalog/Pages 2 0 R>>".utf8), Array("<</Type/Pages/Kids[3 0 R]/Count 1>>".utf8),
            Array("<</Type/Page/Parent 2 0 R\(entries)>>".utf8), Self.stream("", Array(contents.utf8)),
        ]
        self.init(objects: first + others)
    }

    /// A page of so many points with the picture over all of it, as scanners make it.
    package init(showing picture: [UInt8], widthPoints: Int, heightPoints: Int, page: String = "") {
        self.init(
            mediaBox: "0 0 \(widthPoints) \(heightPoints)", contents: "\(widthPoints) 0 0 \(heightPoints) 0 0 cm /P Do",
            resources: "/XObject<</P 5 0 R>>", page: page, others: [picture])
    }

    /// A JPEG file as the object of a picture.
    package static func jpeg(_ file: [UInt8], width: Int, height: Int) -> [UInt8] {
        image(width: width, height: height, "/Filter/DCTDecode", file)
    }

    /// A picture of colours as the object of one, packed as PDF packs by default.
    package static func flate(_ picture: Picture) -> [UInt8] {
        let rgb = stride(from: 0, to: picture.pixels.count, by: 3).flatMap { start in
            picture.pixels[start..<start + 3].reversed()
        }
        return image(width: picture.width, height: picture.height, "/Filter/FlateDecode", ZlibStream.stored(rgb))
    }

    package static func image(width: Int, height: Int, _ entries: String, _ data: [UInt8]) -> [UInt8] {
        let size = "/Width \(width)/Height \(height)/BitsPerComponent 8/ColorSpace/DeviceRGB"
        return stream("/Type/XObject/Subtype/Image\(size)\(entries)", data)
    }

    package static func stream(_ entries: String, _ data: [UInt8]) -> [UInt8] {
        Array("<<\(entries)/Length \(data.count)>>stream\n".utf8) + data + Array("\nendstream".utf8)
    }

    /// The file, with a table of where each object begins.
    package var bytes: [UInt8] {
        var (file, offsets) = (Array("%PDF-1.7\n".utf8), [Int]())
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = file.count
        file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            file += Array("\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n".utf8)
        }
        let root = "/Size \(objects.count + 1)/Root 1 0 R\(trailer)"
        return file + Array("trailer\n<<\(root)>>\nstartxref\n\(start)\n%%EOF\n".utf8)
    }
}
