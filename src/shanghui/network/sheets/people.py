"""The table of people with their posts: its columns, and how a row is resolved, compared, written, taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.network import permissions, rules
from shanghui.network.actions.importing_one_by_one import write_each
from shanghui.network.actions.importing_people import undo_each, write_person
from shanghui.network.labels import POSTS
from shanghui.network.models import Person
from shanghui.network.queries.import_lookups import OrganisationNames, plain
from shanghui.network.queries.same_people import KnownPeople, Said, digits, enterprise_ids
from shanghui.network.rules import OrganisationKind, Post
from shanghui.network.sheets.headers import PEOPLE_HEADERS as HEADERS
from shanghui.network.sheets.words import POST_WORDS
from shanghui.sheets.cell_values import Problem, date_reader, phone_reader, read_email, text_reader
from shanghui.sheets.kinds import Candidate, Column, Flaw, Line, Outcome, TakenBack


def headers(key: str) -> tuple[str, ...]:
    return tuple(HEADERS.get(key, "").split())


COLUMNS = (
    Column("name", _("姓名"), text_reader(120), headers("name"), required=True, example="沈知微"),
    Column("phone", _("手机"), phone_reader(40), headers("phone"), example="13800000000"),
    Column("email", _("邮箱"), read_email, headers("email")),
    Column("place", _("单位"), text_reader(120), headers("place"), example="上海市紧固件工业协会"),
    Column("post", _("职务"), text_reader(60), headers("post"), example="秘书长", choices=tuple(POSTS.values())),
    Column("title", _("头衔"), text_reader(60), headers("title"), help=_("名片上怎么写；没有就空着")),
    Column("start", _("任期起"), date_reader(), headers("start"), example="2023年9月"),
    Column("end", _("任期止"), date_reader(at_end=True), headers("end")),
    Column("stored_id", _("系统编号"), text_reader(20), help=_("导出时写的，再导入时用来认出同一个人")),
)
_POSTS = {plain(word): post for word, post in POST_WORDS.items()}


class PeopleImporter:
    """One import of people by one actor."""

    def __init__(self, actor: Actor, given: frozenset[str], now: datetime) -> None:
        self.actor = actor
        self.names = OrganisationNames(actor)
        self._namesakes: dict[int, list[Person]] = {}

    def check(self, lines: Sequence[Line]) -> None:
        firms = enterprise_ids(self.actor, [str(line.values.get("place", "")) for line in lines])
        for line in lines:
            self._resolve_place(line, firms)
            self._resolve_post(line)
            start, end = line.values.get("start"), line.values.get("end")
            if start and end and date.fromisoformat(str(end)) < date.fromisoformat(str(start)):
                line.flaws.append(Flaw("end", Problem("period_upside_down")))
        known = KnownPeople(self.actor, [str(line.values.get("name", "")) for line in lines])
        for line in lines:
            said = _said(line)
            found = known.find(said)
            line.target = found.pk if found else None
            others = [] if found else known.namesakes(said)
            if others:
                self._namesakes[line.number] = others

    def _resolve_place(self, line: Line, firms: Mapping[str, int | None]) -> None:
        name = str(line.values.pop("place", ""))
        if not name:
            if "post" in line.values:
                line.flaws.append(Flaw("place", Problem("missing")))
            return
        if (organisation := self.names.find(name)) is not None:
            line.values["organisation_id"] = organisation
            allowed = permissions.can_appoint(self.actor, self.names.by_id[organisation])
        elif (firm := firms.get(plain(name))) is not None:
            line.values["enterprise_id"] = firm
            return
        else:
            line.flaws.append(Flaw("place", Problem("place_unknown", self.names.near(name))))
            return
        if not allowed:
            line.flaws.append(Flaw("place", Problem("place_foreign")))

    def _resolve_post(self, line: Line) -> None:
        """A post that is none of ours is kept as a title of the post "other"."""
        text = str(line.values.pop("post", ""))
        placed = "organisation_id" in line.values or "enterprise_id" in line.values
        if not placed:
            return
        if not text:
            line.flaws.append(Flaw("post", Problem("missing")))
            return
        post = Post(_POSTS.get(plain(text), Post.OTHER))
        if post is Post.OTHER and plain(text) not in _POSTS:
            line.values.setdefault("title", text)
        line.values["post"] = post.value
        organisation = line.values.get("organisation_id")
        kind = self.names.by_id[organisation].kind_enum if isinstance(organisation, int) else None
        self._judge(line, post, kind)

    def _judge(self, line: Line, post: Post, kind: OrganisationKind | None) -> None:
        try:
            rules.ensure_post_fits(post, kind=kind)
            rules.ensure_not_wider(self.actor.role, post)
        except rules.PostUnfit:
            line.flaws.append(Flaw("post", Problem("post_unfit")))
        except rules.RoleBeyondOwn:
            line.flaws.append(Flaw("post", Problem("role_beyond_own")))

    def candidates(self) -> Mapping[int, Sequence[Candidate]]:
        """Namesakes that neither phone nor place tells apart."""
        return {
            number: [Candidate(0.5, _stored_key(row), (("namesake", {}),), target=row.pk) for row in rows]
            for number, rows in self._namesakes.items()
        }

    def key(self, texts: Mapping[str, str]) -> str:
        return _key(texts.get("name", ""), texts.get("phone", ""), texts.get("place", ""))

    def apply(self, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        def write(line: Line) -> Outcome:
            known = KnownPeople(self.actor, [str(line.values["name"])])
            person = known.by_id.get(line.target) if line.target else None if line.is_new else known.find(_said(line))
            return write_person(self.actor, line, person, now)

        return write_each(lines, write)

    def undo(self, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
        return undo_each(self.actor, outcomes, now)

    def show(self, target: int) -> Mapping[str, str]:
        row = Person.objects.visible_to(self.actor).filter(pk=target).first()
        if row is None:
            return {}
        shown = {"name": row.name, "place": _("、").join(post.place.called for post in row.appointments.all()[:3])}
        if permissions.can_see_person_contacts(self.actor, row):
            shown |= {"phone": row.phone, "email": row.email}
        return shown


def _said(line: Line) -> Said:
    values = line.values
    place = next(
        ((name, int(str(values[f"{name}_id"]))) for name in ("organisation", "enterprise") if f"{name}_id" in values),
        None,
    )
    return Said(
        str(values.get("name", "")),
        str(values.get("phone", "")),
        place,
        language.normalise(line.texts.get("stored_id", "")).upper(),
    )


def _key(name: str, phone: str, place: str) -> str:
    return sha256("|".join((plain(name), digits(phone), plain(place))).encode()).hexdigest()


def _stored_key(row: Person) -> str:
    return _key(row.name, row.phone, f"#{row.pk}")
