import ArgumentParser

/// Vouch on one machine.
@main
struct Vouch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouch",
        abstract: "Hiring software in which evidence travels.",
        subcommands: [
            Up.self, Down.self, Status.self, Logs.self, Keys.self, Token.self, Migrate.self,
            Prepare.self, Probe.self, Match.self,
        ]
    )
}

/// Where the commands that run Vouch find each other.
struct HomeOption: ParsableArguments {
    @Option(help: "Folder for data, keys, logs and mail.")
    var home = ".vouch"

    var folder: Home { Home(home) }
}

/// What is wrong, in words for the person at the terminal.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
