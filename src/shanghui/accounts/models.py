"""People who sign in, invitations to them, tokens that speak for them."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanghui.accounts.rules import USER_NAME, InvitationState, invitation_state


class User(AbstractUser):
    """A login. What it may do comes from the posts of its person in `network`, never from here."""

    username = models.CharField(
        _("用户名"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(f"^(?:{USER_NAME.pattern})$", _("用2至60个字母、汉字、数字或 . + - _，不能全是数字。"))
        ],
        error_messages={"unique": _("这个用户名已经有人用了，请换一个。")},
    )
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=100, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)
    mobile = models.CharField(_("手机号"), max_length=20, unique=True, null=True, blank=True)
    language = models.CharField(_("语言"), max_length=10, blank=True)
    larger_text = models.BooleanField(_("大字"), default=False)
    password_changed_at = models.DateTimeField(default=timezone.now)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_login_per_email"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def addresses(self) -> set[str]:
        """Normal forms of the addresses that are hers."""
        return {address for address in (self.email.lower(), self.mobile) if address}


class Invitation(models.Model):
    """A one-time link for one person. Only its SHA-256 is kept; `purpose` is what the link leads to (kind, id)."""

    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=254)
    note = models.CharField(max_length=200, blank=True)
    purpose_kind = models.CharField(max_length=60, blank=True)
    purpose_id = models.BigIntegerField(null=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="invitations_sent")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="invitations_accepted")
    withdrawn_at = models.DateTimeField(null=True)
    wrong_addresses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["purpose_kind", "purpose_id"], name="invitation_purpose")]

    def __str__(self) -> str:
        return self.name or self.address

    def state(self, now: datetime) -> InvitationState:
        return invitation_state(
            now=now, expires_at=self.expires_at, accepted_at=self.accepted_at, withdrawn_at=self.withdrawn_at
        )


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def alive(self, now: datetime) -> "ApiTokenQuerySet":
        """Neither revoked nor expired, and the user not removed: asked on every request, so removal acts at once."""
        return self.filter(revoked_at=None, expires_at__gt=now, user__is_active=True)


class ApiToken(models.Model):
    """Speaks for a user in one post, within its scopes. Only the SHA-256 of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    appointment_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=100)
    acting_for = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=8, unique=True)
    secret_hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
