/// A PostgreSQL type, by the identifier that the server's `pg_type` catalogue gives it.
///
/// Only the types this driver speaks are named. Types that a database defines itself (enums,
/// extension types) have identifiers from `firstUserDefined` up, which differ between databases.
public struct PostgresType: Hashable, Sendable {
    /// The object identifier (`pg_type.oid`).
    public let oid: UInt32

    /// The type with this object identifier.
    public init(oid: UInt32) {
        self.oid = oid
    }

    /// True for enums, extension types and whatever else a database defined itself.
    public var isUserDefined: Bool { oid >= PostgresType.firstUserDefined }

    /// `FirstNormalObjectId` in PostgreSQL's `access/transam.h`.
    static let firstUserDefined: UInt32 = 16384
}

extension PostgresType {
    /// `boolean`.
    public static let bool = PostgresType(oid: 16)
    /// `bytea`.
    public static let bytea = PostgresType(oid: 17)
    /// `name`, the type of identifiers in the catalogues.
    public static let name = PostgresType(oid: 19)
    /// `bigint`.
    public static let int8 = PostgresType(oid: 20)
    /// `smallint`.
    public static let int2 = PostgresType(oid: 21)
    /// `integer`.
    public static let int4 = PostgresType(oid: 23)
    /// `text`.
    public static let text = PostgresType(oid: 25)
    /// `oid`.
    public static let objectIdentifier = PostgresType(oid: 26)
    /// `json`.
    public static let json = PostgresType(oid: 114)
    /// `real`.
    public static let float4 = PostgresType(oid: 700)
    /// `double precision`.
    public static let float8 = PostgresType(oid: 701)
    /// The type of a literal nobody gave a type.
    public static let unknown = PostgresType(oid: 705)
    /// `character(n)`.
    public static let bpchar = PostgresType(oid: 1042)
    /// `character varying(n)`.
    public static let varchar = PostgresType(oid: 1043)
    /// `date`.
    public static let date = PostgresType(oid: 1082)
    /// `timestamp with time zone`.
    public static let timestamptz = PostgresType(oid: 1184)
    /// `interval`.
    public static let interval = PostgresType(oid: 1186)
    /// `bit(n)`.
    public static let bit = PostgresType(oid: 1560)
    /// `bit varying(n)`.
    public static let varbit = PostgresType(oid: 1562)
    /// `numeric`.
    public static let numeric = PostgresType(oid: 1700)
    /// `uuid`.
    public static let uuid = PostgresType(oid: 2950)
    /// `jsonb`.
    public static let jsonb = PostgresType(oid: 3802)
}

extension PostgresType: CustomStringConvertible {
    /// The type's name in SQL, or its number where the driver does not know it.
    public var description: String {
        if let name = PostgresType.scalarNames[oid] { return name }
        if let element = PostgresType.elementOfArray[oid] { return "\(element)[]" }
        return "type \(oid)"
    }

    /// True for the array types of the named types.
    var isArray: Bool { PostgresType.elementOfArray[oid] != nil }

    private static let scalarNames: [UInt32: String] = [
        16: "bool", 17: "bytea", 19: "name", 20: "int8", 21: "int2", 23: "int4", 25: "text",
        26: "oid", 114: "json", 700: "float4", 701: "float8", 705: "unknown", 1042: "bpchar",
        1043: "varchar", 1082: "date", 1083: "time", 1114: "timestamp", 1184: "timestamptz",
        1186: "interval", 1560: "bit", 1562: "varbit", 1700: "numeric", 2278: "void",
        2950: "uuid", 3802: "jsonb",
    ]

    private static let arrays: [UInt32: UInt32] = [
        16: 1000, 17: 1001, 19: 1003, 20: 1016, 21: 1005, 23: 1007, 25: 1009, 26: 1028,
        114: 199, 700: 1021, 701: 1022, 1042: 1014, 1043: 1015, 1082: 1182, 1184: 1185,
        1186: 1187, 1560: 1561, 1562: 1563, 1700: 1231, 2950: 2951, 3802: 3807,
    ]

    private static let elementOfArray: [UInt32: String] = Dictionary(
        uniqueKeysWithValues: arrays.compactMap { element, array in
            scalarNames[element].map { name in (array, name) }
        }
    )
}
