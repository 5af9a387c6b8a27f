import SystemPackage

/// The process's own outputs, written whole. Where nobody reads any more there is nobody to tell.
public enum StandardStreams {
    /// What was asked for.
    static func output(_ text: String) {
        _ = try? FileDescriptor.standardOutput.writeAll(text.utf8)
    }

    /// The log, and why a program does not start.
    @Sendable public static func error(_ bytes: [UInt8]) {
        _ = try? FileDescriptor.standardError.writeAll(bytes)
    }
}
