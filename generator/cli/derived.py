"""Write the files derived from the declarations: JSON Schemas, samples, reference pages."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

from generator.checks import CHECKS
from generator.collections import COLLECTIONS
from generator.findings import Rule
from generator.render.screens.rules import SCREEN_RULES
from generator.schema.json_schema import collection_schema, settings_schema
from generator.schema.reference import fields_page, rules_page
from generator.schema.rules import VALUE_RULES
from generator.schema.samples import sample_file
from generator.settings import Settings
from generator.store.rules import READING_RULES


def all_rules() -> tuple[Rule, ...]:
    """Return every rule that a finding can carry."""
    checked = (rule for check in CHECKS.values() for rule in check.rules)
    return (*READING_RULES, *VALUE_RULES, *checked, *SCREEN_RULES)


def derived_files() -> dict[str, str]:
    """Return the text of every derived file by its path."""
    reasons = {name: inspect.getdoc(check.run) or "" for name, check in CHECKS.items()}
    files = {
        "fields.md": fields_page(COLLECTIONS.values(), Settings),
        "rules.md": rules_page(all_rules(), reasons),
        "site_config.schema.json": _json(settings_schema(Settings)),
    }
    for collection in COLLECTIONS.values():
        files[f"{collection.name}.schema.json"] = _json(collection_schema(collection))
        files[f"samples/{collection.name}/{collection.sample_id}.yml"] = sample_file(collection)
    return files


def write_derived(out: Path) -> int:
    """Write all derived files below `out`; return how many there are."""
    files = derived_files()
    for path, text in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8", newline="\n")
    return len(files)


def _json(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
