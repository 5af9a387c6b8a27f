import Contract
import Vocabulary

extension UpdateOrganization {
    /// The organization after the change, its version not yet counted.
    func applied(to old: Organization) -> Organization {
        var new = old
        new.name = name ?? old.name
        new.description = description.applied(to: old.description)
        new.site = site.applied(to: old.site)
        new.domains = domains ?? old.domains
        new.logoAddress = logoAddress.applied(to: old.logoAddress)
        new.mission = mission.applied(to: old.mission)
        new.vision = vision.applied(to: old.vision)
        new.values = values ?? old.values
        return new
    }
}
