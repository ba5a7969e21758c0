"""How long pages take with 100,000 enterprises, over HTTP from the real server: p50, p95, max, queries, memory.

    SHANGHUI_DATA_DIR=DIR | DATABASE_URL=… python benchmarks/bench_pages.py [ROUNDS] [NAME …]

The database is one that benchmarks/large_network.py filled (by default in var/bench; BENCH_PORT chooses the port).
Every page is asked for with many parameters, ROUNDS times each (10): first by one client, then by four at once. `x bound`
is the p50 over that of /healthz, a bare SELECT through the same stack. `cpu` is the server's processor time a page,
which a loaded machine does not change. NAME: a part of the names of the pages to measure. Ends with 1 when a promise is
not kept: p95 of one client <= 200 ms (150 where partners are found), memory <= 400 MB, no page asks more than 22 queries
(how many depends on what it shows, never on how many rows there are).
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from serving import Client, Server, quantile, served, set_up

P95, MEMORY = 200, 400
PARTNERS_P95 = 150
QUERIES = 22
PART = " hx "
CLIENTS = 4


@dataclass(frozen=True)
class Page:
    """One kind of page: who asks, and the addresses that differ in what they find.

    An address after `PART` is what the page before it asks for by itself; both are one visit.
    """

    name: str
    username: str
    urls: list[str]
    p95: int = P95


@dataclass(frozen=True)
class Times:
    """Seconds of each request, and the server's processor time for all of them."""

    seconds: list[float]
    cpu: float

    def __str__(self) -> str:
        p50, p95, most = (quantile(self.seconds, part) for part in (0.5, 0.95, 1))
        return f"{p50:6.0f} {p95:6.0f} {most:6.0f} {self.cpu / len(self.seconds) * 1000:5.0f}"


def pages() -> Iterator[Page]:
    from django.db.models import Count

    from shanghui.catalogue.models import Industry
    from shanghui.network.models import Enterprise, Membership, Organisation

    dice = Random(3)
    ids = list(Organisation.objects.unrestricted("benchmark").filter(kind="area").values_list("pk", flat=True))
    sizes = Membership.objects.order_by().values_list("organisation").annotate(n=Count("pk")).order_by("-n")
    chambers = [pk for pk, _ in sizes]
    some = [chambers[0], chambers[1], chambers[len(chambers) // 2], chambers[-1], *dice.sample(chambers, 6)]
    firms = list(Enterprise.objects.unrestricted("benchmark").values_list("pk", flat=True).order_by("sort_key"))
    industries = list(Industry.objects.filter(level=4)[:400].values_list("code", flat=True))
    letters = "abchjlmpstyz"
    directory = "/network/"
    yield Page("home", "secretary", ["/"])
    yield Page("home, officer", "officer", ["/"])
    yield Page("directory", "secretary", [directory, f"{directory}?sort=newest"])
    deep = [f"{directory}?letter={letter}" for letter in letters]
    deep += [f"{directory}?after={firms[int(len(firms) * part)]}" for part in (0.1, 0.5, 0.9)]
    deep = [url for url in deep if url]
    yield Page("directory, deep", "officer", deep)
    districts = [f"{directory}?region={code}" for code in ("310113", "310101", "310115", "310000", "320500")]
    yield Page("directory, district", "secretary", districts)
    trades = [f"{directory}?industry={code}" for code in (*dice.sample(industries, 4), "C", "A", industries[0][:2])]
    yield Page("directory, industry", "secretary", trades)
    yield Page("directory, organisation", "secretary", [f"{directory}?organisation={pk}" for pk in some])
    yield Page("directory, area", "secretary", [f"{directory}?area={pk}" for pk in ids])
    yield Page("directory, grade", "secretary", [f"{directory}?grade={one}" for one in ("member", "president")])
    several = [f"{directory}?region=310113&area={ids[0]}", f"{directory}?q=紧固件&region=310113&grade=member"]
    yield Page("directory, several", "secretary", [quote(url, safe="/?=&") for url in several])
    yield Page("directory, organisations", "secretary", [f"{directory}?tab=organisations", f"{directory}?tab=people"])
    names = [
        "宝锋",
        "紧固",
        "上海",
        "砺锋迅紧固件",
        "shbz",
        "sh",
        "lifeng",
        "jingujian",
        "91310113MA00000",
        "无此词语",
        "x",
        "机",
    ]
    yield Page("directory, search", "secretary", [f"{directory}?q={quote(text)}" for text in names])
    yield Page("search", "secretary", [f"/search/?q={quote(text)}" for text in names])
    yield Page("palette", "secretary", [f"/palette/?q={quote(text)}" for text in names])
    yield Page("organisation", "officer", [f"/network/organisations/{pk}/" for pk in some])
    yield Page("organisation, secretary", "secretary", [f"/network/organisations/{pk}/" for pk in some])
    yield Page("area", "secretary", [f"/network/areas/{pk}/" for pk in ids])
    yield Page("area, officer", "officer", [f"/network/areas/{pk}/" for pk in ids])
    yield Page("enterprise", "officer", [f"/network/enterprises/{pk}/" for pk in visible(dice, "officer")])
    shown = [
        f"/network/members/?{query}" for query in ("", "page=3", "q=%E7%B4%A7%E5%9B%BA", "dues=due", "sort=newest")
    ]
    yield Page("members", "secretary", shown)
    yield Page("members, officer", "officer", [f"/network/members/?organisation={pk}" for pk in some])
    yield Page("picture", "officer", ["/network/picture/", *(f"/network/picture/?focus={pk}" for pk in ids)])
    yield Page("imports", "secretary", ["/sheets/"])
    yield from exchange_pages(dice)


def exchange_pages(dice: Random) -> Iterator[Page]:
    """Only where benchmarks/large_exchange.py has filled it. A listing's partners are found among all of them.

    They are measured by themselves (from the question to the last byte), and as a visit: the listing's page and then them.
    """
    from shanghui.accounts.models import User
    from shanghui.exchange.models import Listing
    from shanghui.network.models import Appointment

    post = Appointment.objects.get(person__user=User.objects.get(username="secretary"))
    own = Listing.objects.unrestricted("benchmark").live().filter(organisation=post.organisation)
    if not own.exists():
        return
    lists = ["", "?tab=offers", "?tab=own", "?kind=service", "?region=310113", "?sort=expiring", "?tab=check"]
    yield Page("listings", "secretary", [f"/exchange/{query}" for query in lists])
    needs = list(own.filter(side="need").values_list("pk", flat=True)[:200])
    yield from listing_pages("need", dice.sample(needs, 50))
    offers = list(own.filter(side="offer").values_list("pk", flat=True)[:200])
    yield from listing_pages("offer", dice.sample(offers, 50))
    yield Page("introductions", "secretary", ["/exchange/introductions/"])
    yield Page("funnel", "officer", ["/exchange/funnel/"])


def listing_pages(side: str, ids: list[int]) -> Iterator[Page]:
    page, found = "/exchange/listings/{}/", PART + "/exchange/listings/{}/partners/"
    yield Page(f"{side}", "secretary", [page.format(pk) for pk in ids])
    yield Page(f"partners of the {side}", "secretary", [found.format(pk) for pk in ids], PARTNERS_P95)
    yield Page(f"{side}, then partners", "secretary", [page.format(pk) + found.format(pk) for pk in ids], PARTNERS_P95)


def visible(dice: Random, username: str) -> list[int]:
    """Ten enterprises that this person sees."""
    from django.utils.timezone import localdate

    from shanghui.accounts.models import User
    from shanghui.network.models import Enterprise
    from shanghui.network.queries.actors import actor_in, posts_of

    user, day = User.objects.get(username=username), localdate()
    actor = actor_in(user, posts_of(user, day)[0], day)
    return dice.sample(
        list(Enterprise.objects.visible_to(actor).order_by("pk").values_list("pk", flat=True)[:20_000]), 10
    )


def queries(page: Page) -> list[int]:
    """Number of SQL queries of each address, in this process."""
    from django.db import connection
    from django.test import Client as TestClient
    from django.test.utils import CaptureQueriesContext

    from shanghui.accounts.models import User

    client = TestClient(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=page.username), "shanghui.accounts.backend.SignInBackend")
    client.get("/account/")
    counts = []
    for url in page.urls:
        for path, htmx in asked(url):
            with CaptureQueriesContext(connection) as captured:
                status = client.get(path, headers={"HX-Request": "true"} if htmx else {}).status_code
            assert status == 200, f"{path}: {status}"
            counts.append(len(captured))
    return counts


def asked(url: str) -> list[tuple[str, bool]]:
    """The addresses of a visit, each with whether htmx asks for it."""
    return [(path, at > 0) for at, path in enumerate(url.split(PART)) if path]


def ask(client: Client, url: str) -> float:
    begun = time.perf_counter()
    answers = [(path, client.get(path, htmx=htmx)[0]) for path, htmx in asked(url)]
    took = time.perf_counter() - begun
    assert all(status == 200 for _path, status in answers), answers
    return took


def measure(server: Server, cookies: dict[str, str], urls: list[str], clients: int) -> Times:
    """Ask for all addresses, in turn or by several clients at once."""
    before = server.cpu()
    asking = [Client(cookies) for _ in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        parts = pool.map(lambda at: [ask(asking[at], url) for url in urls[at::clients]], range(clients))
        seconds = [took for part in parts for took in part]
    return Times(seconds, server.cpu() - before)


def main(rounds: int, chosen: list[str]) -> int:
    set_up()
    faults: list[str] = []
    measured = [(page, queries(page)) for page in pages() if not chosen or any(one in page.name for one in chosen)]
    with served() as server:
        signed_in = {name: Client().sign_in(name).cookies for name in ("secretary", "officer")}
        bound = measure(server, signed_in["secretary"], ["/healthz"] * 200, 1)
        base = quantile(bound.seconds, 0.5)
        print(
            f"{'ms':26} {'queries':>8} |{'p50':>6} {'p95':>6} {'max':>6} {'cpu':>5} {'x bound':>8} | 4 clients: p50 p95 max cpu"
        )
        print(f"{'/healthz (the bound)':26} {'':8} |{bound} {1:8.0f} |")
        for page, counts in measured:
            cookies = signed_in[page.username]
            measure(server, cookies, page.urls, 1)
            urls = page.urls * max(1, rounds * 10 // len(page.urls))
            Random(4).shuffle(urls)
            one, four = measure(server, cookies, urls, 1), measure(server, cookies, urls, CLIENTS)
            ratio = quantile(one.seconds, 0.5) / base
            spread = f"{min(counts)}-{max(counts)}"
            print(f"{page.name:26} {spread:>8} |{one} {ratio:8.0f} |{four}", flush=True)
            if quantile(one.seconds, 0.95) > page.p95:
                faults.append(f"{page.name}: p95 above {page.p95} ms")
            if max(counts) > QUERIES:
                faults.append(f"{page.name}: {max(counts)} queries")
        peak = server.peak()
    print(f"web process: peak {peak:.0f} MB; load {' '.join(map(str, __import__('os').getloadavg()))}")
    if peak > MEMORY:
        faults.append(f"memory above {MEMORY} MB")
    print("\n".join(["not kept:", *faults]) if faults else "all kept")
    return 1 if faults else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    number = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 10
    sys.exit(main(number, arguments))
