import Vocabulary

/// Changes the reasons for ends.
public struct UpdateReasonCodes: Hashable, Sendable {
    /// All codes, in their order: small letters, digits and `_`.
    public var codes: [String]

    /// Takes every field.
    public init(
        codes: [String]
    ) {
        self.codes = codes
    }
}

extension UpdateReasonCodes: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.put, "/interviews/reason-codes")
    /// Who may ask.
    public static let audience = Audience.user(.admin).orKey
    /// What it answers.
    public typealias Response = ReasonCodes
    /// What it does.
    public static let about = """
        Replaces the reason codes of the organization. What was recorded with an earlier code
        keeps it.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateReasonCodes(codes: ["skills_gap", "compensation"]),
        ReasonCodes(version: 4, codes: ["skills_gap", "compensation"])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(codes:),
        Field(
            "codes",
            \.codes,
            .items(1...Limits.shortListItems, each: .line(1...Limits.reasonCode)),
            about: "All codes, in their order: small letters, digits and `_`."
        )
    )
}

extension UpdateReasonCodes {
    /// Codes are words of programs, each once; roles that close or wait are no reason to reject.
    public func faults() -> [FieldError] {
        var faults: [FieldError] = []
        for (index, code) in codes.enumerated() {
            let isCode = code.utf8.allSatisfy {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "_")
            }
            if !isCode {
                faults.append(
                    FieldError("codes[\(index)]", .malformed, "must be small letters, digits and _")
                )
            }
            if codes[..<index].contains(code) {
                faults.append(FieldError("codes[\(index)]", .duplicateField, "must be given once"))
            }
            if InterviewStatus.reasonsThatAreNone.contains(code) {
                faults.append(
                    FieldError(
                        "codes[\(index)]",
                        .inconsistent,
                        "is a state of the role, no reason"
                    )
                )
            }
        }
        return faults
    }
}

extension InterviewStatus {
    /// What a rejection cannot be given as its reason: these have calls of their own.
    public static let reasonsThatAreNone = ["role_closed", "role_on_hold"]
}
