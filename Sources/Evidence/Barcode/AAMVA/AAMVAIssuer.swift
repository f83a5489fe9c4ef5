/// Who issues cards, by the issuer identification numbers that AAMVA gives out under ISO/IEC 7812.
package struct AAMVAIssuer: Codable, Equatable, Sendable {
    /// Six digits.
    package let number: String
    /// Alpha-3 of ISO 3166-1: `USA`, `CAN` or `MEX`.
    package let country: String
    /// The postal abbreviation of the state, province or territory; `US` for the Department of State.
    package let jurisdiction: String

    package static func of(_ number: String) -> AAMVAIssuer? { issuers[number] }

    private static let issuers: [String: AAMVAIssuer] = {
        var issuers: [String: AAMVAIssuer] = [:]
        for (country, list) in lists {
            for pair in list.split(separator: " ") {
                let number = String(pair.prefix(6))
                issuers[number] = AAMVAIssuer(
                    number: number, country: country, jurisdiction: String(pair.dropFirst(6)))
            }
        }
        return issuers
    }()

    private static let lists = [
        "USA": """
        636000VA 636001NY 636002MA 636003MD 636004NC 636005SC 636006CT 636007LA 636008MT 636009NM 636010FL \
        636011DE 636014CA 636015TX 636018IA 636019GU 636020CO 636021AR 636022KS 636023OH 636024VT 636025PA \
        636026AZ 636027US 636029OR 636030MO 636031WI 636032MI 636033AL 636034ND 636035IL 636036NJ 636037IN \
        636038MN 636039NH 636040UT 636041ME 636042SD 636043DC 636045WA 636046KY 636047HI 636049NV 636050ID \
        636051MS 636052RI 636053TN 636054NE 636055GA 636058OK 636059AK 636060WY 636061WV 636062VI 604427AS \
        604430MP 604431PR
        """,
        "CAN": """
        636012ON 636013NS 636016NL 636017NB 636028BC 636044SK 636048MB 604426PE 604428QC 604429YT 604432AB \
        604433NU 604434NT
        """,
        "MEX": "636056COA 636057HID",
    ]
}
