import FoundationEssentials
import Glibc

/// A folder with the certificate of `localhost`, its key, the authority that signed it, and
/// another authority that did not.
struct Certificates {
    struct Failure: Error {}

    let folder: String
    var authority: String { "\(folder)/authority.pem" }
    var stranger: String { "\(folder)/stranger.pem" }
    var certificate: String { "\(folder)/server.pem" }
    var key: String { "\(folder)/server.key" }

    private static let script = """
        new() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
            -days 2 -keyout "$1.key" -out "$1.pem" -subj "/CN=$1" "${@:2}" 2>&1; } >/dev/null
        cd "$0" && new authority && new stranger &&
        new server -CA authority.pem -CAkey authority.key -addext subjectAltName=DNS:localhost &&
        chmod 600 server.key
        """

    init() throws {
        folder = "\(FileManager.default.temporaryDirectory.path)/certificates-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let words = ["bash", "-c", Certificates.script, folder]
        var arguments = unsafe words.map { word in unsafe strdup(word) } + [nil]
        defer { while let argument = unsafe arguments.popLast() { unsafe free(argument) } }
        var child: pid_t = 0
        var status: Int32 = 0
        guard unsafe posix_spawnp(&child, "bash", nil, nil, &arguments, environ) == 0,
            unsafe waitpid(child, &status, 0) == child, status == 0
        else { throw Failure() }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
