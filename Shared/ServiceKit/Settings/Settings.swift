import Configuration
import FoundationEssentials

/// The settings of a program, all of them valid.
public struct Settings: Sendable {
    private let texts: [String: String]

    /// Reads every declared setting from the environment.
    /// - Throws: everything that is wrong, in one error.
    public init(
        _ declared: [any DeclaredSetting],
        environment: [String: String]? = nil
    ) throws(SettingFaults) {
        let provider =
            environment.map { EnvironmentVariablesProvider(environmentVariables: $0) }
            ?? EnvironmentVariablesProvider()
        var texts: [String: String] = [:]
        var faults: [SettingFault] = []
        for setting in declared {
            do throws(SettingFault) {
                let text = try Self.text(of: setting, provider)
                try setting.check(text)
                texts[setting.name] = text
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw SettingFaults(all: faults) }
        self.texts = texts
    }

    /// What the variable holds, or for a secret the file that `NAME_FILE` names.
    private static func text(
        of setting: any DeclaredSetting,
        _ provider: EnvironmentVariablesProvider
    ) throws(SettingFault) -> String? {
        // The text itself: the package's own conversions take the default for what is wrong.
        func variable(_ name: String) -> String? {
            (try? provider.environmentValue(forName: name)) ?? nil
        }
        let text = variable(setting.name)
        guard setting.isSecret, let path = variable("\(setting.name)_FILE") else { return text }
        guard text == nil else {
            throw SettingFault("\(setting.name) and \(setting.name)_FILE exclude each other.")
        }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw SettingFault("\(setting.name)_FILE must name a file that can be read.")
        }
        let lines = String(decoding: content, as: UTF8.self)
        return lines.hasSuffix("\n") ? String(lines.dropLast()) : lines
    }

    /// The value of a setting that was declared when these were read.
    public subscript<Value>(setting: Setting<Value>) -> Value {
        do throws(SettingFault) {
            return try setting.value(texts[setting.name])
        } catch {
            preconditionFailure("\(setting.name) is not among the program's settings.")
        }
    }
}

/// Everything that is wrong with a program's settings.
public struct SettingFaults: Error {
    /// At least one.
    public let all: [SettingFault]
}
