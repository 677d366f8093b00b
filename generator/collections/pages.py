"""Pages (文章): hand-written Markdown, rendered with all of Material's features."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Number
from generator.schema.record import EntryRecord


class Page(EntryRecord):
    """A hand-written page."""

    rank: Annotated[int, Number(label="次序", help="数小的排前面", example="10", limit=999)] = 500


pages = Collection(
    name="pages",
    label="说明",
    heading="说明",
    lead="街道写给居民的长一点的话。",
    model=Page,
    kind="街道概况",
    order=lambda r: (r.rank, r.title),
    in_feed=False,
    sample_id="about",
    sample={
        "title": "街道概况",
        "short": "街道概况",
        "date": "2018-06-20",
        "summary": "我们街道的样子。",
        "body": "这里写街道的历史和现在。\n\n- 一件一件写\n- 一条一条列",
        "rank": "10",
    },
)
