"""Fill templates: the environment that all pages share. Everything is escaped; nothing from a report is ever markup."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from selon.model import words
from selon.show import addresses
from selon.show.frame import View
from selon.show.marked import marked_lines
from selon.show.seek import sought_parts
from selon.show.speech import vocabulary


@cache
def environment() -> Environment:
    """Return the template environment: autoescape on, an unknown name is an error."""
    found = Environment(
        loader=PackageLoader("selon.show", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    found.globals |= {
        "to": addresses,
        "marked_lines": marked_lines,
        "sought_parts": sought_parts,
        "vocabulary": vocabulary,
        "vocabularies": words,
    }
    return found


def draw(template: str, view: View, *, name: str, form_mark: str, address: str, page: object = None, **more: object) -> str:
    """Return a page as HTML.

    Args:
        template: the file in `templates/`.
        view: the request.
        name: the page's name, which marks its entry in the menu.
        form_mark: what every form must carry.
        address: the page's own address, for the twin and the language switch.
        page: the data of the page.
        more: other names for the template.
    """
    speech = view.speech
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            view=view,
            name=name,
            speech=speech,
            _=speech.text,
            word=speech.word,
            plural=speech.plural,
            form_mark=form_mark,
            address=address,
            **more,
        )
    )
