import Testing

@testable import identity

@Suite("Tries are counted by what one household has")
struct NetworkAddressTests {
    @Test(
        "an address's network",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
            ("2001:DB8:1:2::1", "2001:db8:1:2"), ("2001:db8::1", "2001:db8:0:0"),
            ("::1", "0:0:0:0"), ("fe80::1%eth0", "fe80:0:0:0"),
            ("2001:0db8:0001:0002:ffff::", "2001:db8:1:2"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("unknown", "unknown"), ("", ""), ("x:y:z:w:v", "x:y:z:w:v"), ("1:2", "1:2"),
        ]
    )
    func network(address: String, expected: String) {
        #expect(NetworkAddress(address).text == expected)
    }
}
