import Contract
import Vocabulary

/// A member of one organization, and the account that signs in as it. Changes are decided here.
struct Member: Hashable, Sendable {
    /// What the organization sees.
    var user: User
    /// Nobody's until the invitation is accepted.
    var account: AccountID?

    /// What a change amounts to for tokens that are about.
    struct Effect: Hashable {
        /// Whether anything has changed.
        var hasChanged = false
        /// Whether the organization loses an active administrator.
        var losesAdministrator = false
        /// Whether tokens that were issued say what is no longer so.
        var outdatesTokens = false
        /// Whether the member was cut off.
        var isCutOff = false
    }

    /// By which lists are sorted; short enough to be a cursor's key.
    var nameKey: String { Self.nameKey(user.name) }

    static func nameKey(_ name: String) -> String {
        let key = name.lowercased()
        var bytes = key.utf8.prefix(nameKeyBytesMax)
        // Cut between scalars: what is left must still be text.
        while String(bytes) == nil { bytes = bytes.dropLast() }
        return String(bytes) ?? ""
    }

    /// What a cursor holds of a text.
    private static let nameKeyBytesMax = 255

    private var isActiveAdministrator: Bool { user.role == .admin && user.status == .active }

    /// Makes a change. Nothing happens where everything is so already.
    mutating func apply(_ change: UpdateUser) -> Effect {
        let before = self
        user.name = change.name ?? user.name
        user.role = change.role ?? user.role
        if let disabled = change.disabled { setDisabled(disabled) }
        guard self != before else { return Effect() }
        user.version += 1
        let isCutOff = user.status == .disabled && before.user.status != .disabled
        return Effect(
            hasChanged: true,
            losesAdministrator: before.isActiveAdministrator && !isActiveAdministrator,
            outdatesTokens: isCutOff || user.role != before.user.role,
            isCutOff: isCutOff
        )
    }

    /// Who comes back is what they were: a member, or still only invited.
    private mutating func setDisabled(_ disabled: Bool) {
        if disabled {
            user.status = .disabled
        } else if user.status == .disabled {
            user.status = account == nil ? .invited : .active
        }
    }

    /// Accepts the invitation.
    mutating func join(as account: AccountID, name: String?) {
        self.account = account
        user.name = name ?? user.name
        user.status = .active
        user.version += 1
    }
}
