/// What a PATCH says of a field that may be empty. `T??` could say it too, and nobody could read
/// it.
@frozen
public enum Patch<Value> {
    /// The field is not mentioned: it stays as it is.
    case keep
    /// The field is `null`: it becomes empty.
    case clear
    /// The field gets a value.
    case set(Value)

    /// The field after the change.
    @inlinable
    public func applied(to value: Value?) -> Value? {
        switch self {
        case .keep: value
        case .clear: nil
        case .set(let new): new
        }
    }
}

extension Patch: Sendable where Value: Sendable {}
extension Patch: Equatable where Value: Equatable {}
extension Patch: Hashable where Value: Hashable {}
