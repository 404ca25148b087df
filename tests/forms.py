"""What a browser would send of a page's form, so that tests type as people do."""

import html5lib
from django.test import Client

NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def filled(text: str, control: str = "version") -> dict[str, str]:
    """Name → value of every control of the form that holds ``control``; buttons left out."""
    page = html5lib.parse(text, treebuilder="etree")
    for form in page.iter(f"{NAMESPACE}form"):
        sent = {}
        for node in form.iter():
            sent |= _sent(node)
        if control in sent:
            return sent
    raise AssertionError(f"no form with {control}")


def _sent(node: object) -> dict[str, str]:
    name, tag = node.get("name"), str(node.tag).removeprefix(NAMESPACE)
    if not name or node.get("disabled") is not None:
        return {}
    if tag == "textarea":
        return {name: node.text or ""}
    if tag == "select":
        chosen = [o for o in node.iter(f"{NAMESPACE}option") if o.get("selected") is not None]
        first = chosen or list(node.iter(f"{NAMESPACE}option"))[:1]
        return {name: first[0].get("value", "") if first else ""}
    if tag != "input" or node.get("type") == "submit":
        return {}
    ticks = node.get("type") in {"checkbox", "radio"}
    if ticks and node.get("checked") is None:
        return {}
    return {name: node.get("value", "on" if ticks else "")}


def opened(client: Client, url: str) -> dict[str, str]:
    """The form of a page as it was served."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return filled(answer.content.decode())
