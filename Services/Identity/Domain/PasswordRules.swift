import Contract
import Tokens
import Vocabulary

/// What a password that is being chosen must not be. How long it must be stands in the contract.
enum PasswordRules {
    /// Fewer different characters than this are typed in a second, and guessed in one.
    static let differentCharactersMin = 5

    /// What is wrong with a password that somebody with this address wants; `nil` when it will do.
    static func fault(
        in password: Confidential,
        of email: EmailAddress,
        field: String
    ) -> FieldError? {
        let text = password.text.lowercased()
        if CommonPasswords.contains(text) {
            return FieldError(field, .tooCommon, "must not be among the most common passwords")
        }
        if Set(text).count < differentCharactersMin {
            return FieldError(field, .tooSimple, "must have more different characters")
        }
        // A name of two or three letters would rule out half the dictionary.
        let name = email.key.prefix { $0 != "@" }
        let withoutAddress = text.replacing(email.key, with: "")
        let rest = name.count < 4 ? withoutAddress : withoutAddress.replacing(name, with: "")
        if rest.count < Limits.passwordMin / 2 {
            return FieldError(field, .tooSimple, "must not be the e-mail address")
        }
        return nil
    }
}

extension FieldError.Code {
    /// Among the passwords that are tried first.
    static let tooCommon: FieldError.Code = "too_common"
    /// Long enough, and easily guessed.
    static let tooSimple: FieldError.Code = "too_simple"
}
