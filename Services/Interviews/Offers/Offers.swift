import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The offers of processes. A process moves with its offer, whichever is called.
struct Offers: Sendable {
    let desk: Desk

    /// Makes the next version of an offer.
    func make(_ request: MakeOffer, _ call: Call) async throws -> ServiceKit.Answer<Offer> {
        try await desk.store.once(request, call, tenant: call.organization) { transaction in
            try await desk.change(request.id, call, in: transaction) { dossier, moment in
                try dossier.makeOffer(request.offerDetails, isSent: request.send, at: moment)
            }.result
        }
    }

    /// Changes a draft, sends it, or records what became of it.
    func update(_ request: UpdateOffer, _ call: Call) async throws -> Offer {
        try await desk.store.transaction(for: call.organization) { transaction in
            let isKnown = try await ReasonCodeStore(transaction).knows(request.reasonCode)
            return try await desk.change(request.id, call, in: transaction) { dossier, moment in
                guard dossier.offers.indices.contains(request.version - 1) else {
                    throw Refusal.notFound("This process has no such offer.")
                }
                if let details = request.offerDetails {
                    try dossier.changeDraft(request.version, details)
                }
                if let status = request.status {
                    try dossier.answerOffer(
                        request.version,
                        status,
                        cause: Cause(
                            change: .offerChanged,
                            reasonCode: request.reasonCode,
                            note: request.note
                        ),
                        at: moment
                    )
                }
                if !isKnown { throw InterviewObjection.unknownReason }
                return dossier.offers[request.version - 1]
            }.result
        }
    }
}
