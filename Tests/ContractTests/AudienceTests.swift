import Testing
import Vocabulary

@testable import Contract

@Suite("Audiences")
struct AudienceTests {
    static let organization: OrganizationID = .example(1)
    static let users = Role.allCases.map { Principal.user(.example(2), of: organization, as: $0) }
    static let person = Principal.person(.example(3))
    static let candidate = Principal.intake(
        .example(4),
        of: organization,
        session: .example(5)
    )
    static let service = Principal.service(.matching)
    static let key = Principal.key(.example(6), of: organization, scopes: ["GetCandidate"])
    static let others = [person, candidate, service, key]

    @Test("anyone is anyone")
    func anyone() {
        for caller in Self.users + Self.others {
            #expect(Audience.anyone.admits(caller, to: "X") == .admitted)
        }
        #expect(Audience.anyone.admits(nil, to: "X") == .admitted)
    }

    @Test("who is not signed in is asked to; who is, and may not, is told so")
    func strangers() {
        let recruiters = Audience.user(.admin, .recruiter)
        #expect(recruiters.admits(nil, to: "X") == .unknown)
        for caller in Self.others { #expect(recruiters.admits(caller, to: "X") == .forbidden) }
        for (role, caller) in zip(Role.allCases, Self.users) {
            let expected: Audience.Admission =
                role == .admin || role == .recruiter ? .admitted : .forbidden
            #expect(recruiters.admits(caller, to: "X") == expected)
        }
    }

    @Test("a key may call what it names, where keys may call at all")
    func keys() {
        let open = Audience.user().orKey
        #expect(open.admits(Self.key, to: "GetCandidate") == .admitted)
        #expect(open.admits(Self.key, to: "DeleteCandidate") == .forbidden)
        #expect(Audience.user().admits(Self.key, to: "GetCandidate") == .forbidden)
    }

    @Test("audiences add up, in any order")
    func union() {
        let parts: [Audience] = [.user(.admin), .person, .intake, .services(.matching), .anyone]
        for left in parts {
            for right in parts {
                #expect(left.or(right) == right.or(left) && left.or(left) == left)
                for caller in Self.users + Self.others {
                    let expected =
                        left.admits(caller, to: "X") == .admitted
                        || right.admits(caller, to: "X") == .admitted
                    #expect((left.or(right).admits(caller, to: "X") == .admitted) == expected)
                }
            }
        }
        #expect(Audience.services(.matching).isInternal && !Audience.person.isInternal)
        #expect(Audience.signedIn.admits(Self.person, to: "X") == .admitted)
        #expect(Audience.signedIn.admits(Self.candidate, to: "X") == .forbidden)
    }
}
