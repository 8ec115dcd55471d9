"""A page in the hand of a resident: what they do, what they see, and what the browser complains about."""

from collections.abc import Mapping
from pathlib import Path

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import BrowserContext, ConsoleMessage, FilePayload, Locator, Page, expect

PHOTO = Path(__file__).parents[2] / "bot" / "demo" / "samples" / "giay-chung-sinh.jpg"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
# A file that does not arrive while the network is away is a complaint we ask for.
EXPECTED = ("net::ERR_CONNECTION_REFUSED", "net::ERR_FAILED", "net::ERR_EMPTY_RESPONSE", "net::ERR_CONNECTION_RESET")


class Phone:
    """One open page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @classmethod
    async def open(cls, context: BrowserContext, url: str) -> "Phone":
        """Opens the page and waits for the first card."""
        phone = cls(await context.new_page())
        await phone.page.goto(url)
        await expect(phone.card).to_be_visible()
        return phone

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in EXPECTED):
            self.complaints.append(message.text)

    @property
    def card(self) -> Locator:
        """The question that waits."""
        return self.page.locator("#now > .card")

    @property
    def log(self) -> Locator:
        """What was said before."""
        return self.page.locator("#log")

    async def asked(self, words: str) -> None:
        """Waits until a question with these words waits for its answer."""
        await expect(self.card).to_contain_text(words)
        await expect(self.page.locator("#typing")).to_have_count(0)

    async def tap(self, name: str) -> None:
        """Taps a button of the question that waits."""
        await self.card.get_by_role("button", name=name, exact=True).click()

    async def say(self, text: str) -> None:
        """Writes into the box and sends."""
        await self.page.fill("#text", text)
        await self.page.click(".send")

    async def send(self, *files: Path | FilePayload) -> None:
        """Chooses files from the gallery."""
        paths = [one for one in files if isinstance(one, Path)]
        await self.page.set_input_files("#gallery", paths or [one for one in files if not isinstance(one, Path)])

    async def reach_photo(self) -> None:
        """Answers up to the question for a photo."""
        await self.tap("Đăng ký khai sinh")
        await self.asked("đăng ký kết hôn")
        await self.tap("Đã đăng ký")
        await self.asked("Họ, chữ đệm, tên")
        await self.say("Nguyễn Thị Mẫu Đơn")
        await self.asked("Cháu sinh")
        await self.say("05032024")
        await self.asked("Xin gửi ảnh")

    async def faults(self) -> list[str]:
        """What axe-core finds against WCAG 2.1 AA and its best practices."""
        # What is still fading in has no contrast of its own yet.
        await self.page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
        found: Mapping[str, list[dict[str, object]]] = (await Axe().run(self.page, options=RULES)).response
        return [f"{one['id']}: {one['help']}: {one['nodes']}"[:600] for one in found["violations"]]

    async def wide(self) -> int:
        """How many pixels the page is wider than its screen."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))
