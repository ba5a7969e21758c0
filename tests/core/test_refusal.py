"""Refusals know their status and their context."""

import pytest

from shanghui.core.refusal import BadRequest, NotFound, Stale, ensure_keys_known


def test_refusal_keeps_what_its_sentence_needs() -> None:
    assert Stale(name="甲").context == {"name": "甲"}
    assert (Stale.status, NotFound.status, BadRequest.status) == (409, 404, 400)


def test_unknown_key_is_a_bad_request() -> None:
    ensure_keys_known(["page"], "page", "state")
    ensure_keys_known([], "page")
    with pytest.raises(BadRequest):
        ensure_keys_known(["page", "owner"], "page")
