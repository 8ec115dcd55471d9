"""The HTTP side of the program: one server for the page, the webhook and the health answer."""

from aiohttp import web

LARGEST_REQUEST = 24 * 1024 * 1024  # a file of 20 MB and its form


class Site:
    """An aiohttp application to which channels attach their routes."""

    def __init__(self) -> None:
        self.app = web.Application(client_max_size=LARGEST_REQUEST)
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> None:
        """Begins to listen; raises OSError when the port is taken."""
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=3)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Ends what is being answered and closes."""
        if self._runner is not None:
            await self._runner.cleanup()
