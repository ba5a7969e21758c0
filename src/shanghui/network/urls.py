"""Addresses of the network."""

from django.urls import path

from shanghui.network.views import (
    acting,
    areas,
    directory,
    enterprises,
    exports,
    joining,
    members,
    moving,
    organisations,
    people,
    picture,
    posts,
    rearrangements,
)
from shanghui.sheets import answers  # noqa: F401  <ending:…> is registered there

app_name = "network"
urlpatterns = [
    path("", directory.show_directory, name="directory"),
    path("acting-as/", acting.act_as, name="acting_as"),
    path("organisations/new/", organisations.create_organisation, name="organisation_create"),
    path("organisations/<int:pk>/", organisations.show_organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.edit_organisation, name="organisation_edit"),
    path("organisations/<int:pk>/move/", moving.move_organisation, name="organisation_move"),
    path("organisations/<int:pk>/merge/", moving.merge_organisations, name="organisation_merge"),
    path("organisations/<int:pk>/appoint/", posts.appoint_in_organisation, name="organisation_appoint"),
    path("areas/", areas.my_area, name="my_area"),
    path("areas/<int:pk>/", areas.show_area, name="area"),
    path("areas/<int:pk>/host/", areas.set_host, name="host_set"),
    path("areas/<int:pk>/host/<int:term>/remove/", areas.remove_host, name="host_remove"),
    path("organisations.<ending:ending>", exports.export_organisations, name="export_organisations"),
    path("people.<ending:ending>", exports.export_people, name="export_people"),
    path("enterprises.<ending:ending>", exports.export_enterprises, name="export_enterprises"),
    path("enterprises/<int:pk>/", enterprises.show_enterprise, name="enterprise"),
    path("enterprises/<int:pk>/edit/", enterprises.edit_enterprise, name="enterprise_edit"),
    path("enterprises/<int:pk>/merge/", enterprises.merge_enterprises, name="enterprise_merge"),
    path("enterprises/<int:pk>/appoint/", posts.appoint_in_enterprise, name="enterprise_appoint"),
    path("people/<int:pk>/", people.show_person, name="person"),
    path("people/<int:pk>/edit/", people.edit_person, name="person_edit"),
    path("people/<int:pk>/invite/", people.invite_to_sign_in, name="person_invite"),
    path("posts/<int:pk>/end/", posts.end_appointment, name="post_end"),
    path("posts/<int:pk>/hand-over/", posts.hand_over, name="post_hand_over"),
    path("members/", members.show_members, name="members"),
    path("members.<ending:ending>", exports.export_members, name="export_members"),
    path("members/add/", joining.add_member, name="member_add"),
    path("members/<int:pk>/edit/", members.edit_member, name="member_edit"),
    path("members/<int:pk>/let-go/", members.let_go, name="member_let_go"),
    path("picture.xlsx", exports.export_picture, name="export_picture"),
    path("picture/", picture.show_picture, name="picture"),
    path("rearrangements/<int:pk>/", rearrangements.show_rearrangement, name="rearrangement"),
    path("rearrangements/<int:pk>/undo/", rearrangements.undo, name="rearrangement_undo"),
]
