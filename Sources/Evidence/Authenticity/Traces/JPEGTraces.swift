/// Walks the segments of a JPEG file before its first scan, where programs leave their names.
enum JPEGTraces {
    static func read(_ reader: ByteReader, into found: inout TraceCollection) {
        // The pictures of the file begin with its first scan: nothing is named in or after them.
        for (marker, segment) in JPEGSegments(reader).prefix(ImageTraces.Limits.parts) {
            add(marker, ByteReader(segment), &found)
        }
    }

    private static func add(_ marker: UInt8, _ segment: ByteReader, _ found: inout TraceCollection) {
        switch marker {
        case 0xE1 where segment.has("Exif\0", at: 0): found.addExif(segment)
        // XMP without its extensions, comments and the boxes of content credentials (JUMBF, ISO/IEC 19566-5) are read
        // as text.
        case 0xE1 where segment.has("http://ns.adobe.com/xap/1.0/", at: 0): found.addText(segment.bytes)
        case 0xEB, 0xFE: found.addText(segment.bytes)
        case 0xED where segment.has("Photoshop 3.0\0", at: 0): found.marks.insert(.photoshopResources)
        case 0xDB: addSteps(segment, &found)
        default: break
        }
    }

    /// Table 0 of DQT, which is the luminance's wherever files follow JFIF; of eight bits, as cameras write it.
    private static func addSteps(_ segment: ByteReader, _ found: inout TraceCollection) {
        var position = 0
        while let kind = segment.byte(at: position) {
            let length = kind >> 4 == 0 ? 64 : 128
            guard let steps = segment.slice(from: position + 1, count: length) else { return }
            if kind == 0 { found.luminanceSteps = steps.map { Int($0) } }
            position += 1 + length
        }
    }
}

/// Walks the chunks of a PNG file.
enum PNGTraces {
    static func read(_ reader: ByteReader, into found: inout TraceCollection) {
        var position = 8
        for _ in 0..<ImageTraces.Limits.parts {
            guard let length = reader.big32(at: position), let name = reader.text(at: position + 4, count: 4),
                let data = reader.slice(from: position + 8, count: Int(length)), name != "IEND"
            else { return }
            switch name {
            case "tEXt", "iTXt", "caBX": found.addText(data)
            case "eXIf": found.addExif(ByteReader(data))
            default: break
            }
            position += 12 + Int(length)
        }
    }
}

/// Walks the chunks of a WebP file.
enum WebPTraces {
    static func read(_ reader: ByteReader, into found: inout TraceCollection) {
        var position = 12
        for _ in 0..<ImageTraces.Limits.parts {
            guard let name = reader.text(at: position, count: 4), let length = reader.little32(at: position + 4),
                let data = reader.slice(from: position + 8, count: Int(length))
            else { return }
            switch name {
            case "EXIF": found.addExif(ByteReader(data))
            case "XMP ", "C2PA": found.addText(data)
            default: break
            }
            position += 8 + Int(length) + Int(length & 1)
        }
    }
}
