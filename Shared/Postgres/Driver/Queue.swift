/// First in, first out, without moving what is behind the first.
struct Queue<Element> {
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }
    /// The first element, which can be changed in place.
    var first: Element? {
        get { isEmpty ? nil : elements[head] }
        _modify {
            // Only optional chaining leads here, which leaves an empty place empty.
            if isEmpty {
                var none: Element?
                yield &none
            } else {
                yield &elements[head]
            }
        }
    }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = elements[head].take()
        head += 1
        if head == elements.count {
            elements.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 64, head * 2 >= elements.count {
            // The popped half is given back; each element is moved at most once on average.
            elements.removeFirst(head)
            head = 0
        }
        return element
    }

    func contains(where matches: (Element) -> Bool) -> Bool {
        elements[head...].contains { element in element.map(matches) ?? false }
    }

    /// Takes out every element that matches, in order.
    mutating func remove(where matches: (Element) -> Bool) -> [Element] {
        let all = elements[head...].compactMap { element in element }
        let removed = all.filter(matches)
        guard !removed.isEmpty else { return [] }
        elements = all.filter { element in !matches(element) }
        head = 0
        return removed
    }

    mutating func removeAll() -> [Element] {
        remove { _ in true }
    }

    func forEach(_ body: (Element) -> Void) {
        for case .some(let element) in elements[head...] {
            body(element)
        }
    }
}

extension Queue: Sendable where Element: Sendable {}
