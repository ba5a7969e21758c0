"""Addresses of programmes and of applications to perform."""

from django.urls import URLPattern, path

from shanghui.activities.views import (
    applications,
    deciding,
    judging,
    programme_editing,
    programme_steps,
    programmes,
)

urlpatterns: list[URLPattern] = [
    path("programmes/", programmes.show_programmes, name="programmes"),
    path("programmes/new/", programme_editing.add_programme, name="programme_add"),
    path("programmes/<int:pk>/", programmes.show_programme, name="programme"),
    path(
        "programmes/<int:pk>/applications.<ending:ending>", programmes.export_applications, name="export_applications"
    ),
    path("programmes/<int:pk>/edit/", programme_editing.edit_programme, name="programme_edit"),
    path("programmes/<int:pk>/open/", programme_steps.open_programme, name="programme_open"),
    path("programmes/<int:pk>/select/", programme_steps.begin_selecting, name="programme_select"),
    path("programmes/<int:pk>/reopen/", programme_steps.reopen_programme, name="programme_reopen"),
    path("programmes/<int:pk>/withdraw/", programme_steps.withdraw_programme, name="programme_withdraw"),
    path("programmes/<int:pk>/decide/", deciding.decide_programme, name="programme_decide"),
    path("programmes/<int:pk>/apply/", applications.apply, name="programme_apply"),
    path("programmes/applications/<int:pk>/", applications.show_application, name="application"),
    path("programmes/applications/<int:pk>/edit/", applications.edit_application, name="application_edit"),
    path("programmes/applications/<int:pk>/withdraw/", applications.withdraw_application, name="application_withdraw"),
    path("programmes/applications/<int:pk>/points/", judging.give_points, name="application_points"),
    path("programmes/applications/<int:pk>/vote/", judging.cast_vote, name="application_vote"),
    path("programmes/applications/<int:pk>/take-back/", judging.take_back_vote, name="application_take_back"),
]
