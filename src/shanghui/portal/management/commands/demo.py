"""`shanghui demo load`: the demo network into an empty database; `shanghui demo accounts`: who can sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from shanghui.catalogue.actions import load_catalogue
from shanghui.core.actor import SYSTEM
from shanghui.core.installation import is_demo
from shanghui.network.demo.logins import LOGINS, PASSWORD
from shanghui.network.models import Organisation
from shanghui.portal.demo import load_demo


class Command(BaseCommand):
    """The demo network."""

    help = "The demo network: load it into an empty database, or print its accounts"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["load", "accounts"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "load":
            if Organisation.objects.unrestricted("is it empty?").exists():
                raise CommandError("这个数据库里已有单位，没有载入演示数据。请换一个空的数据库。")
            load_catalogue(actor=SYSTEM, now=now())
            load_demo(now=now())
        if not is_demo():
            raise CommandError("这不是演示数据库，没有演示账户。")
        self.stdout.write(f"演示账户（密码都是 {PASSWORD}）：")
        for login in LOGINS:
            self.stdout.write(f"  {login.username:<10} {login.duty}")
