"""The page in a real browser: it narrows, leads on, fits a telephone, and runs nothing of a file.

Skipped where there is no Chromium with its driver, unless TIMELINE_REQUIRE_BROWSER is set.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from command_line import SAMPLE
from export_files import exported, viewed
from folding_table import FOLDED
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from timeline_tui import export
from timeline_tui.core.loading import load, load_text
from timeline_tui.core.timeline import Timeline

SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")

RAW = """\
title: "<script>document.title = 'run'</script> and accents"
events:
  - {date: 2021-07-26, title: "Café Ωμέγα ΣΟΦΟΣ straße Łódź バス"}
  - date: 2021-07-27
    title: "<img src=x onerror=\\"document.title = 'run'\\">"
    description: >-
      A_very_long_word_that_has_no_place_to_be_broken_at_and_is_wider_than_any_telephone_would_show_it
    sources: https://example.org/a/path/that/is/very/long/and/has/no/blank/at/which/it/could/be/broken
  - {date: "{{7*7}}", title: "{{7*7}}"}
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
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
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


class Page:
    """A page that is open, as a reader sees it."""

    def __init__(self, browser: webdriver.Chrome, folder: Path, timeline: Timeline) -> None:
        file = folder / "page.html"
        file.write_text(exported("html", viewed("", timeline)), encoding="utf-8")
        self.browser = browser
        browser.get(file.as_uri())

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def seen(self, selector: str) -> list[str]:
        """The texts of what is displayed."""
        script = """return [...document.querySelectorAll(arguments[0])]
            .filter(one => one.getClientRects().length).map(one => one.textContent.trim())"""
        found: list[str] = self.browser.execute_script(script, selector)
        return found

    def choose(self, facet: str, beginning: str) -> None:
        select = Select(self.one(f"#{facet}"))
        texts = [option.get_attribute("textContent") or "" for option in select.options]
        select.select_by_index([text.strip().startswith(beginning) for text in texts].index(True))

    def fits(self, width: int) -> bool:
        """Whether nothing is wider than a screen of that width."""
        metrics = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        inside: int = self.browser.execute_script("return document.documentElement.scrollWidth")
        return inside <= width


@pytest.fixture
def page(browser, tmp_path):
    """The page of the sample; it makes no error."""
    page = Page(browser, tmp_path, load([SAMPLE]))
    assert page.fits(1200)
    yield page
    assert browser.get_log("browser") == []


def test_words_and_choices_narrow_and_clearing_lets_all_be_seen(page):
    assert page.one("#count").text == "29 events"
    page.one("#words").send_keys("HELI nad-é")
    assert page.seen("h3") == ["Military helicopter comes down in Nad-e Ali"]
    assert page.one("#count").text == "1 of 29 events"
    assert page.seen(".group h2") == ["July 2021"]
    assert len(page.seen(".notes li")) == 2
    page.one("#words").send_keys(Keys.BACKSPACE * 10, "reliability F")  # as a note says
    assert len(page.seen("h3")) == 3
    page.one("#clear").click()
    page.choose("location", "Balkh")
    page.choose("standing", "corroborated")
    assert page.seen("h3") == ["Security forces and residents retake Kaldar"]
    page.one("#words").send_keys("nosuchword")
    assert page.seen("main p")[0].startswith("No event matches. Try fewer letters")
    page.one("#clear").click()
    assert len(page.seen("h3")) == 29
    assert all(page.fits(width) for width in (320, 600, 900))
    page.one("#words").send_keys("police chief captured")
    page.one("article:not([hidden]) dd a[href='#event-nad-e-ali-centre']").click()
    WebDriverWait(page.browser, 5).until(lambda _: page.one("#count").text == "29 events")


def test_the_page_folds_as_the_program_does(page):
    script = (Path(export.__file__).parent / "page.js").read_text(encoding="utf-8")
    made = re.search(r"const plain = .*?const fold = .*?;\n", script, re.DOTALL)
    assert made is not None
    texts = [text for text, _ in FOLDED]
    folded = page.browser.execute_script(f"{made[0]} return arguments[0].map(fold)", texts)
    assert folded == [text for _, text in FOLDED]


def test_without_a_script_all_is_there(page):
    disable = "Emulation.setScriptExecutionDisabled"
    page.browser.execute_cdp_cmd(disable, {"value": True})
    try:
        page.browser.refresh()
        assert len(page.seen("h3")) == 29
        assert not page.seen("input, select, button")
    finally:
        page.browser.execute_cdp_cmd(disable, {"value": False})


def test_hostile_texts_neither_run_nor_widen_the_page(browser, tmp_path):
    page = Page(browser, tmp_path, load_text(RAW))
    assert page.fits(360)
    assert browser.title == "<script>document.title = 'run'</script> and accents"
    assert page.seen("h3")[1:] == ["<img src=x onerror=\"document.title = 'run'\">", "{{7*7}}"]
    for words in ("cafe ωμεγα", "σοφος", "STRASSE", "lodz", "バス"):
        page.one("#words").clear()
        page.one("#words").send_keys(words)
        assert len(page.seen("h3")) == 1, words
    assert browser.get_log("browser") == []
