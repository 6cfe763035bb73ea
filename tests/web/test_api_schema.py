"""Every route keeps to what the OpenAPI says of it, whatever it is asked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="needs the extra dev")

from dragoman.web.api.making import make_api  # noqa: E402

OPERATIONS = [
    (path, method.upper())
    for path, operations in make_api(None).openapi()["paths"].items()
    for method in operations
]
# A value may have the right form and still say nothing that we know: "2019-02-31", "Atlantis".
UNDERSTOOD = ["2xx", "404", "406", "409", "422"]


@pytest.fixture
def description(site, team):
    """The interface of a site with accounts, as it describes itself."""
    from dragoman.web.site import make_app

    config = schemathesis.Config.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": UNDERSTOOD}}}
    )
    headers = {"Host": "127.0.0.1"} | team.bearer("reviewer")
    app = make_app(site, team.access)
    return schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", app, config=config, headers=headers
    )


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: part)
def test_the_route_keeps_to_its_description(path, method, description, team):
    headers = {"Host": "127.0.0.1"} | team.bearer("reviewer")

    @given(case=description[path][method].as_strategy())
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def keeps(case):
        case.call_and_validate(headers=headers)

    keeps()
