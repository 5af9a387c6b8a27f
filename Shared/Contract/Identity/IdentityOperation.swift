public import Vocabulary

/// An operation of identity: organizations, accounts, people, candidate records.
public protocol IdentityOperation: Operation {}

extension IdentityOperation {
    /// Identity does it.
    public static var service: Service { .identity }
}

extension Bounds {
    /// A password that is being chosen. Whether it is a common one is for identity to say.
    static let newPassword = Bounds.line(Limits.passwordMin...Limits.passwordMax)
}

extension [FieldError] {
    /// What ends has begun: `to` is not before `from`.
    static func period(_ from: PartialDate?, _ to: PartialDate?) -> [FieldError] {
        guard let from, let to, to.latest < from.start else { return [] }
        return [FieldError("to", .inconsistent, "must not be before from")]
    }
}
