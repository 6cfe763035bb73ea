"""What language models proposed and nobody decided about yet, each with its sentence."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.ledger.proposing import WAITING, Proposal, proposals
from dragoman.present.labels import act
from dragoman.present.passages import sentences_around
from dragoman.present.pieces import Piece, pieces
from dragoman.web.asking import asked_of, number
from dragoman.web.pages.review import done_in, reviewer_of
from dragoman.web.rendering import page
from dragoman.web.site import Site, site_of

router = APIRouter()
_ROWS = 20


@router.get("/review/proposals")
def waiting(request: Request) -> Response:
    """Proposals that wait for a person, the oldest first."""
    site = site_of(request)
    asked = asked_of(request, site, "page", "done")
    at = number(asked, "page", 1, 500)
    found = proposals(site.view.ledger, WAITING)
    shown = found[(at - 1) * _ROWS : at * _ROWS]
    return page(
        request,
        "review_proposals.html",
        asked=asked,
        total=len(found),
        shown=[(one, _name(one), _cut(site, one)) for one in shown],
        at=at,
        more=len(found) > at * _ROWS,
        reviewer=reviewer_of(request),
        done=done_in(site, asked),
    )


def _name(one: Proposal) -> str:
    return act(one.report.type, one.report.mode, one.report.trigger.text)


def _cut(site: Site, one: Proposal) -> tuple[Piece, ...]:
    """The sentence in pieces, with the words that the proposal rests on."""
    evidence, document = one.report.evidence, site.view.document(one.document)
    sentence = evidence
    if document is not None and evidence.stands_in(document.text):
        sentence = document.span(*sentences_around(document, evidence))
    return pieces(sentence, [(evidence, "evidence"), (one.report.trigger, "trigger")])
