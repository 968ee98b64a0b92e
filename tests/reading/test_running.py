from __future__ import annotations

import pytest

from tests.reading.pages import page, rendered


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>หนึ่ง</p>สอง<div>สาม <b>สี่</b></div>", ["หนึ่ง", "สอง", "สาม สี่"]),
        ("<td>ที่อยู่<br>เลขที่ 1<br><br>โทร 2</td>", ["ที่อยู่ เลขที่ 1", "โทร 2"]),
        ("<p>ก<script>x</script><style>y</style><template>z</template><noscript>w</noscript>ข</p>", ["กข"]),
        ("<p>ก<!-- ลับ -->ข</p>", ["กข"]),
        ("<select><option>ก</select><textarea>ข</textarea><p>ค</p>", ["ค"]),
        ("<p hidden>ก</p><p>ข</p>", ["ข"]),
        ("<ul hidden><li>ก</ul><div class=modal hidden>ข</div>", ["ก", "ข"]),
        ("<a href='#t'>เปิด</a><div id=t hidden>ข้อมูล</div>", ["เปิด", "ข้อมูล"]),
        ("<p aria-hidden=true>ก</p><p style='display:none'>ข</p>", ["ก", "ข"]),
        ("<a href=a>ก</a><a href=b>ข</a>", ["ก ข"]),
    ],
)
def test_visible_text(html: str, blocks: list[str]) -> None:
    assert blocks == [block.text for block in page(html).blocks]


def test_inline_hiding_counts_once_rendered() -> None:
    html = "<p style='display: none'>ก</p><ul style='display:none'><li>เมนู</ul><p style='visibility:hidden'>ข</p><p>ค</p>"
    assert [block.text for block in rendered(html).blocks] == ["เมนู", "ค"]


def test_long_runs_lose_nothing() -> None:
    words = " ".join(f"คำ{n}" for n in range(2000))
    blocks = page(f"<p>{words}</p>").blocks
    assert words == " ".join(block.text for block in blocks)
    assert max(len(block.text) for block in blocks) <= 2000


def test_headings() -> None:
    view = page("<h1>หลัก</h1><div role=heading aria-level=3>รอง</div><h2><img src=x alt='ภาพ'></h2><p>ก</p>")
    assert [(h.level, h.text) for h in view.headings] == [(1, "หลัก"), (3, "รอง"), (2, "ภาพ")]
    assert view.blocks[-1].heading == "ภาพ"
    assert view.name == "หลัก"


def test_locator_starts_at_the_nearest_single_id() -> None:
    view = page("<div id=a><p>ก</p><p>ข</p></div><div id=b></div><div id=b><p>ค</p></div>")
    assert [b.locator for b in view.blocks] == ['//*[@id="a"]/p[1]', '//*[@id="a"]/p[2]', "/html/body/div[3]/p[1]"]
    assert view.duplicate_ids == ("b",)
