"""The index follows the database, whatever happens between the two."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.jobs.worker import run_due
from shanghui.engines.matching import Side as EngineSide
from shanghui.engines.matching.folder import Generations, IndexBusy
from shanghui.exchange import rules
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.actions.indexing import index_listings, index_missed, rebuild_index
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.finding import found_ids
from shanghui.exchange.queries.index import forget_index, index_folder, readable_index
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


def stored(listing: Listing) -> Listing:
    return Listing.objects.unrestricted("test").get(pk=listing.pk)


def test_listing_enters_leaves_and_changes(world: World) -> None:
    rebuild_index()
    offer = make_offer(world.other, title="供应弹簧垫圈")
    index_listings(ids=[offer.pk])
    assert found_ids("弹簧垫圈") == [offer.pk]
    assert stored(offer).indexed_version == offer.version
    Listing.objects.unrestricted("test").filter(pk=offer.pk).update(title="供应六角螺母", version=2)
    index_listings(ids=[offer.pk])
    assert found_ids("六角螺母") == [offer.pk]
    assert found_ids("弹簧垫圈") == []
    Listing.objects.unrestricted("test").filter(pk=offer.pk).update(state=rules.ListingState.CLOSED, version=3)
    index_listings(ids=[offer.pk])
    assert found_ids("六角螺母") == []


def test_actions_tell_the_index_and_find_partners_within_one_job(world: World) -> None:
    need = make_need(world.chamber, title="求购弹簧垫圈")
    rebuild_index()
    secretary = world.actors["other"]
    facts = {"kind": "product", "title": "供应弹簧垫圈"}
    offer = actions.add_listing(
        actor=secretary, side=rules.Side.OFFER, facts=facts, organisation=world.other, now=timezone.now()
    )
    actions.publish_listing(actor=secretary, listing=offer, checks=rules.Check, now=timezone.now())
    run_due()
    assert found_ids("弹簧垫圈", "offer") == [offer.pk]
    assert list(need.matches_as_need.values_list("offer", flat=True)) == [offer.pk]


def test_what_a_crash_kept_from_the_index_is_found_and_written(world: World) -> None:
    rebuild_index()
    offer = make_offer(world.other, title="供应弹簧垫圈")
    assert found_ids("弹簧垫圈") == []
    assert index_missed() == 1
    assert found_ids("弹簧垫圈") == [offer.pk]
    assert index_missed() == 0


@pytest.mark.parametrize("fault", ["absent", "truncated", "flipped"])
def test_lost_or_damaged_index_is_built_anew_and_equal(world: World, fault: str) -> None:
    offers = [make_offer(world.other, title=f"供应弹簧垫圈{number}号") for number in range(3)]
    rebuild_index()
    before = found_ids("弹簧垫圈")
    _damage(fault)
    index_listings(ids=[offers[0].pk])
    assert sorted(found_ids("弹簧垫圈")) == sorted(before)


def _damage(fault: str) -> None:
    """As a process finds it that starts after a crash of the machine."""
    forget_index()
    folder = index_folder()
    if fault == "absent":
        shutil.rmtree(folder)
        return
    generation = folder / (folder / "current").read_text().split()[1]
    for file in generation.iterdir():
        if file.suffix not in {".lock"}:
            content, draft = file.read_bytes(), file.with_suffix(".draft")
            draft.write_bytes(content[: len(content) // 2] if fault == "truncated" else content[::-1])
            draft.replace(file)


def test_nothing_to_index_asks_for_no_index(world: World) -> None:
    """A clock that found nothing due must not begin to build an index that another process is building."""
    shutil.rmtree(index_folder(), ignore_errors=True)
    forget_index()
    with Generations(index_folder()).writing():
        with pytest.raises(IndexBusy):
            index_listings(ids=[make_offer(world.other).pk])
        index_listings(ids=[])


def test_page_answers_without_the_index(world: World) -> None:
    assert readable_index() is None
    assert found_ids("弹簧垫圈") == []


def test_index_holds_only_what_is_live(world: World) -> None:
    make_offer(world.other, title="供应弹簧垫圈", state=rules.ListingState.DRAFT)
    make_offer(world.other, title="供应弹簧垫圈", expires_on=localdate() - timedelta(days=1))
    make_offer(world.other, title="供应弹簧垫圈")
    assert rebuild_index() == 1
    index = readable_index()
    assert index is not None
    assert len(index.search("弹簧垫圈", side=EngineSide.OFFER)) == 1
