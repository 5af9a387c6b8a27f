import Contract
import Vocabulary

extension WireText {
    /// A value that is written in a test; a mistake in it is the test's.
    static func literal(_ text: String) -> Self {
        guard let value = Self(utf8: text.utf8.span) else {
            preconditionFailure("\(Self.self) cannot be \(text).")
        }
        return value
    }
}

extension Identifier {
    /// An identifier that is easily told from others.
    init(_ number: UInt64) {
        self.init(UUID128(high: 0x0198_F3A0_0000_7000, low: 0x8000_0000_0000_0000 | number))
    }
}

extension CandidateFields {
    /// What is usual.
    static let ada = CandidateFields(
        name: "Ada",
        email: .literal("ada@example.com"),
        phone: "+46 8 123 456",
        skills: [CandidateSkill(name: "Weaving")]
    )

    /// A value in every field.
    static let full = CreateCandidate.example.request.fields
}
