"""The only writers of accounts."""

from shanghui.accounts.actions.invitations import (
    IssuedInvitation,
    accept_invitation,
    accept_invitation_as,
    invite_person,
    refuse_wrong_address,
    withdraw_invitation,
)
from shanghui.accounts.actions.logins import (
    create_user,
    deactivate_user,
    issue_reset_link,
    reactivate_user,
    remove_second_factor,
    unlock_user,
)
from shanghui.accounts.actions.profile import change_addresses, note_password_changed, update_profile
from shanghui.accounts.actions.sessions import end_other_sessions, end_session, note_session_seen
from shanghui.accounts.actions.tokens import IssuedToken, create_token, note_token_used, revoke_token

__all__ = [
    "IssuedInvitation", "IssuedToken", "accept_invitation", "accept_invitation_as", "change_addresses", "create_token",
    "create_user", "deactivate_user", "end_other_sessions", "end_session", "invite_person", "issue_reset_link",
    "note_password_changed", "note_session_seen", "note_token_used", "reactivate_user", "refuse_wrong_address",
    "remove_second_factor", "revoke_token", "unlock_user", "update_profile", "withdraw_invitation",
]  # fmt: skip
