"""GET /healthz: whether this server can do its work, for load balancers and the curious."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from components.library import open_library
from components.message import StandpuntError
from components.settings import settings


def healthz(request: Request) -> JSONResponse:
    """200 {"status": "ok"}, or 503 with the reason when the database cannot be used.

    Starlette calls it in a worker thread, so a slow database does not hold up the phones.
    """
    try:
        open_library(settings()).database.check()
    except StandpuntError as fault:
        return JSONResponse({"status": "unavailable", "reason": str(fault)}, status_code=503)
    return JSONResponse({"status": "ok"})
