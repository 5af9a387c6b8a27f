extension PayWish: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        target.write(to: &writer)
        minimum.write(to: &writer)
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> PayWish {
        PayWish(target: try .read(from: &reader), minimum: try .read(from: &reader))
    }
}

extension Pay: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        writer.put(amount)
        writer.put(currency.description)
        writer.put(period.rawValue)
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> Pay {
        let amount = try reader.takeDouble()
        let currency = try reader.takeText()
        guard let period = PayPeriod(rawValue: try reader.takeText()),
            let pay = try? Pay(amount, CurrencyCode(currency), per: period)
        else { throw .malformed }
        return pay
    }
}

extension WorkingTime: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        week.write(to: &writer)
        offset.write(to: &writer)
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> WorkingTime {
        WorkingTime(week: try .read(from: &reader), offset: try .read(from: &reader))
    }
}

extension WeekBitmap: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        for index in 0..<6 { writer.put(words[index]) }
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> WeekBitmap {
        var week = WeekBitmap()
        for index in 0..<6 {
            let word = try reader.take(UInt64.self)
            for bit in 0..<64 where word >> UInt64(bit) & 1 == 1 {
                guard index * 64 + bit < slots else { throw .malformed }
                week.insert(index * 64 + bit)
            }
        }
        return week
    }
}

extension UTCOffset: SnapshotValue {
    func write(to writer: inout ByteWriter) { writer.put(minutes) }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> UTCOffset {
        let minutes = Int(try reader.take(Int16.self))
        guard let offset = try? UTCOffset(minutes: minutes) else { throw .malformed }
        return offset
    }
}

extension GeoPoint: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        writer.put(latitude)
        writer.put(longitude)
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> GeoPoint {
        let latitude = try reader.takeDouble()
        let longitude = try reader.takeDouble()
        guard let point = try? GeoPoint(latitude: latitude, longitude: longitude) else {
            throw .malformed
        }
        return point
    }
}

extension CountryCode: SnapshotValue {
    func write(to writer: inout ByteWriter) { writer.put(description) }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> CountryCode {
        let text = try reader.takeText()
        guard let code = try? CountryCode(text) else { throw .malformed }
        return code
    }
}

extension BenefitWishes: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        required.write(to: &writer)
        preferred.write(to: &writer)
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> BenefitWishes {
        BenefitWishes(required: try .read(from: &reader), preferred: try .read(from: &reader))
    }
}

extension [LanguageCode: CEFR]: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        writer.put(UInt16(count))
        for (language, level) in sorted(by: { $0.key < $1.key }) {
            writer.put(language.description)
            writer.put(level.rawValue)
        }
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> Self {
        var spoken: Self = [:]
        for _ in 0..<(try reader.take(UInt16.self)) {
            let text = try reader.takeText()
            let level = CEFR(rawValue: try reader.take(UInt8.self))
            guard let language = try? LanguageCode(text), let level,
                spoken.updateValue(level, forKey: language) == nil
            else { throw .malformed }
        }
        return spoken
    }
}
