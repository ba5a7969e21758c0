"""`account/`: our own pages. What allauth brings stands in `library_urls`."""

from django.urls import path

from shanghui.accounts.views import account, invitations, logins, sessions, tokens

app_name = "accounts"
urlpatterns = [
    path("", account.show_account, name="account"),
    path("profile/", account.edit_profile, name="profile"),
    path("addresses/", account.edit_addresses, name="addresses"),
    path("sessions/end-others/", sessions.end_other_sessions, name="end_other_sessions"),
    path("sessions/<int:session_id>/end/", sessions.end_session, name="end_session"),
    path("tokens/", tokens.list_tokens, name="tokens"),
    path("tokens/create/", tokens.create_token, name="create_token"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("invitations/", invitations.list_invitations, name="invitations"),
    path("invitations/create/", invitations.invite_person, name="invite_person"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitations.accept_invitation, name="invitation"),
    path("logins/", logins.find_login, name="logins"),
    path("logins/<int:user_id>/reset-link/", logins.issue_reset_link, name="issue_reset_link"),
    path("logins/<int:user_id>/unlock/", logins.unlock_user, name="unlock_user"),
    path("logins/<int:user_id>/remove-second-factor/", logins.remove_second_factor, name="remove_second_factor"),
    path("logins/<int:user_id>/deactivate/", logins.deactivate_user, name="deactivate_user"),
    path("logins/<int:user_id>/reactivate/", logins.reactivate_user, name="reactivate_user"),
]
