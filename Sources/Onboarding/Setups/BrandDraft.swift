import Foundation
import Kernel

/// A brand as a business sends it. It takes the place of the whole brand that stood there, so that a colour can be
/// taken away again; a logo that is named without its bytes is the one that stands.
struct BrandDraft: Decodable {
    struct Logo: Decodable {
        /// The bytes of a new one.
        let imageBase64: String?
        /// As a setup is answered with it.
        let sha256: String?
        /// The new one, once it was looked at.
        var picture: BrandLogo?

        private enum CodingKeys: CodingKey {
            case imageBase64, sha256
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            imageBase64 = try container.textUnlessBlank(.imageBase64)
            sha256 = try container.textUnlessBlank(.sha256)
        }
    }

    let name: String?
    var logo: Logo?
    let colours: Brand.Colours?
    let cornerRadiusPixels: Int?
    let fontFamily: String?
    let domain: String?

    private enum CodingKeys: CodingKey {
        case name, logo, colours, cornerRadiusPixels, fontFamily, domain
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.textUnlessBlank(.name)
        logo = try container.decodeIfPresent(Logo.self, forKey: .logo)
        colours = try container.decodeIfPresent(Brand.Colours.self, forKey: .colours)
        cornerRadiusPixels = try container.decodeIfPresent(Int.self, forKey: .cornerRadiusPixels)
        fontFamily = try container.textUnlessBlank(.fontFamily)
        domain = try container.textUnlessBlank(.domain)?.lowercased()
    }

    /// - Returns: nil where nothing is said: the page has its own look again.
    func brand(over former: Brand?, _ faults: inout SetupFaults) -> Brand? {
        let place = "brand"
        faults.check(text: name, "\(place).name")
        let radius = SetupLimits.cornerRadiusPixels
        faults.check(
            cornerRadiusPixels.map(radius.contains) ?? true, "\(place).cornerRadiusPixels",
            "must be \(radius.lowerBound) to \(radius.upperBound)")
        if let colours { BrandPalette.check(colours, "\(place).colours", &faults) }
        let logo = logo(over: former?.logo, "\(place).logo", &faults)
        faults.check(
            logo == nil || name != nil, "\(place).name",
            "is required with a logo: it is what the logo says to those who do not see it")
        let brand = Brand(
            name: name, logo: logo, colours: colours?.normal, cornerRadiusPixels: cornerRadiusPixels,
            fontFamily: family("\(place).fontFamily", &faults), domain: domain)
        return brand.isEmpty ? nil : brand
    }

    private func logo(over former: Brand.Logo?, _ place: String, _ faults: inout SetupFaults) -> Brand.Logo? {
        guard let logo else { return nil }
        if let picture = logo.picture { return picture.facts }
        faults.check(former != nil, "\(place).imageBase64", "is required")
        faults.check(
            former == nil || logo.sha256 == nil || logo.sha256 == former?.sha256, "\(place).sha256",
            "is not that of the present version: send imageBase64")
        return former
    }

    private func family(_ member: String, _ faults: inout SetupFaults) -> Brand.FontFamily? {
        guard let fontFamily else { return nil }
        let found = EitherSpelling<Brand.FontFamily>(fontFamily)?.word
        let known = Brand.FontFamily.allCases.map(\.rawValue).joined(separator: ", ")
        faults.check(found != nil, member, "may be: \(known)")
        return found
    }
}

extension Brand.Colours {
    /// In one spelling, without what says nothing.
    fileprivate var normal: Brand.Colours? {
        let (light, dark) = (light?.normal, dark?.normal)
        return light == nil && dark == nil ? nil : Brand.Colours(light: light, dark: dark)
    }
}

extension Brand.Scheme {
    fileprivate var normal: Brand.Scheme? {
        let lower = { (text: String?) in text?.lowercased() }
        return members.allSatisfy { $0.value == nil }
            ? nil
            : Brand.Scheme(
                brand: lower(brand), onBrand: lower(onBrand), ground: lower(ground), surface: lower(surface),
                ink: lower(ink))
    }
}

extension IdvSetupDraft {
    /// A business chooses among the host names that the operator gave to it: else it could take away another's, or the
    /// server's own.
    func checked(at hosts: Hosts, of application: ID<Application>) throws(SetupError) -> IdvSetupDraft {
        guard let domain = brand?.domain else { return self }
        let isName = domain.utf8.count <= SetupLimits.domainLength && !domain.contains(":") && !domain.hasSuffix(".")
        guard isName, hosts.application(at: domain) == application else {
            throw .notValid(["brand.domain": ["must be a host name that the operator gave to your application"]])
        }
        return self
    }

    /// With the logo that it brings looked at.
    func checked(by check: LogoCheck) async throws -> IdvSetupDraft {
        guard let base64 = brand?.logo?.imageBase64 else { return self }
        var checked = self
        checked.brand?.logo?.picture = try await check.logo(base64)
        return checked
    }
}
