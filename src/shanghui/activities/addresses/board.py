"""Addresses of the organiser's board."""

from django.urls import URLPattern, path

from shanghui.activities.views import board, papers, placing, repairs

BOARD, VERSION = "<int:pk>/board/", "<int:pk>/board/<int:numbered>/"

urlpatterns: list[URLPattern] = [
    path(BOARD, board.show_board, name="board"),
    path(f"{BOARD}progress/", board.show_progress, name="board_progress"),
    path(f"{BOARD}schedule/", board.schedule, name="board_schedule"),
    path(f"{BOARD}compare/", repairs.compare, name="board_compare"),
    path(f"{BOARD}repairs/", repairs.show_repairs, name="board_repairs"),
    path(f"{BOARD}repairs/absent/", repairs.report_absent, name="board_absent"),
    path(f"{BOARD}repairs/late/", repairs.report_late, name="board_late"),
    path(f"{BOARD}repairs/close-table/", repairs.close_table, name="board_close_table"),
    path(f"{BOARD}repairs/open-table/", repairs.open_table, name="board_open_table"),
    path(f"{BOARD}repairs/exchange/", repairs.propose_exchange, name="board_propose_exchange"),
    path(f"{BOARD}repairs/<int:numbered>/accept/", repairs.accept, name="board_accept"),
    path(f"{BOARD}repairs/<int:numbered>/reject/", repairs.reject, name="board_reject"),
    path(f"{BOARD}paper/", papers.show_paper, name="board_paper"),
    path(f"{BOARD}paper.pdf", papers.paper_file, name="board_pdf"),
    path(f"{BOARD}timetable.<ending:ending>", papers.timetable_file, name="board_file"),
    path(f"{BOARD}event.json", papers.event_json, name="board_event"),
    path(f"{VERSION}why-not/", placing.ask_why_not, name="board_why_not"),
    path(f"{VERSION}move/", placing.move, name="board_move"),
    path(f"{VERSION}make-room/", placing.make_room, name="board_make_room"),
    path(f"{VERSION}exchange/", placing.exchange, name="board_exchange"),
    path(f"{VERSION}unschedule/", placing.unschedule, name="board_unschedule"),
    path(f"{VERSION}lock/", placing.lock, name="board_lock"),
    path(f"{VERSION}back/", board.back, name="board_back"),
    path(f"{VERSION}cancel/", board.cancel, name="board_cancel"),
    path(f"{VERSION}publish/", board.publish, name="board_publish"),
    path(f"{VERSION}unpublish/", board.unpublish, name="board_unpublish"),
]
