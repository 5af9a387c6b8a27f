# Every command a person needs. README.md says what they do.
.PHONY: setup build release up test sanitize sanitize-thread sanitize-address format lint openapi bench

SWIFT ?= swift
TESTS := TidyTests VocabularyTests ContractTests TokensTests MatchEngineTests VouchTests \
	LocalPostgresTests PostgresTests HTTPTests \
	ServiceStoreTests ServiceKitTests IdentityTests InterviewsTests GatewayTests EndToEndTests
# LeakSanitizer takes constants of the contract and Foundation's processes for leaks.
SANITIZED_address := LocalPostgresTests PostgresTests HTTPTests TokensTests
SANITIZED_thread := $(SANITIZED_address) ServiceKitTests GatewayTests

# The Python that `setup` prepares comes first.
export PATH := $(CURDIR)/.vouch/python/bin:$(PATH)

# The real ESCO skills, where they are; tests that need them skip elsewhere, and say so.
export ESCO_DIRECTORY ?= $(wildcard ../shared/data/esco)

setup:
	@Tests/Scripts/setup

build: setup
	$(SWIFT) build

release: setup
	@Tests/Scripts/release

# Everything on this machine, in the foreground.
up: release
	.build/release/vouch up

# Everything that must hold. One target after the other, and the transport's tests one by one: they
# flood a server on this machine and time its answers.
test: setup lint
	$(SWIFT) build --build-tests
	@set -e; for target in $(TESTS); do \
		echo "== $$target"; \
		$(SWIFT) test --skip-build $$([ $$target = HTTPTests ] && echo --no-parallel) \
			--filter "^$$target\\."; \
	done

# Concurrent code again under ThreadSanitizer and AddressSanitizer. What either reports fails the
# run, unless `races.supp` or `leaks.supp` explains it. Each has a build of its own.
sanitize: sanitize-thread sanitize-address

sanitize-thread sanitize-address: sanitize-%: setup
	$(SWIFT) build --build-tests --sanitize=$* --scratch-path .build-$*
	@set -e; for target in $(SANITIZED_$*); do \
		echo "== $$target, $* sanitizer"; \
		TSAN_OPTIONS=exitcode=66:suppressions=Tests/Scripts/races.supp \
		ASAN_OPTIONS=detect_leaks=1:quarantine_size_mb=16 \
		LSAN_OPTIONS=suppressions=Tests/Scripts/leaks.supp \
		$(SWIFT) test --skip-build --no-parallel --sanitize=$* --scratch-path .build-$* \
			--filter "^$$target\\."; \
	done

# Prints the contract again: OpenAPI 3.1 and TypeScript, for front-end teams.
openapi:
	VOUCH_PRINT=1 $(SWIFT) test --filter "^ContractTests\\.DocumentTests"

format:
	@$(SWIFT) format --in-place $$(git ls-files '*.swift')

lint:
	@$(SWIFT) format lint --strict $$(git ls-files '*.swift')

# Speed, paired with foreign programs on the same machine. Needs a quiet one.
bench: setup
	Tests/Benchmarks/http.sh
	Tests/Benchmarks/gateway.sh
	Tests/Benchmarks/postgres.sh
	Tests/Benchmarks/match.sh
	Tests/Benchmarks/interviews.sh
