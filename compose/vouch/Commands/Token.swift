import ArgumentParser
import Contract
import FoundationEssentials
import HTTP
import Vocabulary

/// `vouch token`: a signed-in token, for scripts.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign in and print an access token (15 minutes).",
        discussion: """
            As the demo organization's administrator, or as --email with the password from \
            VOUCH_PASSWORD: passwords on a command line are seen by everybody on the machine.
            """
    )

    @OptionGroup var home: HomeOption

    @Option(help: "Whom to sign in.")
    var email: String?

    @Option(help: "The organization to sign in to, by its identifier.")
    var organization: String?

    func run() async throws {
        let home = home.folder
        guard let running = Registry.read(home),
            let gateway = running.programs.first(where: { $0.program == "gateway" })
        else { throw Refusal("Nothing runs here: vouch up") }
        let client = Client()
        let edge = Edge("gateway", port: gateway.port, client)
        let answer = try await edge.send(request(home))
        await client.close()
        print(answer.accessToken.text)
    }

    private func request(_ home: Home) throws -> IssueToken {
        let who: (email: String, password: String)
        if let email {
            guard let password = ProcessInfo.processInfo.environment["VOUCH_PASSWORD"] else {
                throw Refusal("VOUCH_PASSWORD is not set.")
            }
            who = (email, password)
        } else {
            guard let signIn = try FirstSignIn.read(home) else {
                throw Refusal("There is no first sign-in yet: vouch up")
            }
            who = (signIn.email, signIn.password)
        }
        guard let address = EmailAddress(who.email) else {
            throw Refusal("\(who.email) is no e-mail address.")
        }
        let organization = try organization.map { text in
            guard let id = OrganizationID(text) else {
                throw Refusal("\(text) is no identifier.")
            }
            return id
        }
        return IssueToken(
            grantType: .password,
            email: address,
            password: Confidential(who.password),
            organizationID: organization
        )
    }
}
