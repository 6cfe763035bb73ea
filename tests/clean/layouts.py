"""Our pages as HTML in the ways that sites are built, to measure the reading of web pages."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

from tests.clean.conftest import MarkedPage

Parts = tuple[list[str], list[tuple[bool, str]], list[str]]


def parts(page: MarkedPage) -> Parts:
    """The lines above the body, within it (with whether they are the article's) and below."""
    above, within, below, at = [], [], [], 0
    first, last = page.body[0][0], page.body[-1][1]
    for line in page.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not (shown := html.escape(line.strip())):
            continue
        if end <= first:
            above.append(shown)
        elif start >= last:
            below.append(shown)
        else:
            within.append((any(a < end and start < b for a, b in page.body), shown))
    return above, within, below


def _head(page: MarkedPage, **more: str) -> str:
    title = html.escape(page.fields.get("title", "News"))
    return f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{''.join(more.values())}"


def _links(lines: list[str]) -> str:
    return "".join(f"<li><a href='/{i}'>{line}</a></li>" for i, line in enumerate(lines))


def semantic(page: MarkedPage) -> str:
    above, within, below = parts(page)
    body = "".join(
        f"<p>{t}</p>" if own else f"<figure><img src='a.jpg'><figcaption>{t}</figcaption></figure>"
        for own, t in within
    )
    date = page.fields.get("published", "")
    meta = f"<meta property='article:published_time' content='{date}T08:00:00Z'>" if date else ""
    return (
        _head(page, meta=meta)
        + f"</head><body><header><nav><ul>{_links(above)}</ul></nav></header><main><article>"
        f"<h1>{html.escape(page.fields.get('title', 'News'))}</h1>{body}</article></main>"
        f"<aside class='related'><ul>{_links(below)}</ul></aside><footer>© 2020</footer>"
    )


def broken_lines(page: MarkedPage) -> str:
    above, within, below = parts(page)
    text = "<br><br>".join(t if own else f"<i class='cap'>{t}</i>" for own, t in within)
    return (
        _head(page) + f"</head><body><div id='top'>{' | '.join(above)}</div><div id='content'>"
        f"<div class='post-body'>{text}</div></div>"
        f"<div id='foot'>{'<br>'.join(below)}</div></body></html>"
    )


def table(page: MarkedPage) -> str:
    above, within, below = parts(page)
    text = "".join(
        f"<p><font size=2>{t}</font></p>" if own else f"<p align=center><small>{t}</small></p>"
        for own, t in within
    )
    return (
        _head(page)
        + f"</head><body><table><tr><td width=120>{'<br>'.join(above)}</td><td>{text}</td>"
        f"<td class=right>{'<br>'.join(f'<a href=x>{t}</a>' for t in below)}</td></tr></table>"
    )


def blog(page: MarkedPage) -> str:
    above, within, below = parts(page)
    text = "".join(
        f"<p>{t}</p>" if own else f"<p class='wp-caption-text'>{t}</p>" for own, t in within
    )
    date = page.fields.get("published", "")
    time = f"<time class='entry-date' datetime='{date}' pubdate>{date}</time>" if date else ""
    widgets = "".join(f"<li>{t}</li>" for t in above)
    return (
        _head(page)
        + "</head><body class='single-post'><div id='page'><div id='sidebar' class='widget-area'>"
        f"<ul>{widgets}</ul></div><div id='primary'><article class='post hentry'>"
        f"<h1 class='entry-title'>{html.escape(page.fields.get('title', 'News'))}</h1>{time}"
        f"<div class='entry-content'>{text}<div class='sharedaddy'>{'<br>'.join(below[:3])}</div>"
        f"</div></article><div id='comments'>{''.join(f'<p>{t}</p>' for t in below[3:])}</div>"
        "</div></div></body></html>"
    )


def nested_divs(page: MarkedPage) -> str:
    above, within, below = parts(page)

    def box(text: str, name: str) -> str:
        return f"<div class='css-{name}'><div><span>{text}</span></div></div>"

    linked = {
        "@type": "NewsArticle",
        "headline": page.fields.get("title", "News"),
        "datePublished": page.fields.get("published"),
        "publisher": {"@type": "Organization", "name": "The Islander"},
    }
    script = f"<script type='application/ld+json'>{json.dumps({'@graph': [linked]})}</script>"
    inner = "".join(box(t, "p1" if own else "x9") for own, t in within)
    outer = "".join(box(f"<a href='/'>{t}</a>", "n3") for t in above)
    after = "".join(box(f"<a href='/'>{t}</a>", "r7") for t in below)
    return (
        _head(page, script=script)
        + f"</head><body><div id='root'>{outer}<div class='css-body'>{inner}</div>{after}</div>"
        "<script>window.__STATE__ = {}</script></body></html>"
    )


def unclosed(page: MarkedPage) -> str:
    above, within, below = parts(page)
    text = "".join(f"<P>{t}\n" if own else f"<P CLASS=advert>{t}\n" for own, t in within)
    return (
        f"<HTML><HEAD><META NAME='date' CONTENT='{page.fields.get('published', '')}'>"
        f"<TITLE>{html.escape(page.fields.get('title', 'News'))}</TITLE><BODY>"
        f"<UL>{''.join(f'<LI><A HREF=x>{t}</A>' for t in above)}</UL><HR>{text}<HR>"
        f"<CENTER>{' - '.join(below)}</CENTER>"
    )


LAYOUTS: tuple[Callable[[MarkedPage], str], ...] = (
    semantic,
    broken_lines,
    table,
    blog,
    nested_divs,
    unclosed,
)
