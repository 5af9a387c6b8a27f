# Every command a person needs. README.md says what they do.
.PHONY: setup build test sanitize format lint bench

SWIFT ?= swift

setup:
	@Tests/Scripts/setup

build: setup
	$(SWIFT) build

# Everything that must hold, in one run.
test: setup lint
	$(SWIFT) test

# The transport and the database driver under ThreadSanitizer and AddressSanitizer.
sanitize: setup
	$(SWIFT) test --sanitize=thread --scratch-path .build-tsan --filter HTTPTests
	$(SWIFT) test --sanitize=address --scratch-path .build-asan --filter HTTPTests

format:
	@$(SWIFT) format --in-place $$(git ls-files '*.swift')

lint:
	@$(SWIFT) format lint --strict $$(git ls-files '*.swift')

# Speed, paired with foreign programs on the same machine. Needs a quiet one.
bench: setup
	Tests/Benchmarks/http.sh
