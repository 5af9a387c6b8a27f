import Contract
import Foundation
import Testing
import Tokens
import Vocabulary

@testable import identity

@Suite("A password that is chosen is not one that is tried first")
struct PasswordRulesTests {
    private static let address = "ada.byron@example.com"

    @Test(
        "is refused with the reason",
        arguments: [
            ("password1234", "too_common"), ("PassWord1234", "too_common"),
            ("qwertyuiopas", "too_common"), ("123456789012", "too_common"),
            ("iloveyou2024!", "too_common"), ("correct horse battery staple", "too_common"),
            ("aabbaabbaabb", "too_simple"), ("xxyyxxyyxxyyzz", "too_simple"),
            ("ada.byron@example.com", "too_simple"), ("ada.byron1234", "too_simple"),
            ("ADA.BYRON!", "too_simple"), ("ada.byronada.byron", "too_simple"),
        ]
    )
    func refused(password: String, code: String) throws {
        let email = try #require(EmailAddress(Self.address))
        let fault = PasswordRules.fault(in: Confidential(password), of: email, field: "password")
        #expect(fault?.code.text == code)
        #expect(fault?.field == "password")
        #expect(fault?.message.contains(password) == false)
    }

    @Test(
        "is taken",
        arguments: ["a long enough password", "Tr0ub4dor&3-or-so", "ada.byron likes algebra"]
    )
    func taken(password: String) throws {
        let email = try #require(EmailAddress(Self.address))
        #expect(PasswordRules.fault(in: Confidential(password), of: email, field: "p") == nil)
    }

    @Test("every line of the list is found, and nothing that lies between two lines")
    func list() throws {
        let file = Self.folder.appending(path: "data/common.txt")
        let list = try String(contentsOf: file, encoding: .utf8)
        let lines = list.split(separator: "\n").map(String.init)
        #expect(lines.count > 5_000)
        for line in lines { #expect(CommonPasswords.contains(line), "\(line)") }
        for line in lines { #expect(!CommonPasswords.contains(line + "~")) }
        for word in ["", "\n", "zzzzzzzzzzzzzzzzzzzzzzzzzzzz", "password1234\n"] {
            #expect(!CommonPasswords.contains(word))
        }
    }

    @Test("the list is what its script prints")
    func script() throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.folder.appending(path: "generate.py").path()]
        process.standardOutput = pipe
        try process.run()
        let printed = try pipe.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(printed == (try Data(contentsOf: Self.folder.appending(path: "data/common.txt"))))
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Shared/CCommonPasswords")
}
