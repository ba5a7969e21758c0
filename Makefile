.PHONY: set-up run check lint test format messages vendor styles bench lock
PY := .venv/bin/python

set-up:            ## install everything that development needs
	./test --set-up-only
run:               ## serve the demo network on 127.0.0.1:8000
	./run
check: lint        ## what each commit must pass: format, lint, types, import contracts, architecture
	.venv/bin/pytest tests/architecture
lint:
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
test:              ## all tests
	./test
format:
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .
messages:          ## collect the texts to translate into locale/*/LC_MESSAGES/django.po, and compile them
	$(PY) tools/messages.py
vendor:            ## fetch the front-end files again and write their hashes
	$(PY) tools/vendor_assets.py
styles:            ## join static/core/css/*.css into the one stylesheet that pages load
	$(PY) tools/join_styles.py
bench:             ## every promise in figures
	for f in benchmarks/bench_*.py benchmarks/parsing.py benchmarks/timetabling.py; do $(PY) $$f || exit 1; done
lock:              ## compile the hash-locked requirements
	for f in run test; do uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/$$f.in -o requirements/$$f.txt; done
openapi:           ## write the API's description to docs/openapi.json
	$(PY) tools/openapi.py
