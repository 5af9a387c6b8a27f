/// Exchanges that wait, first come first served; one that gives up leaves from the middle at no
/// cost. Bounded by who appends. Confined to its event loop.
struct ExchangeLine {
    private(set) var first: ClientExchange?
    private var last: ClientExchange?
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ exchange: ClientExchange) {
        exchange.before = last
        if let last { last.behind = exchange } else { first = exchange }
        last = exchange
        count += 1
    }

    /// - Precondition: `exchange` stands in this line.
    mutating func remove(_ exchange: ClientExchange) {
        let (before, behind) = (exchange.before, exchange.behind)
        if let before { before.behind = behind } else { first = behind }
        if let behind { behind.before = before } else { last = before }
        exchange.before = nil
        exchange.behind = nil
        count -= 1
    }

    mutating func removeFirst() -> ClientExchange? {
        guard let exchange = first else { return nil }
        remove(exchange)
        return exchange
    }

    /// Everybody, in order, while each may leave.
    var members: [ClientExchange] {
        var all: [ClientExchange] = []
        var next = first
        while let exchange = next {
            all.append(exchange)
            next = exchange.behind
        }
        return all
    }
}
