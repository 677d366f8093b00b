"""Write the files derived from the declarations: JSON Schemas, samples, reference pages."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

from generator.checks import CHECKS, GATE_RULES, check_output
from generator.checks.lessons import lessons
from generator.checks.settle import SETTLE_RULES, kept, settle
from generator.collections import COLLECTIONS
from generator.rules import RULES
from generator.schema.json_schema import collection_schema, settings_schema
from generator.schema.reference import fields_page
from generator.schema.rule_pages import rule_page, rules_index
from generator.schema.samples import sample_file
from generator.settings import Settings


def derived_files() -> dict[str, str]:
    """Return the text of every derived file by its path."""
    files = {
        "fields.md": fields_page(COLLECTIONS.values(), Settings),
        "rules.md": rules_index(RULES.values(), lessons()),
        "site_config.schema.json": _json(settings_schema(Settings)),
    }
    for collection in COLLECTIONS.values():
        files[f"{collection.name}.schema.json"] = _json(collection_schema(collection))
        files[f"samples/{collection.name}/{collection.sample_id}.yml"] = sample_file(collection)
    for name, lesson in lessons().items():
        rule = RULES[name]
        files[f"rules/{name}.md"] = rule_page(rule, lesson, _promise(name), kept=kept(rule))
    return files


def _promise(rule: str) -> str:
    """Return the docstring of the check that applies a rule: what it promises."""
    applied = [
        *((check.rules, check.run) for check in CHECKS.values()),
        (GATE_RULES, check_output),
        (SETTLE_RULES, settle),
    ]
    promises = (inspect.getdoc(run) or "" for rules, run in applied if rule in {r.id for r in rules})
    return next(promises, "")


def write_derived(out: Path) -> int:
    """Write all derived files below `out`; return how many there are."""
    files = derived_files()
    for path, text in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8", newline="\n")
    return len(files)


def _json(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
