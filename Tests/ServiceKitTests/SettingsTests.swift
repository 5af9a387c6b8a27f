import FoundationEssentials
import HTTP
import Testing
import Vocabulary

@testable import ServiceKit

@Suite("Settings are declared, and wrong ones are named")
struct SettingsTests {
    private static let port = Setting("T_PORT", default: 80, in: 1...65_535, "A port.")
    private static let flag = Setting("T_FLAG", default: false, "A flag.")
    private static let wait = Setting(
        "T_WAIT",
        default: Duration.seconds(5),
        in: .zero ... .seconds(60),
        "A time."
    )
    private static let secret = Setting<Confidential>(required: "T_SECRET", "A secret.")
    private static let peers = Setting("T_PEERS", default: Addresses([.init("a", 1)]), "Peers.")
    private static let all: [any DeclaredSetting] = [port, flag, wait, secret, peers]

    @Test("every setting that is wrong is named in one error, and no value is repeated")
    func faults() {
        let error = #expect(throws: SettingFaults.self) {
            try Settings(
                Self.all,
                environment: [
                    "T_PORT": "70000", "T_FLAG": "yes", "T_WAIT": "5 days", "T_PEERS": "x",
                ]
            )
        }
        let texts = error?.all.map(\.text) ?? []
        #expect(texts.count == 5)
        for name in ["T_PORT", "T_FLAG", "T_WAIT", "T_SECRET", "T_PEERS"] {
            #expect(texts.contains { $0.hasPrefix(name) }, "\(name)")
        }
        for value in ["70000", "yes", "5 days"] {
            #expect(!texts.contains { $0.contains(value) }, "\(value)")
        }
    }

    @Test("what is set is read, what is not has its default")
    func values() throws {
        let settings = try Settings(
            Self.all,
            environment: [
                "T_SECRET": "hush", "T_WAIT": "250ms", "T_PEERS": "10.0.0.1:80,host:81",
            ]
        )
        #expect(settings[Self.port] == 80)
        #expect(settings[Self.flag] == false)
        #expect(settings[Self.wait] == .milliseconds(250))
        #expect(settings[Self.secret].text == "hush")
        let expected = [Upstream.Address("10.0.0.1", 80), Upstream.Address("host", 81)]
        #expect(settings[Self.peers].all == expected)
    }

    @Test("a secret may stand in a file, and then nowhere else")
    func files() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("hush\n".utf8).write(to: file)
        let variables = ["T_SECRET_FILE": file.path]
        let settings = try Settings([Self.secret], environment: variables)
        #expect(settings[Self.secret].text == "hush")
        #expect(Self.secret.help.contains("T_SECRET_FILE"))
        #expect(!Self.port.help.contains("_FILE"))
        for wrong in [["T_SECRET": "hush"], ["T_SECRET_FILE": "/nowhere/\(UUID())"]] {
            let error = #expect(throws: SettingFaults.self) {
                try Settings([Self.secret], environment: variables.merging(wrong) { $1 })
            }
            #expect(error?.all.allSatisfy { $0.text.hasPrefix("T_SECRET") } == true)
        }
        // What is no secret is not looked for in files.
        let port = try Settings([Self.port], environment: ["T_PORT_FILE": file.path])
        #expect(port[Self.port] == 80)
    }

    @Test(
        "durations have a unit",
        arguments: [
            ("0s", Duration.zero), ("250ms", .milliseconds(250)), ("90s", .seconds(90)),
            ("5m", .seconds(300)), ("48h", .seconds(172_800)), ("30d", .seconds(2_592_000)),
            ("5", nil), ("s", nil), ("-5s", nil), ("1.5s", nil), ("5 s", nil),
            ("9999999999d", nil),
        ]
    )
    func durations(text: String, duration: Duration?) {
        #expect(Duration(setting: text) == duration)
        if let duration { #expect(Duration(setting: duration.settingText) == duration) }
    }

    @Test(
        "addresses are host and port",
        arguments: ["", ":80", "host", "host:", "host:0", "host:65536", "a:1,", "a:1,,b:2"]
    )
    func addresses(text: String) {
        #expect(Addresses(setting: text) == nil)
    }

    @Test("--help shows name, meaning, range and default of every setting, and no secret")
    func help() {
        #expect(Self.port.help.contains("T_PORT"))
        #expect(Self.port.help.contains("1 to 65535"))
        #expect(Self.port.help.contains("default: 80"))
        #expect(Self.secret.help.contains("required"))
        let hidden = Setting("T_TOKEN", default: Confidential("hush"), "A token.")
        #expect(!hidden.help.contains("hush"))
    }

    @Test("each program has the common settings once", arguments: Service.allCases)
    func common(service: Service) {
        let names = CommonSettings.all(of: service).map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasPrefix("VOUCH_") })
    }
}
