import ArgumentParser

/// Vouch on one machine.
@main
struct Vouch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouch",
        abstract: "Hiring software in which evidence travels.",
        subcommands: [Match.self]
    )
}
