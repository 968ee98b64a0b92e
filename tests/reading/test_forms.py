from __future__ import annotations

import pytest

from tests.reading.pages import page


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label for=a>ชื่อ</label><input id=a>", "ชื่อ"),
        ("<label>อีเมล <input></label>", "อีเมล"),
        ("<input aria-label='ค้นหา'>", "ค้นหา"),
        ("<input placeholder='คำค้น'>", "คำค้น"),
        ("<p>เรื่อง: <input></p>", "เรื่อง:"),
        ("<table><tr><td>ชื่อ-สกุล<td><input></table>", "ชื่อ-สกุล"),
        ("<div><div>โทรศัพท์</div><div><input></div></div>", "โทรศัพท์"),
        ("<div><input><label>ที่อยู่</label></div>", "ที่อยู่"),
        ("<p>หนึ่ง <input name=x> สอง <input></p>", "สอง"),
    ],
)
def test_label(html: str, label: str) -> None:
    (form,) = page(f"<form action=/send method=post>{html}<button>ส่ง</button></form>").forms
    assert label == form.fields[-1].label


def test_form() -> None:
    html = """<form action="save.php" method="POST" aria-label="แบบร้องเรียน"><input type=hidden name=t>
      <select name=s><option>ทั่วไป<option>ทุจริต</select><input type=email required>
      <input type=submit value="ส่งเรื่อง"></form>"""
    (form,) = page(html).forms
    assert (form.name, form.method, form.url) == ("แบบร้องเรียน", "post", "https://www.example.go.th/dir/save.php")
    assert [f.kind for f in form.visible_fields] == ["select", "email"]
    assert form.fields[1].choices == ("ทั่วไป", "ทุจริต")
    assert form.fields[2].is_required
    assert form.buttons == ("ส่งเรื่อง",)


@pytest.mark.parametrize(
    "html",
    [
        "<form><fieldset><legend>แบบร้องเรียน</legend><input></fieldset></form>",
        "<h2>แบบร้องเรียน</h2><form><input></form>",
        "<form><h3>แบบร้องเรียน</h3><input></form>",
    ],
)
def test_form_name(html: str) -> None:
    assert page(html).forms[0].name == "แบบร้องเรียน"


def test_radio_group_is_one_field() -> None:
    html = """<form><p>พอใจเว็บไซต์เพียงใด</p><div><label><input type=radio name=q> มาก</label><input type=radio name=q> น้อย
      <input type=radio name=q id=n><label for=n>ไม่พอใจ</label></div><button>โหวต</button></form>"""
    (form,) = page(html).forms
    (field,) = form.fields
    assert (field.kind, field.label, field.choices) == ("radio", "พอใจเว็บไซต์เพียงใด", ("มาก", "น้อย", "ไม่พอใจ"))


def test_inputs_outside_any_form() -> None:
    view = page("<div class=x><input placeholder='ค้นหา'><button>ค้นหา</button></div><p>ข่าว</p>")
    (form,) = view.forms
    assert (form.url, form.buttons) == (None, ("ค้นหา",))


def test_a_choice_without_any_button_is_one_form() -> None:
    rows = "".join(f"<div><input type=radio name=q> {word}</div>" for word in ("ดี", "พอใช้"))
    (form,) = page(f"<div><h3>โพล</h3>{rows}</div>").forms
    assert [field.choices for field in form.fields] == [("ดี", "พอใช้")]


def test_the_one_form_around_an_aspnet_page_is_split() -> None:
    links = "".join(f"<li><a href=p{n}.aspx>หน้า {n}</a></li>" for n in range(20))
    html = f"""<body><form method=post action=default.aspx><input type=hidden name=__VIEWSTATE>
      <header><div><input name=q placeholder="ค้นหา"><input type=submit value="ค้นหา"></div></header><ul>{links}</ul>
      <div><table><tr><td>ชื่อผู้ใช้<td><input name=u></tr><tr><td>รหัสผ่าน<td><input type=password name=p></tr>
      <tr><td><a href="javascript:__doPostBack('b','')">เข้าสู่ระบบ</a></tr></table></div></form>"""
    search, log_in = page(html).forms
    assert ([f.label for f in search.visible_fields], search.buttons) == (["ค้นหา"], ("ค้นหา",))
    assert ([f.label for f in log_in.visible_fields], log_in.buttons) == (["ชื่อผู้ใช้", "รหัสผ่าน"], ("เข้าสู่ระบบ",))


def test_a_button_without_attributes_is_a_control() -> None:
    assert [c.name for c in page("<p>ข้อมูล</p><button>ดาวน์โหลด CSV</button>").controls] == ["ดาวน์โหลด CSV"]


def test_buttons_of_a_real_form_are_no_controls() -> None:
    assert page("<form><input><button>ส่ง</button></form>").controls == ()


_CHOICES = "<label><input type=radio name=r value=1> มาก</label><label><input type=radio name=r value=2> น้อย</label>"


@pytest.mark.parametrize(
    ("html", "question"),
    [
        (f"<p>ข่าววันนี้</p><form><p>ท่านพอใจเพียงใด</p>{_CHOICES}<button>ส่ง</button></form>", "ท่านพอใจเพียงใด"),
        (f"<p>ข่าววันนี้</p><form>ท่านพอใจเพียงใด {_CHOICES}<button>ส่ง</button></form>", "ท่านพอใจเพียงใด"),
        (f"<p>ข่าววันนี้</p><form>{_CHOICES}<button>ส่ง</button></form>", ""),
        (f"<form><input name=q> <p>ท่านพอใจเพียงใด</p><div>{_CHOICES}</div><button>ส่ง</button></form>", "ท่านพอใจเพียงใด"),
        (f"<form><table><tr><td>ท่านพอใจเพียงใด<td>{_CHOICES}</table><button>ส่ง</button></form>", "ท่านพอใจเพียงใด"),
        (f"<form><fieldset><legend>ความพึงพอใจ</legend><b>ก</b>{_CHOICES}</fieldset><button>ส่ง</button></form>", "ความพึงพอใจ"),
    ],
)
def test_the_question_of_choices_stands_in_their_form(html: str, question: str) -> None:
    (form,) = page(html).forms
    assert question == form.fields[-1].label
    assert form.fields[-1].choices == ("มาก", "น้อย")
