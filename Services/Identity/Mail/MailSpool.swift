import FoundationEssentials
import ServiceKit

/// Puts messages into a folder, one file each: for a machine without a mail server.
struct MailSpool: Mailer {
    private let folder: URL
    private let blocking: BlockingWork

    /// - Parameter blocking: where files are written, beside the event loops.
    init(_ path: String, on blocking: BlockingWork) {
        folder = URL(filePath: path, directoryHint: .isDirectory)
        self.blocking = blocking
    }

    func send(_ message: MailMessage) async throws(MailError) {
        do {
            try await blocking.run { [folder] in
                let attributes: [FileAttributeKey: any Sendable] = [.posixPermissions: 0o700]
                let files = FileManager.default
                try files.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true,
                    attributes: attributes
                )
                // The name sorts by time; a message sent again replaces itself.
                let file = folder.appending(path: "\(message.id).eml")
                try Data(message.bytes(eightBit: true)).write(to: file, options: .atomic)
            }
        } catch {
            throw .cannotSpool
        }
    }
}
