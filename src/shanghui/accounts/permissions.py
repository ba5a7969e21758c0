"""May they? Rights over logins; nothing here grants a right in the network."""

from shanghui.accounts.models import ApiToken, Invitation, User
from shanghui.core.actor import Actor, Role

INVITERS = {Role.SYSTEM, Role.FEDERATION_OFFICER, Role.GENERAL_CONVENER, Role.CONVENER, Role.SECRETARY}


def can_invite(actor: Actor) -> bool:
    """Whoever keeps an organisation's people. For which post she may invite is the mechanism's own question."""
    return actor.role in INVITERS and actor.scopes is None


def can_withdraw_invitation(actor: Actor, invitation: Invitation) -> bool:
    return can_see_invitation(actor, invitation) and actor.scopes is None


def can_see_invitation(actor: Actor, invitation: Invitation) -> bool:
    return actor.is_federation_officer or (actor.user_id is not None and invitation.invited_by_id == actor.user_id)


def can_manage_logins(actor: Actor) -> bool:
    """Issue reset links, unlock, deactivate: the federation's office and the command line."""
    return actor.is_federation_officer and actor.scopes is None


def is_own_account(actor: Actor, user: User) -> bool:
    """A token may not change the account that it speaks for."""
    return actor.user_id == user.pk and actor.scopes is None


def can_revoke_token(actor: Actor, token: ApiToken) -> bool:
    return actor.user_id == token.user_id or can_manage_logins(actor)
