"""`shanghui user create | invite | unlock | reset-link | remove-second-factor | deactivate | reactivate`."""

import getpass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from shanghui.accounts import actions
from shanghui.accounts.invitation_text import pasteable
from shanghui.accounts.models import User
from shanghui.accounts.queries import find_user
from shanghui.core.actor import SYSTEM
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import Refusal


class Command(BaseCommand):
    help = "Logins: create, invite, unlock, issue a reset link, remove a second factor, deactivate, reactivate."

    def add_arguments(self, parser: CommandParser) -> None:
        doings = parser.add_subparsers(dest="doing", required=True)
        create = doings.add_parser("create", help="a login; the password is asked for, or left out")
        create.add_argument("name")
        for flag in ("--username", "--email", "--mobile"):
            create.add_argument(flag, default="")
        create.add_argument("--no-password", action="store_true", help="a reset link is printed instead")
        invite = doings.add_parser("invite", help="print an invitation to paste into a chat")
        invite.add_argument("name")
        invite.add_argument("address", help="e-mail address or mobile number")
        for doing in ("unlock", "reset-link", "remove-second-factor", "deactivate", "reactivate"):
            doings.add_parser(doing).add_argument("login", help="user name, e-mail address or mobile number")

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        try:
            self.stdout.write(getattr(self, "_" + doing.replace("-", "_"))(options))
        except Refusal as refusal:
            raise CommandError(refusal_text(refusal)) from refusal
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def _create(self, options: dict[str, Any]) -> str:
        password = None if options["no_password"] else getpass.getpass()
        facts = {key: options[key] for key in ("name", "username", "email", "mobile")}
        user = actions.create_user(actor=SYSTEM, now=timezone.now(), password=password, **facts)
        return user.username if password else f"{user.username}\n{_reset_link(user)}"

    def _invite(self, options: dict[str, Any]) -> str:
        issued = actions.invite_person(
            actor=SYSTEM, name=options["name"], address=options["address"], now=timezone.now()
        )
        return pasteable(issued).text

    def _unlock(self, options: dict[str, Any]) -> str:
        return f"{actions.unlock_user(actor=SYSTEM, user=_known(options), now=timezone.now())} forgotten"

    def _reset_link(self, options: dict[str, Any]) -> str:
        return _reset_link(_known(options))

    def _remove_second_factor(self, options: dict[str, Any]) -> str:
        return f"{actions.remove_second_factor(actor=SYSTEM, user=_known(options), now=timezone.now())} removed"

    def _deactivate(self, options: dict[str, Any]) -> str:
        user = _known(options)
        actions.deactivate_user(actor=SYSTEM, user=user, now=timezone.now())
        return f"{user.username} deactivated"

    def _reactivate(self, options: dict[str, Any]) -> str:
        user = _known(options)
        actions.reactivate_user(actor=SYSTEM, user=user, now=timezone.now())
        return f"{user.username} reactivated"


def _known(options: dict[str, Any]) -> User:
    user = find_user(options["login"])
    if user is None:
        raise CommandError(f"no login {options['login']!r}")
    return user


def _reset_link(user: User) -> str:
    return settings.SITE_URL.rstrip("/") + actions.issue_reset_link(actor=SYSTEM, user=user, now=timezone.now())
