"""Switchable policy: how many kinds of characters a password must mix."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shanghui.accounts.rules import character_classes

if TYPE_CHECKING:
    from shanghui.accounts.models import User


class CharacterClassesValidator:
    """Lower case, upper case, digits, others: at least `classes` of the four."""

    def __init__(self, classes: int = 3) -> None:
        self.classes = classes

    def validate(self, password: str, user: "User | None" = None) -> None:
        if character_classes(password) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        return _("密码要含大写字母、小写字母、数字、其他符号中的至少%(classes)d种。") % {"classes": self.classes}
