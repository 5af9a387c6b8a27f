import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("A member changes by rules that need no database")
struct MemberTests {
    private func member(_ role: Role = .recruiter, _ status: UserStatus = .active) -> Member {
        let user = User(
            id: UserID(1),
            version: 3,
            name: "Ada",
            email: .literal("ada@example.com"),
            role: role,
            status: status,
            createdAt: Instant(seconds: 0)
        )
        return Member(user: user, account: status == .invited ? nil : AccountID(2))
    }

    private func update(
        _ name: String? = nil,
        role: Role? = nil,
        disabled: Bool? = nil
    ) -> UpdateUser {
        UpdateUser(id: UserID(1), name: name, role: role, disabled: disabled)
    }

    @Test("what is so already is no change")
    func nothing() {
        for change in [update(), update("Ada", role: .recruiter, disabled: false)] {
            var member = member()
            #expect(member.apply(change) == Member.Effect())
            #expect(member.user.version == 3)
        }
    }

    @Test("a name outdates no token, a role does, and so does being cut off")
    func tokens() {
        var renamed = member()
        #expect(renamed.apply(update("Ada Byron")) == .init(hasChanged: true))
        #expect(renamed.user.version == 4)
        var promoted = member()
        #expect(
            promoted.apply(update(role: .admin)) == .init(hasChanged: true, outdatesTokens: true)
        )
        var disabled = member()
        #expect(
            disabled.apply(update(disabled: true))
                == .init(hasChanged: true, outdatesTokens: true, isCutOff: true)
        )
        #expect(disabled.user.status == .disabled)
    }

    @Test("who comes back is what they were")
    func back() {
        for status in [UserStatus.active, .invited] {
            var member = member(.recruiter, status)
            _ = member.apply(update(disabled: true))
            #expect(member.user.status == .disabled)
            _ = member.apply(update(disabled: false))
            #expect(member.user.status == status)
        }
    }

    @Test("an active administrator is lost by another role or by being cut off, and only then")
    func administrator() {
        for change in [update(role: .recruiter), update(disabled: true)] {
            var active = member(.admin)
            #expect(active.apply(change).losesAdministrator)
            var invited = member(.admin, .invited)
            #expect(!invited.apply(change).losesAdministrator)
            var other = member(.techLead)
            #expect(!other.apply(change).losesAdministrator)
        }
        var renamed = member(.admin)
        #expect(!renamed.apply(update("Eve")).losesAdministrator)
    }

    @Test("a list's key fits into a cursor, whatever the name")
    func nameKey() {
        #expect(Member.nameKey("Ada") == "ada")
        for character in ["x", "ö", "田", "🧵"] {
            let key = Member.nameKey(String(repeating: character, count: 200))
            #expect(key.utf8.count <= 255 && key.utf8.count > 250 || character == "x")
            let cursor = Cursor("l", after: [.text(key)])
            #expect(cursor.keys(of: "l") == [.text(key)])
        }
    }
}
