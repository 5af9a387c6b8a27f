@main enum IdentityService {
    static func main() async {}
}
