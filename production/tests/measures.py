"""What a finger, an eye and a loupe need of the tablet's screens, measured in the browser."""

from playwright.sync_api import Page

from atelier.tests.accessibility import axe_violations

# Everything that can be tapped; where a box stands in a label, the label is what a finger meets.
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, textarea, label:has(input)')]
  .filter(e => e.checkVisibility() && e.type !== 'hidden' && !e.matches('.skip, label > input'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.height < 55.9 || r.width < 55.9)
  .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${r.width} × ${r.height}`)"""
TOO_CLOSE = """() => {
  const taps = [...document.querySelectorAll('a, button, label:has(input)')]
    .filter(e => e.checkVisibility() && !e.matches('.skip'))
    .map(e => [e, e.getBoundingClientRect()]);
  const found = [];
  for (const [a, r] of taps) for (const [b, s] of taps) {
    if (a === b) continue;
    const x = Math.max(s.left - r.right, r.left - s.right);
    const gap = Math.max(x, s.top - r.bottom, r.top - s.bottom);
    if (gap < 11.9) found.push(`${a.innerText} / ${b.innerText}: ${gap}`);
  }
  return found;
}"""
SMALL_TEXT = """() => [...document.querySelectorAll('main *, .foot *, .top *')]
  .filter(e => e.checkVisibility())
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 17.99)
  .map(e => `${e.innerText.slice(0, 40)} ${getComputedStyle(e).fontSize}`)"""
WIDER = "document.documentElement.scrollWidth - innerWidth"


def is_large_and_open_to_all(page: Page) -> None:
    """Assert that every target is large and apart, every text readable, and axe finds nothing."""
    found = [page.evaluate(measured) for measured in (TOO_SMALL, TOO_CLOSE, SMALL_TEXT)]
    found += [axe_violations(page), [wider] if (wider := page.evaluate(WIDER)) > 0 else []]
    assert not any(found), (page.url, found)
