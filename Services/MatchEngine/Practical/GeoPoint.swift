#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A place on the globe in degrees.
public struct GeoPoint: Hashable, Sendable {
    /// −90…90, north positive.
    public let latitude: Double
    /// −180…180, east positive.
    public let longitude: Double

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(latitude: Double, longitude: Double) throws(InputError) {
        guard (-90...90).contains(latitude) else { throw .outOfRange(.latitude) }
        guard (-180...180).contains(longitude) else { throw .outOfRange(.longitude) }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Great-circle distance by the haversine formula on a sphere of 6371.0088 km.
    public func kilometres(to other: GeoPoint) -> Double {
        let radians = Double.pi / 180
        let halfLatitude = sin((other.latitude - latitude) * radians / 2)
        let halfLongitude = sin((other.longitude - longitude) * radians / 2)
        let square =
            halfLatitude * halfLatitude
            + cos(latitude * radians) * cos(other.latitude * radians) * halfLongitude
            * halfLongitude
        // Rounding may push antipodes a hair above 1.
        return 2 * 6371.0088 * asin(min(1, square.squareRoot()))
    }
}
