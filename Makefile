# `make help` lists what there is. Every target runs from a clean checkout.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

PREFIX ?= /usr/local
RUNS ?= 15
CASES ?= 200000
SEED ?= $(shell date +%s)
BINARY := out/kubectl-webhook_cert
HELPER := cmd/kubectl-webhook_cert/Completing/kubectl_complete-webhook_cert
PACKAGING := dotnet run --project krew-manifest/Packaging --configuration Release --
SOURCES := $(shell find cmd src -name '*.cs' -o -name '*.csproj' -o -path 'cmd/*/Completing/*' 2> /dev/null) $(wildcard Directory.*.props Directory.*.targets global.json)

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: help build install reference handbook demo test lint format bench cluster oracle fuzz campaign dist krew-manifest reproducible \
  lock check-release release-files release-notes clean

help: ## Print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1 \2/p' Makefile | while read -r target text; do printf '%-15s %s\n' "$$target" "$$text"; done

build: $(BINARY) ## Publish the native binary to out/kubectl-webhook_cert

$(BINARY): $(SOURCES)
	@.ci/prerequisites build
	dotnet publish cmd/kubectl-webhook_cert --configuration Release --output out
	@touch $@

install: build ## Put the binary, its completion and its man pages in place (PREFIX=/usr/local)
	install -D -m 0755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/kubectl-webhook_cert"
	install -D -m 0755 $(HELPER) "$(DESTDIR)$(PREFIX)/bin/kubectl_complete-webhook_cert"
	install -D -m 0644 -t "$(DESTDIR)$(PREFIX)/share/man/man1" docs/man/*.1

reference: ## Write docs/reference and docs/man anew, out of what --help says
	@.ci/prerequisites build
	UPDATE_GOLDEN=1 dotnet run --project tests/kubectl-webhook_cert.Tests --configuration Release -- --filter-method '*says_what_the_help_says'

demo: build ## Walk through the bundled snapshots of five incidents; needs no cluster
	@examples/demo

test: ## Install what the tests need (Debian packages), build, run every test
	@.ci/prerequisites test
	@$(MAKE) --no-print-directory build
	@rm -f out/oracle.txt
	@# in the background a shell has SIGINT ignored, and what it starts inherits that: the tests interrupt what they run
	PATH="$$(.ci/prerequisites path):$$PATH" ORACLE_REPORT="$(CURDIR)/out/oracle.txt" env --default-signal=INT dotnet test --solution KubectlWebhookCert.sln --configuration Release --max-parallel-test-modules 1
	@cat out/oracle.txt

lint: ## Build with every analyzer as an error, check formatting and scripts
	@.ci/prerequisites build
	dotnet build KubectlWebhookCert.sln --configuration Release
	dotnet format KubectlWebhookCert.sln --no-restore --verify-no-changes
	bash -n .ci/run .ci/prerequisites krew-manifest/reproducible examples/demo examples/generate tests/Cluster/ControlPlane/build.sh tests/Oracle/build.sh tests/Cluster/Serving/go/build.sh
	bash -n cmd/kubectl-webhook_cert/Completing/completion.bash
	sh -n $(HELPER)

format: ## Reformat the sources
	dotnet format KubectlWebhookCert.sln

bench: ## Measure the native binary beside kubectl on a real API server, and the verifier beside Go's
	@.ci/prerequisites test
	@$(MAKE) --no-print-directory build
	PATH="$$(.ci/prerequisites path):$$PATH" dotnet run --project tests/Benchmark --configuration Release -- measure $(RUNS)
	dotnet run --project tests/Benchmark --configuration Release --no-build -- verify 2

cluster: ## Start a real API server with a webhook to play with, until Ctrl-C
	@.ci/prerequisites test
	PATH="$$(.ci/prerequisites path):$$PATH" dotnet run --project tests/Benchmark --configuration Release -- serve

oracle: ## Compare our verdicts with Go's, at length (CASES=1000000 SEED=7)
	@.ci/prerequisites test
	ORACLE_CASES=$(CASES) ORACLE_SEED=$(SEED) dotnet run --project tests/Oracle --configuration Release -- \
		--filter-class '*AgreementTests' --filter-class '*FurtherTests'

fuzz: ## Damage inputs of every parser, at length (CASES=1000000 SEED=7)
	@.ci/prerequisites build
	FUZZ_CASES=$(CASES) FUZZ_SEED=$(SEED) dotnet run --project tests/KubectlWebhookCert.X509.Tests \
	  --configuration Release -- --filter-class "*FuzzTests" --show-live-output on

campaign: ## Kill rotations before and after every write, go on with and take back each, under load (about ten minutes)
	@.ci/prerequisites test
	@$(MAKE) --no-print-directory build
	@rm -f out/campaign.txt
	@status=0; PATH="$$(.ci/prerequisites path):$$PATH" CAMPAIGN=all CAMPAIGN_REPORT="$(CURDIR)/out/campaign.txt" \
	  dotnet run --project tests/Cluster --configuration Release -- --filter-class '*KillCampaignTests' || status=$$?; \
	column -t -s "$$(printf '\t')" out/campaign.txt; exit $$status

dist: build ## Make this platform's archive, its checksum and its bill of materials, in out/dist
	@$(PACKAGING) dist

reproducible: ## Make the archive of the last commit in two folders and compare the bytes (about four minutes)
	@krew-manifest/reproducible

krew-manifest: ## Write the Krew manifest and the release bot's template anew; with checksums once out/dist has every platform
	@$(PACKAGING) krew-manifest

check-release: ## Say what is in the way of a release (TAG=v1.2.3)
	@$(PACKAGING) check-release '$(TAG)'

release-notes: ## Print the changelog's section of a version (VERSION=1.2.3)
	@$(PACKAGING) release-notes '$(VERSION)'

release-files: ## Complete out/dist for a release: the Krew manifest with all checksums, one file of checksums
	@$(PACKAGING) krew-manifest --complete
	@cp krew-manifest/webhook-cert.yaml out/dist/
	@cd out/dist && cat *.sha256 > checksums.txt && sha256sum --check --quiet checksums.txt

lock: ## Write the lock files anew, after a change of packages
	dotnet restore KubectlWebhookCert.sln --force-evaluate

handbook: ## Run the commands of README.md and docs/ again, and write what they print into the pages
	@.ci/prerequisites test
	@$(MAKE) --no-print-directory build
	UPDATE_GOLDEN=1 dotnet run --project tests/kubectl-webhook_cert.Tests --configuration Release -- --filter-class '*.HandbookTests'
	PATH="$$(.ci/prerequisites path):$$PATH" UPDATE_GOLDEN=1 dotnet run --project tests/Cluster --configuration Release -- --filter-class '*.HandbookClusterTests'

clean: ## Remove what was built
	rm -rf out
	find cmd src tests krew-manifest -depth -type d \( -name bin -o -name obj \) -exec rm -rf {} +
