"""Facts that mechanisms above may hear."""

from django.dispatch import Signal

#: sent with `invitation` and `user`, inside the transaction of the acceptance
invitation_accepted = Signal()
#: sent with `user`, inside the transaction
user_deactivated = Signal()
