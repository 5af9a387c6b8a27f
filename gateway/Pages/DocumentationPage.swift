import Crypto
import FoundationEssentials
import HTTP

/// `/docs`: one page, nothing from elsewhere, nothing that the policy does not name by its hash.
struct DocumentationPage {
    let response: Response

    init() {
        response = Response(.ok)
    }
}
