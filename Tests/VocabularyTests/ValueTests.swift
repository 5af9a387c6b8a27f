import Testing
import Vocabulary

@Suite("Values refuse nonsense")
struct ValueTests {
    @Test(
        "e-mail addresses",
        arguments: [
            "ada@example.com", "a.b+c@sub.example.co", "o'brien@example.ie", "jörg@müller.example",
            "x@a-b.example", "1@2.example",
        ]
    )
    func addresses(_ text: String) throws {
        let address = try #require(EmailAddress(text))
        #expect(address.text == text)
        #expect(EmailAddress(text.uppercased())?.key == address.key)
    }

    @Test(
        "no e-mail addresses",
        arguments: [
            "", "@", "a@", "@b.example", "a@b", "a b@c.example", "a@b c.example", "a@@b.example",
            ".a@b.example", "a.@b.example", "a..b@c.example", "a@.example", "a@b..example",
            "a@-b.example", "a@b-.example", "a@b.example\n", "a\u{0}@b.example",
            "\"a b\"@c.example", "a@[127.0.0.1]", "<a@b.example>", "a@b.example, c@d.example",
            String(repeating: "a", count: 65) + "@b.example",
            "a@" + String(repeating: "b.", count: 126) + "example",
        ]
    )
    func noAddresses(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test("addresses of the web")
    func web() {
        for good in [
            "https://example.com", "http://example.com:8080/a?b=c#d", "HTTPS://example.com",
            "https://müller.example/weg",
        ] {
            #expect(WebAddress(good)?.text == good)
        }
        for bad in [
            "", "example.com", "javascript:alert(1)", "https:/example.com", "https://",
            "https://user:pass@example.com", "https://a b.example", "https://example.com\\@evil",
            "data:text/html,x", "ftp://example.com", "https://example.com:port", "https://:80",
            "https://example.com\n", "https://e.example/\"onload=", "https://\u{0}.example",
            "https://example.com/" + String(repeating: "a", count: 2_048),
        ] {
            #expect(WebAddress(bad) == nil, "\(bad)")
        }
    }

    @Test("countries and currencies are those there are")
    func codes() {
        #expect(CountryCode.all.count == 249)
        #expect(CountryCode("SE")?.description == "SE" && CountryCode("ZW") != nil)
        #expect(CurrencyCode("SEK")?.description == "SEK" && CurrencyCode("ZWG") != nil)
        for bad in ["", "se", "XX", "UK", "SWE", "S", "ÅÄ", "SE "] {
            #expect(CountryCode(bad) == nil, "\(bad)")
        }
        for bad in ["", "sek", "XXX", "BTC", "SE", "DEM"] { #expect(CurrencyCode(bad) == nil) }
    }

    @Test(
        "amounts",
        arguments: [
            ("0", 0, "0"), ("55000", 5_500_000, "55000"), ("45.5", 4_550, "45.5"),
            ("45.05", 4_505, "45.05"), ("45.50", 4_550, "45.5"), ("0.01", 1, "0.01"),
            ("1000000000000", 100_000_000_000_000, "1000000000000"),
        ]
    )
    func amounts(_ text: String, _ hundredths: Int64, _ printed: String) throws {
        let amount = try #require(Amount(text))
        #expect(amount.hundredths == hundredths && amount.description == printed)
    }

    @Test("no amounts")
    func noAmounts() {
        for bad in [
            "", "-1", "1.", ".5", "1.234", "1e3", "1,5", "1.2.3", "1000000000000.01", "+1",
            "99999999999999999999", "0x10", "NaN", " 1",
        ] {
            #expect(Amount(bad) == nil, "\(bad)")
        }
    }

    @Test("ratings and scores stay in range")
    func ranges() {
        #expect((-5...20).compactMap { StageRating($0)?.value } == Array(1...5))
        #expect((-5...20).compactMap { SkillRating($0)?.value } == Array(1...10))
        #expect(MatchScore(1)?.value == 1 && MatchScore(1.000_001) == nil)
        #expect(InterviewScore(100)?.value == 100 && InterviewScore(-0.1) == nil)
        #expect(Confidence(.nan) == nil && Confidence(-.infinity) == nil && Confidence(0) != nil)
    }

    @Test("a patch keeps, clears or sets")
    func patch() {
        #expect(Patch.keep.applied(to: 1) == 1)
        #expect(Patch<Int>.clear.applied(to: 1) == nil)
        #expect(Patch.set(2).applied(to: 1) == 2 && Patch.set(2).applied(to: nil) == 2)
    }

    @Test("what is confidential does not show, however it is printed")
    func confidential() {
        struct Login { let password = Confidential("hunter2 hunter2") }
        var dumped = ""
        dump(Login(), to: &dumped)
        for printed in ["\(Login())", String(reflecting: Login()), dumped] {
            #expect(!printed.contains("hunter2"))
        }
    }
}
