# Built once with a network for the packages; runs without any: docker run --network none --read-only ...
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY species_data species_data
COPY cites_check cites_check
RUN python -m venv /opt/cites-check \
 && /opt/cites-check/bin/python -m pip install --no-cache-dir --disable-pip-version-check . \
 && /opt/cites-check/bin/cites-check --version

FROM python:3.12-slim
COPY --from=build /opt/cites-check /opt/cites-check
ENV PATH=/opt/cites-check/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUTF8=1
# A number, so that a cluster can see that it is not root; it needs no home and writes nothing of its own.
USER 10001:10001
WORKDIR /declarations
ENTRYPOINT ["cites-check"]
CMD ["--help"]
