/// Which code read a picture; kept with every reading, so that a figure can be traced to what made it.
package enum EvidenceEngineVersion {
    package static let current = "evidence/4"
}
