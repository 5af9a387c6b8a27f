# Every command a person needs. README.md says what they do.
.PHONY: setup build test sanitize format lint openapi bench

SWIFT ?= swift
TESTS := TidyTests VocabularyTests ContractTests TokensTests MatchEngineTests VouchTests \
	LocalPostgresTests PostgresTests HTTPTests

# The Python that `setup` prepares comes first.
export PATH := $(CURDIR)/.vouch/python/bin:$(PATH)

# The real ESCO skills, where they are; tests that need them skip elsewhere, and say so.
export ESCO_DIRECTORY ?= $(wildcard ../shared/data/esco)

setup:
	@Tests/Scripts/setup

build: setup
	$(SWIFT) build

# Everything that must hold. One target after the other, and the transport's tests one by one: they
# flood a server on this machine and time its answers.
test: setup lint
	$(SWIFT) build --build-tests
	@set -e; for target in $(TESTS); do \
		echo "== $$target"; \
		$(SWIFT) test --skip-build $$([ $$target = HTTPTests ] && echo --no-parallel) \
			--filter "^$$target\\."; \
	done

# The transport and the database driver under ThreadSanitizer and AddressSanitizer.
sanitize: setup
	$(SWIFT) test --sanitize=thread --scratch-path .build-tsan --filter HTTPTests
	$(SWIFT) test --sanitize=address --scratch-path .build-asan --filter HTTPTests

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
	Tests/Benchmarks/match.sh
