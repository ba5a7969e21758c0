"""Addresses of the exchange."""

from django.urls import path
from django.urls.resolvers import URLPattern

from shanghui.exchange.views import agreement_steps, agreements, commitments

app_name = "exchange"
urlpatterns: list[URLPattern] = []
urlpatterns += [
    path("agreements/", agreements.show_agreements, name="agreements"),
    path("agreements.xlsx", agreements.export_agreements, {"ending": "xlsx"}, name="agreements_xlsx"),
    path("agreements.csv", agreements.export_agreements, {"ending": "csv"}, name="agreements_csv"),
    path("agreements/new/", agreements.add_agreement, name="agreement_add"),
    path("agreements/<int:pk>/", agreements.show_agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements.edit_agreement, name="agreement_edit"),
    path("agreements/<int:pk>/in-force/", agreement_steps.put_in_force, name="agreement_in_force"),
    path("agreements/<int:pk>/review/", agreement_steps.review_agreement, name="agreement_review"),
    path("agreements/<int:pk>/renew/", agreement_steps.renew_agreement, name="agreement_renew"),
    path("agreements/<int:pk>/end/", agreement_steps.end_agreement, name="agreement_end"),
    path("agreements/<int:pk>/commitments/add/", commitments.add_commitment, name="commitment_add"),
    path("agreements/commitments/<int:pk>/kept/", commitments.keep_commitment, name="commitment_keep"),
    path("agreements/commitments/<int:pk>/broken/", commitments.break_commitment, name="commitment_break"),
    path("agreements/commitments/<int:pk>/dropped/", commitments.drop_commitment, name="commitment_drop"),
]
