"""The rail and the tab bar: each mechanism registers its entries, so that the frame knows no mechanism."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.http import HttpRequest
from django.urls import reverse

from shanghui.core.actor import VISITOR, Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Waiting = Callable[[HttpRequest], int]


@dataclass(frozen=True)
class Entry:
    """One door of the frame. `waiting` counts what waits behind it; `tab` puts it on the phone's bar too, "add" as its button 录入.

    `open_to` says for whom the door is there at all; without it, for everybody.
    """

    order: int
    route: str
    icon: str
    label: "StrOrPromise"
    tab: bool | Literal["add"] = False
    waiting: Waiting | None = None
    open_to: Callable[[Actor], bool] | None = None


@dataclass(frozen=True)
class ShownEntry:
    """An entry as the template wants it."""

    url: str
    icon: str
    label: "StrOrPromise"
    tab: bool | Literal["add"]
    count: int
    hot: bool
    current: bool


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Add a door; called from AppConfig.ready."""
    if entry not in _entries:
        _entries.append(entry)
        _entries.sort(key=lambda known: known.order)


def shown(request: HttpRequest) -> list[ShownEntry]:
    """The doors for this request, the current one marked: the longest address that begins the path; home is itself alone."""
    actor: Actor = getattr(request, "actor", VISITOR)
    entries = [entry for entry in _entries if entry.open_to is None or entry.open_to(actor)]
    urls = [reverse(entry.route) for entry in entries]
    path = request.path
    here = max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")
    return [_show(request, entry, url, url == here) for entry, url in zip(entries, urls, strict=True)]


def _show(request: HttpRequest, entry: Entry, url: str, current: bool) -> ShownEntry:
    count = entry.waiting(request) if entry.waiting else 0
    return ShownEntry(url, entry.icon, entry.label, entry.tab, count, count > 0, current)
