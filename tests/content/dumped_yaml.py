"""YAML as PyYAML dumps it, in every layout, of nested data whose scalars are all strings."""

from __future__ import annotations

import unicodedata
from typing import Any

import yaml
from hypothesis import assume
from hypothesis import strategies as st

from onrecord.content import characters
from onrecord.content.strict_yaml import Value

characters_of_yaml = st.sampled_from("\n\t :#'\"-[]{}%*&!|>@`,?~")
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | characters_of_yaml, max_size=20).filter(
    lambda text: unicodedata.is_normalized("NFC", text) and not characters.REFUSED.search(text)
)
trees: st.SearchStrategy[Value] = st.recursive(
    words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=15
)
layouts = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([10, 80]),
        "indent": st.sampled_from([2, 4]),
    }
)


def dumped(tree: Value, layout: dict[str, Any]) -> str:
    text: str = yaml.dump(tree, Dumper=NoAliases, sort_keys=False, **layout)
    assume(not layout["allow_unicode"] or not set(text) & set("\x85\u2028\u2029"))
    assume(yaml.load(text, Loader=yaml.BaseLoader) == tree)  # its narrow layouts of double quotes have a fault
    return text


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
