import Contract
import Foundation
import Vocabulary

/// One organization and everybody who may call, each signed in once: sign-ins are counted.
struct Cast: Sendable {
    /// Somebody with a token, and whom it speaks for.
    struct Caller: Sendable {
        let principal: Principal
        let visitor: Visitor
    }

    /// The secret that `EverythingUp` starts identity with.
    static let operatorToken = Confidential("an operator's secret of many characters")
    static let password = Confidential("a mare that is no horse")

    let vouch: RunningVouch
    let organization: OrganizationID
    let stranger: Visitor
    let admin: Visitor
    /// The administrator, a member of every other role, a person, and a key for `ListCandidates`.
    let callers: [Caller]
    let administrator: User
    let recruiter: User
    let person: Visitor
    let key: Visitor

    init(_ vouch: RunningVouch) async throws {
        let stranger = Visitor(vouch: vouch)
        let admin = try await vouch.administrator(of: "Cast").visitor
        let users = try await admin.send(ListUsers()).items
        guard let administrator = users.first,
            let organization = try await admin.send(GetMe()).organization?.id
        else { throw RunningVouch.NotReady() }
        func user(_ user: User, _ visitor: Visitor) -> Caller {
            Caller(
                principal: .user(user.id, of: organization, as: user.role),
                visitor: visitor
            )
        }
        var members: [Role: Caller] = [.admin: user(administrator, admin)]
        var recruiter = administrator
        for role in Role.allCases where role != .admin {
            let invited = try await admin.send(
                InviteUser(email: vouch.newAddress(), name: role.rawValue, role: role)
            )
            let signedIn = try await stranger.send(
                AcceptInvitation(
                    token: try await vouch.link(to: invited.email, "invitation"),
                    password: Self.password
                )
            )
            members[role] = user(invited, Visitor(vouch: vouch, token: signedIn.accessToken.text))
            if role == .recruiter { recruiter = invited }
        }
        let person = try await vouch.person(at: vouch.newAddress())
        guard let personID = PersonID(try await person.send(GetMe()).id) else {
            throw RunningVouch.NotReady()
        }
        let made = try await admin.send(CreateAPIKey(name: "Page", scopes: [ListCandidates.name]))
        key = Visitor(vouch: vouch, token: made.secret.text)
        callers =
            Role.allCases.compactMap { members[$0] } + [
                Caller(principal: .person(personID), visitor: person),
                Caller(
                    principal: .key(
                        made.apiKey.id,
                        of: organization,
                        scopes: [ListCandidates.name]
                    ),
                    visitor: key
                ),
            ]
        self.vouch = vouch
        self.organization = organization
        self.stranger = stranger
        self.admin = admin
        self.administrator = administrator
        self.recruiter = recruiter
        self.person = person
    }

    /// Somebody who may call an operation.
    func caller(of operation: any Contract.Operation.Type) -> Visitor {
        if operation.audience.needsNoToken { return stranger }
        let caller = callers.first {
            operation.audience.admits($0.principal, to: operation.name) == .admitted
        }
        return caller?.visitor ?? stranger
    }
}

extension RunningVouch {
    /// An address that nobody has had.
    func newAddress() throws -> EmailAddress {
        guard let address = EmailAddress("\(UUID().uuidString.lowercased())@cast.example") else {
            throw NotReady()
        }
        return address
    }

    /// A person, signed in with the link that was sent.
    func person(at address: EmailAddress) async throws -> Visitor {
        let stranger = Visitor(vouch: self)
        _ = try await stranger.send(RequestPersonLink(email: address))
        let token = try await link(to: address, "sign-in")
        let signedIn = try await stranger.send(CreatePersonSession(token: token))
        return Visitor(vouch: self, token: signedIn.accessToken.text)
    }

    /// What the newest link to a page carries that was sent to an address, once it has come.
    func link(to address: EmailAddress, _ page: String) async throws -> Confidential {
        let folder = URL(filePath: home).appending(path: "mail")
        let mark = "/\(page)#token="
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            // Their names sort by time.
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            for file in files.reversed() {
                let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                guard text.contains("To: <\(address)>"), let start = text.range(of: mark) else {
                    continue
                }
                return Confidential(String(text[start.upperBound...].prefix { !$0.isWhitespace }))
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw NotReady()
    }
}
