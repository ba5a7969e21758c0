"""Addresses of programmes, activities and matchmaking."""

from shanghui.activities.addresses import activities, board, door, programmes, wishes

app_name = "activities"
urlpatterns = [
    *activities.urlpatterns,
    *programmes.urlpatterns,
    *door.urlpatterns,
    *wishes.urlpatterns,
    *board.urlpatterns,
]
