import NIOCore

/// What a service's addresses stand for: IP addresses for themselves, names for what they were last
/// looked up as. Confined to its event loop.
struct AddressBook {
    private var version: Int?
    private var entries: [Entry] = []
    /// The earliest time at which a name is to be looked up again.
    private var nextLookup = NIODeadline.distantFuture
    private let interval: TimeAmount
    private let addressesMax: Int

    private struct Entry {
        let name: Upstream.Address
        var found: [SocketAddress]
        /// Never for an IP address.
        var lookupAt: NIODeadline
        var isLooking = false
    }

    /// A name that could not be looked up is tried again after this.
    private static let retryInterval = TimeAmount.seconds(1)

    init(_ limits: ClientLimits) {
        interval = TimeAmount(limits.lookupInterval)
        addressesMax = limits.addressesPerNameMax
    }

    /// Whether somebody is being asked what a name stands for.
    var isLooking: Bool { entries.contains(where: \.isLooking) }

    var endpoints: [Endpoint] {
        var seen: Set<Endpoint> = []
        return entries.flatMap { entry in
            entry.found.map { Endpoint(address: $0, name: entry.name) }
        }.filter { seen.insert($0).inserted }
    }

    func needsRefresh(_ upstream: Upstream, now: NIODeadline) -> Bool {
        version != upstream.version || nextLookup <= now
    }

    /// Takes over new addresses and looks up the names whose time has come; the answers go to
    /// `pool.lookedUp`.
    mutating func refresh(_ upstream: Upstream, _ pool: UpstreamPool) {
        let now = pool.loop.now
        if version != upstream.version {
            version = upstream.version
            entries = upstream.addresses.map { name in
                entries.first { $0.name == name } ?? Self.entry(for: name, now: now)
            }
        }
        for index in entries.indices where entries[index].lookupAt <= now {
            entries[index].isLooking = true
            entries[index].lookupAt = .distantFuture
            NameLookup.start(entries[index].name, for: pool)
        }
        setNextLookup()
    }

    private static func entry(for name: Upstream.Address, now: NIODeadline) -> Entry {
        let literal = try? SocketAddress(ipAddress: name.host, port: name.port)
        return Entry(
            name: name,
            found: literal.map { [$0] } ?? [],
            lookupAt: literal == nil ? now : .distantFuture
        )
    }

    /// - Parameter found: empty where the lookup failed; what was known is kept then.
    mutating func found(_ found: [SocketAddress], for name: Upstream.Address, now: NIODeadline) {
        guard let index = entries.firstIndex(where: { $0.name == name }) else { return }
        entries[index].isLooking = false
        if !found.isEmpty { entries[index].found = Array(found.prefix(addressesMax)) }
        entries[index].lookupAt = now + (found.isEmpty ? Self.retryInterval : interval)
        setNextLookup()
    }

    private mutating func setNextLookup() {
        nextLookup = entries.map(\.lookupAt).min() ?? .distantFuture
    }
}
