import HTTPTypes
import Hummingbird
package import Web

/// The script with which integrators open the hosted page on their own: `/couth.js`, and `/couth.mjs` as a module.
package struct EmbedRoutes {
    private let assets: StaticAssets

    package init(assets: StaticAssets) {
        self.assets = assets
    }

    package func add(to routes: Routes) {
        for name in ["couth.js", "couth.mjs"] {
            routes.get("/\(name)") { [assets] request, _ in
                var response = try assets.response(to: request, path: name)
                // The one file of ours that belongs into other people's pages: also as a module, whose origin is asked
                // for, and with a digest. A day is how long a page may run on the script of the day before.
                response.headers[.cacheControl] = "public, max-age=86400"
                response.headers[.crossOriginResourcePolicy] = "cross-origin"
                response.headers[.accessControlAllowOrigin] = "*"
                return response
            }
        }
    }
}
