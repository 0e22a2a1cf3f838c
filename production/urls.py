"""The bench's addresses; `j/<envelope>/` is what the envelope's QR says."""

from django.urls import path

from production.views import album, bench, board, doors, jobs, kept, stones, taps, waiting

app_name = "bench"

urlpatterns = [
    path("", bench.home, name="home"),
    path("list/", bench.listing, name="list"),
    path("board/", board.board, name="board"),
    path("board/now/", board.board_now, name="board_now"),
    path("find/", bench.find, name="find"),
    path("manifest.webmanifest", kept.manifest, name="manifest"),
    path("worker.js", kept.worker, name="worker"),
    path("kept/", kept.kept, name="kept"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("enrol/", doors.enrol_tablet, name="enrol"),
    path("who/", doors.names, name="names"),
    path("who/<int:pk>/", doors.pin, name="pin"),
    path("resume/", doors.resume, name="resume"),
    path("lock/", doors.lock, name="lock"),
    path("j/<str:envelope>/", jobs.job, name="job"),
    path("j/<str:envelope>/now/", jobs.job_now, name="job_now"),
    path("j/<str:envelope>/kept/", kept.kept_job, name="kept_job"),
    path("j/<str:envelope>/weigh/", jobs.weigh, name="weigh"),
    path("j/<str:envelope>/problem/", jobs.problem, name="problem"),
    path("j/<str:envelope>/picture/", jobs.take_picture, name="take_picture"),
    path("j/<str:envelope>/pictures/", album.album, name="album"),
    path("j/<str:envelope>/stones/", stones.compare, name="compare"),
    path("j/<str:envelope>/do/<slug:kind>/", taps.act, name="act"),
    path("stones/<uuid:public_id>/<int:width>/", stones.stone_picture, name="stone_picture"),
    path("pictures/<uuid:public_id>/<int:width>/", jobs.picture, name="picture"),
]
