import Configuration

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
            // The text itself: the package's own conversions take the default for what is wrong.
            let text = (try? provider.environmentValue(forName: setting.name)) ?? nil
            do throws(SettingFault) {
                try setting.check(text)
                texts[setting.name] = text
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw SettingFaults(all: faults) }
        self.texts = texts
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
