import Contract
import Vocabulary

/// An operation as the gateway sees it: who may call it, who does it, what it may be sent.
final class EdgeRoute: Sendable {
    let name: String
    let path: String
    let service: Service
    let audience: Audience
    let idempotency: Idempotency
    let bodyBytesMax: Int
    /// What the access log says of it.
    let label: LogBuffer.RouteLabel

    init(_ operation: any Operation.Type) {
        name = operation.name
        path = operation.route.path
        service = operation.service
        audience = operation.audience
        idempotency = operation.idempotency
        bodyBytesMax = operation.bodyBytesMax
        label = LogBuffer.RouteLabel(
            operation: operation.name,
            path: operation.route.path,
            of: operation.service
        )
    }
}
