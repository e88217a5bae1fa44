"""The page in a real browser: what a reader does with it, on a phone, on paper, without a script.

Skipped where there is no Chromium with its driver, unless TIMELINE_REQUIRE_BROWSER is set.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from timeline_tui.core.loading import load, load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import apply
from timeline_tui.export import write

SAMPLE = Path(__file__).parents[2] / "sample_events.yaml"
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

RAW = """\
title: "<script>document.title = 'run'</script> and accents"
events:
  - {date: 2021-07-26, title: "Café Ωμέγα ΣΟΦΟΣ straße"}
  - date: 2021-07-27
    title: "<img src=x onerror=\\"document.title = 'run'\\">"
    description: >-
      A_very_long_word_that_has_no_place_to_be_broken_at_and_is_wider_than_any_telephone_would_show_it
    sources: https://example.org/a/path/that/is/very/long/and/has/no/blank/at/which/it/could/be/broken
  - {date: "{{7*7}}", title: "{{7*7}}"}
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        missing = "chromium and chromedriver are not both installed"
        if os.environ.get("TIMELINE_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


class Page:
    """A page that is open, as a reader sees it."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser = browser
        self.address = address
        browser.get_log("browser")
        browser.get_log("performance")
        browser.get(address)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def seen(self, selector: str) -> list[str]:
        """The texts of what is displayed."""
        script = """
            return [...document.querySelectorAll(arguments[0])]
                .filter(one => one.getClientRects().length).map(one => one.textContent.trim())
        """
        found: list[str] = self.browser.execute_script(script, selector)
        return found

    @property
    def titles(self) -> list[str]:
        return self.seen("h3")

    @property
    def count(self) -> str:
        return self.one("#count").text

    def choose(self, facet: str, beginning: str) -> None:
        select = Select(self.one(f"#{facet}"))
        texts = [option.get_attribute("textContent") or "" for option in select.options]
        select.select_by_index([text.strip().startswith(beginning) for text in texts].index(True))

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def arrives_at(self, id: str) -> None:
        """The element begins on the screen."""
        script = """
            const {top} = document.getElementById(arguments[0]).getBoundingClientRect();
            return -5 <= top && top < innerHeight;
        """
        waiting = WebDriverWait(self.browser, 5)
        waiting.until(lambda browser: browser.execute_script(script, id))

    def requests(self) -> set[str]:
        """What was asked for since the page was opened, of a network or of the disk."""
        messages = (
            json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")
        )
        asked = {
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        }
        return {url for url in asked if url.startswith(("http", "ws", "file", "ftp"))}


def saved(folder: Path, timeline: Timeline) -> str:
    """The address of the timeline's page."""
    file = folder / "page.html"
    file.write_text("".join(write("html", apply(timeline, parse(""))).pieces), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's page."""
    return saved(tmp_path_factory.mktemp("sample"), load([SAMPLE]))


@pytest.fixture
def page(browser: webdriver.Chrome, sample: str) -> Iterator[Page]:
    """The page of the sample, on a screen of ordinary size."""
    page = Page(browser, sample)
    page.size(1200, 900)
    yield page
    assert browser.get_log("browser") == []
    assert {url.partition("#")[0] for url in page.requests()} <= {page.address}


def test_typing_narrows_and_says_how_far(page: Page) -> None:
    assert page.count == "29 events"
    page.one("#words").send_keys("HELI nad-é")
    assert page.titles == ["Military helicopter comes down in Nad-e Ali"]
    assert page.count == "1 of 29 events"
    assert page.seen(".group h2") == ["July 2021"]
    assert page.seen("nav a") == ["2021"]
    assert len(page.seen(".notes li")) == 2
    page.one("#words").send_keys(Keys.BACKSPACE * 10)
    assert len(page.titles) == 29


def test_choices_narrow_together_and_clearing_lets_all_be_seen(page: Page) -> None:
    page.choose("location", "Balkh")
    assert page.count == "4 of 29 events"
    page.choose("standing", "corroborated")
    assert page.titles == ["Security forces and residents retake Kaldar"]
    page.one("#clear").click()
    assert page.count == "29 events"
    assert len(page.titles) == 29
    assert not page.seen("#clear")
    page.one("#words").send_keys("reliability F")  # as a note says
    assert len(page.titles) == 3
    page.one("#words").send_keys(" nosuchword")
    assert page.titles == []
    assert page.seen("main p") == [
        "No event matches. Try fewer letters or another choice, or clear the filter."
    ]


def test_a_link_to_a_hidden_event_lets_it_be_seen(page: Page) -> None:
    page.one("#words").send_keys("police chief captured")
    link = page.one("article:not([hidden]) dd a[href='#event-nad-e-ali-centre']")
    link.click()
    WebDriverWait(page.browser, 5).until(lambda _: page.count == "29 events")
    page.arrives_at("event-nad-e-ali-centre")


def test_the_controls_are_reached_and_used_by_the_keyboard(page: Page) -> None:
    reached = []
    for _ in range(12):
        page.browser.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(page.browser.switch_to.active_element.get_attribute("id"))
    ours = [id for id in reached if id]
    assert ours[:5] == ["words", "location", "actor", "source", "standing"]
    page.one("#words").send_keys("heli")
    page.one("#standing").send_keys(Keys.TAB)
    active = page.browser.switch_to.active_element
    assert active.get_attribute("id") == "clear"
    outline = active.value_of_css_property("outline-style")
    active.send_keys(Keys.ENTER)
    assert (outline, page.count) == ("solid", "29 events")


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    for width in (320, 600, 1200):
        page.size(width, 740)
        assert page.browser.execute_script("return document.documentElement.scrollWidth") <= width
    sizes = page.browser.execute_script(
        """return [...document.querySelectorAll("p, dd, dt, li, h3, input, select, nav a")]
            .map(one => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 16


def test_on_paper_it_is_all_there_and_the_controls_are_not(page: Page) -> None:
    def printed() -> int:
        pdf = base64.b64decode(page.browser.print_page())
        assert pdf.startswith(b"%PDF")
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))

    whole = printed()
    page.one("#words").send_keys("heli")
    assert whole > 5 > printed() > 0
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not page.seen("input, select, nav, button")
        assert page.seen("#count") == ["1 of 29 events"]
        assert page.seen("#narrowed") == ["“heli”"]
    finally:
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_without_a_script_all_is_there(page: Page) -> None:
    disable = "Emulation.setScriptExecutionDisabled"
    page.browser.execute_cdp_cmd(disable, {"value": True})
    try:
        page.browser.refresh()
        assert len(page.titles) == 29
        assert not page.seen("input, select, button")
        assert page.one(".about").text.startswith("Shown\n29 events")
    finally:
        page.browser.execute_cdp_cmd(disable, {"value": False})


def test_hostile_texts_neither_run_nor_widen_the_page(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    page = Page(browser, saved(tmp_path, load_text(RAW)))
    page.size(360, 740)
    assert page.browser.title == "<script>document.title = 'run'</script> and accents"
    assert page.titles[1:] == ["<img src=x onerror=\"document.title = 'run'\">", "{{7*7}}"]
    assert page.browser.execute_script("return document.documentElement.scrollWidth") <= 360
    for words in ("cafe ωμεγα", "σοφος", "STRASSE", "ΣΟΦ"):
        page.one("#words").clear()
        page.one("#words").send_keys(words)
        assert len(page.titles) == 1, words
    assert browser.get_log("browser") == []
