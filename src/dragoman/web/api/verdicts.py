"""What people decided: the audit trail, a new verdict, and how far reviewers agree."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dragoman.errors import LedgerError, QueryError
from dragoman.ledger.store import stamp
from dragoman.ledger.verdicts import FIELDS, Decision, Verdict
from dragoman.present.inert import one_line
from dragoman.present.naming import code_of
from dragoman.query.judging import Given, concord, given
from dragoman.web.access.visitors import visitor_of
from dragoman.web.api import shapes
from dragoman.web.api.answers import Json, Rows, answer, answer_rows, dumped
from dragoman.web.api.parameters import Parameter, check
from dragoman.web.api.problems import Problem, Wrong
from dragoman.web.api.routing import JSON, ROWS, get, problems
from dragoman.web.site import Site, site_of

router = APIRouter()
_ID = {"type": "string", "pattern": "^[0-9a-f]{4,64}$"}
_ABOUT = Parameter("about", "Only those about this event or report.", _ID)
_AFTER = Parameter("after", "The `next` of the page before.", _ID)
_LIMIT = Parameter(
    "limit",
    "At most so many rows.",
    {"type": "integer", "minimum": 1, "maximum": 1_000, "default": 100},
)
_TAKEN = (_ABOUT, _LIMIT, _AFTER, ROWS)
_COLUMNS = tuple(shapes.Verdict.model_fields)
_MOST = 32_000  # bytes of a verdict; the longest words that a person gives are far shorter


class Decided(BaseModel):
    """A verdict to be kept; `field` and `value` belong to `correct`, `others` to merge and split.

    `subject` is an event or report; that of `undo` is the verdict to take back.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    decision: str = Field(json_schema_extra={"enum": [d.value for d in Decision]})
    subject: str = Field(pattern="^[0-9a-f]{4,64}$")
    why: str | None = Field(default=None, max_length=2_000)
    field: str | None = Field(default=None, json_schema_extra={"enum": [*FIELDS, None]})
    value: Any = None
    others: list[str] = Field(default=[], max_length=200)


class Apart(shapes.Shape):
    """A report on which two people do not agree, with what each decided."""

    report: str
    one: str
    other: str


class Agreement(shapes.Shape):
    """How far two people agree; `kappa` is Cohen's, null where one always decided alike."""

    one: str
    other: str
    both: int
    agreed: int
    share: float
    kappa: float | None
    apart: list[Apart]


_KEPT = shapes.answer("Kept", verdict=shapes.Verdict)
_AGREEMENT = shapes.answer("Agreement", agreement=list[Agreement])


def verdict_json(one: Given) -> Json:
    """A verdict with what took it back."""
    verdict = one.verdict
    return {
        "id": verdict.id,
        "at": verdict.at,
        "by": verdict.by,
        "decision": verdict.decision.value,
        "subject": verdict.subject,
        "field": verdict.field,
        "value": verdict.value,
        "others": list(verdict.others),
        "why": verdict.why,
        "undone_by": one.undone,
    }


@get(
    router,
    "/verdicts",
    "Review",
    shapes.pages("Verdicts", "verdicts", shapes.Verdict),
    _TAKEN,
    ("json", "jsonl", "csv"),
)
def verdicts(request: Request) -> Response:
    """Every verdict ever given, the latest first."""
    asked = check(request, _TAKEN)
    site = site_of(request)

    def made() -> Rows:
        found = given(site.view, about=_reports(site, asked["about"]) if "about" in asked else ())
        ids = [one.verdict.id for one in found]
        if "after" in asked:
            start = ids.index(asked["after"]) + 1 if asked["after"] in ids else len(ids)
            found = found[start:]
        size = int(asked.get("limit", 100))
        rows = [verdict_json(one) for one in found[:size]]
        further = rows[-1]["id"] if len(found) > size else None
        return Rows("verdicts", rows, rows, _COLUMNS, further)

    return answer_rows(request, made)


def _reports(site: Site, id_: str) -> tuple[str, ...]:
    row = site.view.event(id_)
    return row.event.reports if row else (id_,)


@get(router, "/agreement", "Review", _AGREEMENT, (JSON,))
def agreement(request: Request) -> Response:
    """How far each two reviewers agree on the reports that both judged."""
    check(request, (JSON,))
    site = site_of(request)

    def made() -> Json:
        rows = [
            {n: getattr(c, n) for n in ("one", "other", "both", "agreed", "share", "kappa")}
            | {"apart": [dict(zip(Apart.model_fields, a, strict=True)) for a in c.apart]}
            for c in concord(site.view)
        ]
        return {"agreement": rows}

    return answer(request, made)


async def judge(request: Request) -> Response:
    """Keep a verdict and make anew what it concerns; needs the role of a reviewer."""
    check(request, ())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(415, f"the content is {kind or 'of no kind'}, expected application/json")
    body = await request.body()
    if len(body) > _MOST:
        raise Problem(413, f"{len(body):,} bytes, expected at most {_MOST:,}")
    decided = _parsed(body)
    return await run_in_threadpool(_kept, request, decided)


router.add_api_route(
    "/verdicts",
    judge,
    methods=["POST"],
    status_code=201,
    tags=["Review"],
    response_model=None,
    responses={
        201: {"description": "The verdict as it is kept.", "model": _KEPT},
        **problems(400, 401, 403, 409, 411, 413, 415, 422),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": Decided.model_json_schema()}},
        }
    },
)


def _parsed(body: bytes) -> Decided:
    try:
        return Decided.model_validate_json(body)
    except ValidationError as error:
        wrongs = [
            Wrong(
                ".".join(("body", *map(str, one["loc"]))),
                one["msg"],
                "Send an object as Decided in the OpenAPI says.",
            )
            for one in error.errors(include_url=False, include_input=False)
        ]
        raise Problem(400, "; ".join(f"{w.where}: {w.what}" for w in wrongs), wrongs) from error


def _kept(request: Request, decided: Decided) -> Response:
    site = site_of(request)
    by = visitor_of(request).name or site.reviewer
    verdict = _verdict(site, decided, by)
    try:
        id_ = site.view.ledger.judge(verdict)
    except LedgerError as error:
        # The database's own complaint has it as its cause; the rest speaks of the verdict.
        if error.__cause__ is not None and not isinstance(error.__cause__, ValueError):
            raise
        raise Problem(409, str(error), [Wrong("body", str(error), _READ_AGAIN)]) from error
    found = next(one for one in given(site.view) if one.verdict.id == id_)
    content = dumped({"ok": True, "verdict": verdict_json(found)})
    return Response(content, 201, {"Cache-Control": "no-store"}, "application/json")


_READ_AGAIN = "Read the record again: its id or its reports may have changed."


def _verdict(site: Site, decided: Decided, by: str) -> Verdict:
    try:
        decision = Decision(decided.decision)
    except ValueError:
        _wrong("decision", f"{decided.decision!r}: expected one of {', '.join(Decision)}", 400)
    why = one_line(decided.why or "").strip() or None
    if decision is Decision.NOTE and not why:
        _wrong("why", "a note needs words")
    corrects = decision is Decision.CORRECT
    if corrects != (decided.field is not None):
        _wrong("field", "belongs to `correct`, and only to it")
    if (decision in {Decision.MERGE, Decision.SPLIT}) != bool(decided.others):
        _wrong("others", "belong to `merge` and `split`, and only to them")
    value = _value(site, decided.field, decided.value) if decided.field else None
    if not corrects and decided.value is not None:
        _wrong("value", "belongs to `correct`")
    at = stamp(site.clock())
    others = tuple(decided.others)
    return Verdict(decision, decided.subject, by, at, why, decided.field, value, others)


def _wrong(field: str, what: str, status: int = 422) -> Any:
    wrong = Wrong(f"body.{field}", what, "Correct the value as said.")
    raise Problem(status, f"{field}: {what}", [wrong])


def _value(site: Site, field: str, value: Any) -> Any:
    """What a field is corrected to, as the ledger takes it."""
    if field not in FIELDS:
        _wrong("field", f"{field!r}: expected one of {', '.join(FIELDS)}", 400)
    modes = site.codebook.types.modes
    if field == "symmetric" and not isinstance(value, bool):
        _wrong("value", "expected true or false")
    if field == "mode" and value is not None and (not isinstance(value, str) or value not in modes):
        _wrong("value", f"{value!r} is no mode; known: {', '.join(modes)}")
    if field in {"type", "status", "date"} and not isinstance(value, str | None):
        _wrong("value", f"{value!r}: expected a text")
    try:
        if field in {"sources", "targets", "speakers"} and isinstance(value, list):
            value = [code_of(str(one), site.codebook) for one in value]
        FIELDS[field](value)
    except (QueryError, ValueError, TypeError) as error:
        _wrong("value", str(error))
    return value
