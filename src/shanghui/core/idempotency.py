"""`Idempotency-Key`: a post that is sent again is answered again, not done again (trust.md 5).

On an API operation::

    @router.post("/enterprises")
    @decorate_view(idempotent)
    def create_enterprise(request, data: EnterpriseIn): ...

Keyed by caller (token, or login in a post) and address, remembered for a day. The effect and the reply are one transaction, so a
process that dies in between leaves neither. Answers: the first reply again; 409 while the first still runs; 422 when
the key comes with another body; 400 for a key longer than 200 characters. Kept are replies that decided something:
not 401, 429, 5xx.
"""

import hashlib
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.operation import Operation

from shanghui.core.actor import VISITOR
from shanghui.core.models import IdempotentReply

KEPT = timedelta(hours=24)
#: a mark older than this was left by a process that died
ABANDONED = timedelta(seconds=60)
LONGEST_KEY = 200
#: seconds to wait before the mark is tried to be taken back again
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
View = Callable[..., HttpResponse]


class NotKept(Exception):
    """The reply decided nothing; the next attempt starts afresh."""

    def __init__(self, reply: HttpResponse) -> None:
        self.reply = reply


def idempotent(view: View) -> View:
    """Decorate a view (or, through `decorate_view`, an API operation)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        refused = _checks(view, request) if key else None
        caller = _caller(request)
        if not key or not caller or refused:
            return refused or view(request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            return _refuse(400, _("Idempotency-Key 太长，最多 200 个字符。"))
        mark, earlier = _begin(request, caller, key, now=timezone.now())
        return earlier or _run(mark, lambda: view(request, *args, **kwargs))

    return answer


def forget_old_replies(*, now: datetime) -> None:
    IdempotentReply.objects.filter(started_at__lt=now - KEPT).delete()


def _checks(view: View, request: HttpRequest) -> HttpResponse | None:
    """Ninja's own checks of the operation, sign-in and CSRF: a reply that is remembered must pass them as well."""
    operation = getattr(view, "__self__", None)
    return operation._run_checks(request) if isinstance(operation, Operation) else None


def _caller(request: HttpRequest) -> str:
    """Whom the checks found, and in which post; a header that they did not take names nobody."""
    if getattr(request, "token", None):
        return "token:" + hashlib.sha256(request.headers["Authorization"].encode()).hexdigest()
    if not request.user.is_authenticated:
        return ""
    actor = getattr(request, "actor", VISITOR)
    return f"user:{request.user.pk}:{actor.appointment_id or 0}"


def _digest_of_body(request: HttpRequest) -> str:
    """Of a form with files, what it says: the boundary between its parts is another one at every sending."""
    if request.content_type != "multipart/form-data":
        return hashlib.sha256(request.body).hexdigest()
    said = [(name, request.POST.getlist(name)) for name in sorted(request.POST)]
    files = [(name, file.name, _digest_of_file(file)) for name in sorted(request.FILES)
             for file in request.FILES.getlist(name)]  # fmt: skip
    return hashlib.sha256(repr((said, files)).encode()).hexdigest()


def _digest_of_file(file: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _begin(
    request: HttpRequest, caller: str, key: str, *, now: datetime
) -> tuple[IdempotentReply, HttpResponse | None]:
    """Mark the post as running, committed at once; or the reply that it gets instead."""
    body = _digest_of_body(request)
    with transaction.atomic():
        mark, made = IdempotentReply.objects.select_for_update().get_or_create(
            caller=caller,
            route=f"{request.method} {request.path}"[:300],
            key=key,
            defaults={"body_hash": body, "started_at": now},
        )
        if made:
            return mark, None
        expired = mark.started_at < now - KEPT
        if not expired and mark.body_hash != body:
            return mark, _refuse(422, _("这个 Idempotency-Key 已用于内容不同的请求。"))
        if not expired and mark.status is not None:
            return mark, HttpResponse(bytes(mark.body), status=mark.status, content_type=mark.content_type)
        if not expired and mark.started_at > now - ABANDONED:
            return mark, _running()
        mark.body_hash, mark.started_at, mark.status = body, now, None
        mark.save()
        return mark, None


def _run(mark: IdempotentReply, view: Callable[[], HttpResponse]) -> HttpResponse:
    ours = IdempotentReply.objects.filter(pk=mark.pk, started_at=mark.started_at, status=None)
    try:
        with transaction.atomic():
            reply = view()
            if reply.status_code in {401, 429} or reply.status_code >= 500:
                raise NotKept(reply)
            kept = {"status": reply.status_code, "body": reply.content, "content_type": reply["Content-Type"]}
            if not ours.update(**kept):
                raise NotKept(_running())
            return reply
    except NotKept as outcome:
        _release(ours)
        return outcome.reply
    except Exception:
        _release(ours)
        raise


def _release(mark: "QuerySet[IdempotentReply]") -> None:
    """A busy database may be the very reason why nothing was done; else every repeat is told for a minute that it runs."""
    for pause in PAUSES:
        try:
            mark.delete()
        except OperationalError:
            time.sleep(pause)
        else:
            return


def _running() -> HttpResponse:
    return _refuse(409, _("同一个 Idempotency-Key 的请求还在处理，请稍后再试。"))


def _refuse(status: int, text: str) -> HttpResponse:
    return JsonResponse({"detail": text}, status=status)
