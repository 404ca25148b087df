# make run | test | test-postgres | check | audit | bench | load | install | lock          (each does its own set-up)
PYTHON ?= python3
PORT ?= 8000
VAR_DIR ?= var
export VAR_DIR
PY := .venv/bin/python
# A demonstration on this machine speaks plain http on the loopback address.
LOCAL := TLS=off DEBUG=off SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)}
# What a real installation would set; `check --deploy` must find nothing to say.
DEPLOYED := TLS=on DEBUG=off ALLOWED_HOSTS=network.example.go.th SITE_URL=https://network.example.go.th
WORKERS ?= 2
SECONDS ?= 60

.PHONY: run test test-postgres audit check pictures bench load install dev lock
.DEFAULT_GOAL := run

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python requirements.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: .venv/.run
	@sh .ci/system-packages pango

dev: .venv/.dev
	@sh .ci/system-packages pango

run: install
	@mkdir -p -m 700 "$(VAR_DIR)"
	@$(LOCAL) $(PY) manage.py migrate --verbosity 0
	@$(LOCAL) $(PY) manage.py collectstatic --noinput --verbosity 0
	@$(LOCAL) $(PY) manage.py demo --force
	@echo "เปิดที่ http://127.0.0.1:$(PORT)  (Ctrl+C เพื่อหยุด)"
	@# The worker is a child of the server (exec keeps the number $$$$): it ends when the server does.
	@# No daily work: by today's date the names of the demonstration's people would be purged at once.
	@export $(LOCAL); $(PY) manage.py worker --no-daily --parent $$$$ & \
	exec $(PY) -m gunicorn cdd_network.wsgi --bind 127.0.0.1:$(PORT) \
		--workers $(WORKERS) --threads 4 --timeout 60 --max-requests 2000 --max-requests-jitter 200 \
		--log-level warning

test: dev
	@sh .ci/system-packages chromium
	$(PY) -m pytest -n 2 --dist loadgroup

# The same suite but for the browser's, on a PostgreSQL of Debian's that is made for it and removed.
test-postgres: dev
	sh .ci/with-postgres $(PY) -m pytest -n 2 --dist loadgroup -m "not browser"

check: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	@$(LOCAL) $(PY) manage.py makemigrations --check --dry-run
	@$(DEPLOYED) $(PY) manage.py check --deploy --fail-level WARNING

# Advisories against the locked versions (PyPI's own list of them), then the licences as a table.
audit: dev
	@$(PY) -m tests.licences
	@$(PY) -m uv tool run --from 'pip-audit>=2.10,<3' pip-audit --requirement requirements.txt \
		--require-hashes --disable-pip --vulnerability-service pypi --strict || { \
		echo "Findings, or no data to be had: see docs/dependencies.md, «By hand»." >&2; exit 1; }

pictures: dev
	@sh .ci/system-packages chromium
	@mkdir -p docs/pictures
	WRITE_PICTURES=docs/pictures $(PY) -m pytest tests/browser/test_story.py

bench: dev
	@$(PY) -m tests.bench

# Fifteen members save at once for a minute; DATABASE_URL=postgres://… plays it on PostgreSQL.
load: dev
	@$(PY) -m tests.bench.load $(SECONDS)

lock: dev
	$(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
	$(PY) -m uv pip compile pyproject.toml --group dev --extra postgres --extra s3 --universal \
		--python-version 3.11 -c requirements.txt --generate-hashes --no-emit-index-url \
		--no-header --quiet -o requirements-dev.txt
