/// A condition of a plan, taken apart as far as a linter needs: `((t.a = 1) AND (t.b ~~ 'x'))`.
struct Predicate: Hashable {
    /// As EXPLAIN printed it, without parentheses around the whole.
    let text: String

    /// The parts that AND connects.
    static func conjuncts(of condition: String) -> [Predicate] {
        let bare = withoutParentheses(condition)
        return split(bare, at: " AND ").map { Predicate(text: withoutParentheses($0)) }
    }

    /// The columns of `alias` that it mentions.
    func columns(of alias: String) -> Set<String> {
        let names = text.matches(of: /([A-Za-z_][A-Za-z0-9_$]*)\.([a-z_][a-z0-9_$]*)/)
        return Set(names.filter { $0.1 == alias }.map { String($0.2) })
    }

    /// Column and operator where it compares one column, as it is, with something else: the only
    /// form an index answers. `IS NULL` and a bare boolean count as operators of their own.
    func comparison(of alias: String) -> (column: String, operator: String)? {
        let mentioned = columns(of: alias)
        guard mentioned.count == 1, let column = mentioned.first else { return nil }
        let name = "\(alias).\(column)"
        if text == name || text == "NOT \(name)" { return (column, "") }
        if text == "\(name) IS NULL" || text == "\(name) IS NOT NULL" { return (column, "IS") }
        let words = text.split(separator: " ")
        guard words.count > 2 else { return nil }
        if words[0] == name { return (column, String(words[1])) }
        if words[words.count - 1] == name { return (column, String(words[words.count - 2])) }
        return nil
    }

    private static func withoutParentheses(_ text: String) -> String {
        guard text.first == "(", text.last == ")" else { return text }
        let inner = String(text.dropFirst().dropLast())
        return isBalanced(inner) ? withoutParentheses(inner) : text
    }

    private static func isBalanced(_ text: String) -> Bool {
        var depth = 0
        for (character, isQuoted) in marked(text) where !isQuoted {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth < 0 { return false }
        }
        return depth == 0
    }

    private static func split(_ text: String, at separator: String) -> [String] {
        var parts = [""]
        var depth = 0
        for (character, isQuoted) in marked(text) {
            if !isQuoted { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
            parts[parts.count - 1].append(character)
            if depth == 0, !isQuoted, parts[parts.count - 1].hasSuffix(separator) {
                parts[parts.count - 1].removeLast(separator.count)
                parts.append("")
            }
        }
        return parts
    }

    /// Each character with whether it stands in a string.
    private static func marked(_ text: String) -> [(Character, Bool)] {
        var isQuoted = false
        return text.map { character in
            if character == "'" { isQuoted.toggle() }
            return (character, isQuoted || character == "'")
        }
    }
}
