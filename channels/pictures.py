"""Pictures of the exercises, for pages: ``/pictures/<id>.svg``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from backwise.pictures.picture import svg
from backwise.pictures.poses import poses

HEADERS = {
    "Cache-Control": "public, max-age=86400",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}


class Pictures(InputChannel):
    """The route of the pictures. ``?still=1`` gives one that does not move."""

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "pictures"

    @classmethod
    def url_prefix(cls) -> str:
        """A short address, which the actions name."""
        return "/pictures"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the pictures."""
        routes = Blueprint("pictures")

        @routes.get("/<file:str>")  # type: ignore[misc]
        async def picture(request: Request, file: str) -> HTTPResponse:
            pose = poses().get(file.removesuffix(".svg"))
            if pose is None:
                return response.empty(status=404)
            text = svg(pose, pose.shows, still="still" in request.args)
            return response.text(text, content_type="image/svg+xml", headers=HEADERS)

        return routes
