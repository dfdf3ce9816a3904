.DEFAULT_GOAL := help
.PHONY: help run test test-faults check bench format lock wheel clean

help: ## toon wat er kan
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: ## zet alles klaar en start het portaal op http://127.0.0.1:8000 (PORT=8080 kiest een andere poort)
	@scripts/environment runtime && scripts/assets && scripts/run

test: ## zet alles klaar en voer alle tests uit (ARGS="tests/unit -x" kiest welke)
	@scripts/environment dev && scripts/assets && scripts/machine chromium && scripts/test $(ARGS)

test-faults: ## schiet vijftig keer per database een werker of een schrijver af (KILLS=200 doet het vaker) en telt wat aankwam
	@scripts/environment dev && scripts/test tests/faults --kills $(or $(KILLS),50) -s

check: ## controleer opmaak, regels, types en de volgorde van de lagen
	@scripts/environment dev && scripts/check

bench: ## meet de zoekmachine naast drie andere; schrijft var/bench/search.json (N=10000 kiest een grootte)
	@scripts/environment bench && .venv/bin/python -m bench $(if $(N),--components $(N))

format: ## breng de opmaak van de code op orde
	@scripts/environment dev && .venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

lock: ## zet de nieuwste toegestane versies van alle pakketten vast
	@scripts/environment dev && scripts/lock

wheel: ## bouw het installeerbare pakket in dist/
	@scripts/environment dev && scripts/assets && .venv/bin/python -m build --no-isolation --quiet

clean: ## verwijder alles wat opnieuw te maken is; de gegevens in var/ blijven
	@rm -rf .venv build dist assets/node_modules govhub/web/static/dist govhub/search/dictionary .*_cache .hypothesis test-results
