import ArgumentParser
import Foundation
import Specimens

/// The portraits that set-up fetched.
enum Portraits {
    static func read(from folder: String) throws -> SpecimenPortraits {
        var files: [String: [UInt8]] = [:]
        for name in SpecimenPortraits.fileNames {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                throw ValidationError(
                    "\(folder)/\(name) is missing: run `make setup`, or name the folder with --runtime")
            }
            files[name] = [UInt8](data)
        }
        return try SpecimenPortraits(files: files)
    }
}
