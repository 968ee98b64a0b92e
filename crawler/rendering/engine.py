"""One running Chromium with its driver: started, measured, and ended whatever state it is in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser as Chromium
from playwright.async_api import CDPSession, Error, Playwright, async_playwright

log = logging.getLogger(__name__)

LAUNCH_S = 30
CLOSE_S = 5
# The last --disable-features wins, so Playwright's own list is in here as far as it matters to us.
_DISABLED_FEATURES = (
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,HttpsFirstBalancedMode,HttpsFirstModeV2,AutofillServerCommunication,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,Translate,InterestFeedContentSuggestions"
)
_ARGS = (
    f"--disable-features={_DISABLED_FEATURES}",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-component-update",
    "--dns-prefetch-disable",
    "--no-pings",
    # Names are the egress's to resolve; a Chromium that tried to do it itself would find nothing.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


@dataclass
class Engine:
    """`pages`: rendered so far, `active`: being rendered now. `is_spent`: takes no more pages."""

    driver: Playwright
    chromium: Chromium
    is_sandboxed: bool
    pages: int = 0
    active: int = 0
    is_spent: bool = False
    on_gone: list[Callable[[], None]] = field(default_factory=list)
    _admin: CDPSession | None = None
    _pids: list[int] = field(default_factory=list)

    @classmethod
    async def launch(cls, executable: str, proxy: str) -> Engine:
        """Raises Error or TimeoutError when no browser came up."""
        driver = await asyncio.wait_for(async_playwright().start(), LAUNCH_S)
        try:
            chromium, is_sandboxed = await _launch(driver, executable, proxy)
        except BaseException:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(driver.stop(), CLOSE_S)
            raise
        engine = cls(driver, chromium, is_sandboxed)
        chromium.on("disconnected", lambda _: engine._gone())
        await engine.memory_mb()
        return engine

    @property
    def is_alive(self) -> bool:
        return self.chromium.is_connected()

    async def memory_mb(self) -> float:
        """Resident memory of all its processes; 0 where the system does not tell."""
        try:
            async with asyncio.timeout(CLOSE_S):
                self._admin = self._admin or await self.chromium.new_browser_cdp_session()
                told = await self._admin.send("SystemInfo.getProcessInfo")
        except (Error, TimeoutError):
            return 0.0
        self._pids = [int(process["id"]) for process in told["processInfo"] if process["type"] == "browser"]
        return sum(_resident_mb(int(process["id"])) for process in told["processInfo"])

    async def close(self) -> None:
        """End browser and driver; by signal when they do not listen. Never raises."""
        self.is_spent = True
        try:
            await asyncio.wait_for(self.chromium.close(), CLOSE_S)
        except Exception as error:
            log.debug("browser did not close by itself: %s", type(error).__name__)
            for pid in self._pids if self.is_alive else ():
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.driver.stop(), CLOSE_S)

    def _gone(self) -> None:
        self.is_spent = True
        for tell in list(self.on_gone):
            tell()


async def _launch(driver: Playwright, executable: str, proxy: str) -> tuple[Chromium, bool]:
    """The browser, and whether it has its sandbox. As root Chromium has none; some containers forbid it."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0

    async def attempt(sandbox: bool) -> Chromium:
        return await driver.chromium.launch(
            executable_path=executable,
            args=list(_ARGS),
            chromium_sandbox=sandbox,
            proxy={"server": proxy, "bypass": "<-loopback>"},
            timeout=LAUNCH_S * 1000,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )

    if is_root:
        return await attempt(sandbox=False), False
    try:
        return await attempt(sandbox=True), True
    except Error as error:
        if "sandbox" not in error.message.lower():
            raise
        log.warning("this system does not allow Chromium its sandbox; it runs without")
        return await attempt(sandbox=False), False


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
