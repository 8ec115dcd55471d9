"""One file makes it another commune: names, hours, hamlets and local values."""

from datetime import UTC, datetime

import pytest

from content.catalog import load
from content.problems import ContentError
from flows.blocking import Alarm
from flows.deadlines import due
from tests.content.test_check_steps import Fault
from tests.content.trees import Tree

OFFICE = "offices/office.toml"
OVERRIDE = """
[[sources]]
id = "resolution"
title = { vi = "Nghị quyết của xã", en = "Local resolution" }
checked = 2026-11-01
confidence = "high"

[overrides.tree_felling]
online = { vi = "Một phần", en = "Partly online" }

[overrides.tree_felling.fees.basic]
dong = 0
source = "resolution"

[overrides.tree_felling.limits.usual]
term = "2wd"
"""


def test_the_office_is_read(tree: Tree) -> None:
    office = tree.load().office
    assert office.commune["vi"] == "xã Mẫu"
    assert office.unit.province == "thành phố Hải Phòng"
    assert office.hours.closing.isoformat() == "17:30:00"
    assert [hamlet.name for hamlet in office.hamlets] == ["Thôn 1", "Thôn 2"]
    hamlet = office.hamlet("t1")
    assert hamlet is not None
    assert hamlet.words == ("thon 1", "thon dong")
    assert office.hamlet("t9") is None
    assert [option.id for option in office.options()] == ["t1", "t2"]
    desk = office.desk_for("land")
    assert desk is not None
    assert desk.id == "only"
    assert office.desk_for("residence") is None


def test_an_office_says_over_which_channels_notices_may_be_pushed(tree: Tree) -> None:
    usual = tree.load().office
    assert all(usual.permits(channel, "legal") for channel in ("web", "telegram"))
    assert usual.alarm == Alarm(30, 10, 24, 70)
    rules = """
channels_for.legal = ["web"]
channels_for.new_file = ["telegram"]
alarm = { share = 50, hours = 6, unread = 90 }
[unit]"""
    tree.plant("\n[unit]", rules, OFFICE)
    assert tree.problems() == ()
    office = tree.load().office
    assert office.permits("telegram", "news", "draft_idle")
    assert not office.permits("telegram", "legal", "accepted")
    assert not office.permits("web", "work", "new_file")
    assert office.alarm == Alarm(50, 10, 6, 90)


def test_where_telegram_is_not_permitted_in_writing_nothing_is_pushed_over_it(tree: Tree) -> None:
    tree.plant("\n[unit]", '\nchannels = ["web"]\n[unit]', OFFICE)
    office = tree.load().office
    assert (office.permits("web", "news"), office.permits("telegram", "news")) == (True, False)
    assert office.permits("a channel of the tests", "news")


def test_local_values_replace_national_ones_with_their_own_source(tree: Tree) -> None:
    before = tree.load().procedures["tree_felling"]
    tree.write(OFFICE, tree.read(OFFICE) + OVERRIDE)
    assert tree.problems() == ()
    sheet = tree.load().procedures["tree_felling"]
    assert sheet.online["en"] == "Partly online"
    assert [fee.source for fee in sheet.fees if fee.rule.id == "basic"] == ["decree", "resolution"]
    assert sheet.sources["resolution"].confidence == "high"
    assert sheet.limits[0].rule.term == "2wd"
    assert sheet.version != before.version


def test_an_amount_of_another_shape_replaces_the_old_one(tree: Tree) -> None:
    change = OVERRIDE.replace("dong = 0", 'per_piece = { dong = 500, count = "trees" }')
    tree.write(OFFICE, tree.read(OFFICE) + change)
    assert tree.problems() == ()


FAULTS = (
    Fault(
        "an unknown procedure",
        "overrides.tree_felling",
        "overrides.tree_planting",
        "overrides.tree_planting",
        "no such",
    ),
    Fault("an unknown fee", "fees.basic", "fees.extra", "overrides.tree_felling.fees.extra", "there is no 'extra'"),
    Fault("a fee that is not local", "fees.basic", "fees.pieces", "overrides.tree_felling.fees.pieces", "is not local"),
    Fault(
        "a condition",
        "dong = 0",
        "dong = 0\nonly_if = { many = true }",
        "overrides.tree_felling.fees.basic",
        "cannot be changed",
    ),
    Fault("a title", "online =", "title =", "overrides.tree_felling.title", "is not local"),
    Fault("an unknown regime", 'regime = "2025"', 'regime = "2030"', "regime", "not known"),
    Fault("no name", '[unit]\ncommune = "Mẫu"\nprovince = "thành phố Hải Phòng"\n', "", "", "has no name"),
    Fault("hours in disorder", '["13:30", "17:30"]', '["17:30", "13:30"]', "hours", "in order"),
    Fault("hours that are none", '["13:30", "17:30"]', '["noon", "17:30"]', "hours", "in order"),
    Fault("half a morning", '["07:30", "11:30"]', '["07:30"]', "hours", "two times each"),
    Fault("a cut-off that is none", 'cutoff = "15:00"', 'cutoff = "3pm"', "hours.cutoff", "cannot be read"),
    Fault("an unknown channel", "[unit]", 'channels = ["web", "zalo"]\n[unit]', "channels", "no channel 'zalo'"),
    Fault("an unknown kind", "[unit]", '[channels_for]\nlegals = ["web"]\n[unit]', "channels_for.legals", "no kind"),
    Fault(
        "an unknown channel of a kind", "[unit]", '[channels_for]\nlegal = ["sms"]\n[unit]', "channels_for.legal", "sms"
    ),
    Fault(
        "an explanation without a term",
        "[unit]",
        '[discipline]\nexplain_within = "soon"\n[unit]',
        "discipline.explain_within",
        "no term",
    ),
    Fault(
        "a review of everybody", "[unit]", "[discipline]\nreview_at = 0\n[unit]", "discipline.review_at", "at least 1"
    ),
    Fault("an alarm that never rings", "[unit]", "[alarm]\nshare = 0\n[unit]", "alarm.share", "per cent"),
    Fault("an alarm for every reader", "[unit]", "[alarm]\nunread = 101\n[unit]", "alarm.unread", "per cent"),
    Fault("an unknown setting of the alarm", "[unit]", "[alarm]\nminutes = 5\n[unit]", "alarm.minutes", "unknown"),
    Fault("an unknown setting", 'phone = "0220 000 0000"', 'phone = "1"\nfax = "2"', "fax", "unknown setting"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(tree: Tree, fault: Fault) -> None:
    text = tree.read(OFFICE) + OVERRIDE
    assert fault.old in text
    tree.write(OFFICE, text.replace(fault.old, fault.new))
    found = [problem for problem in tree.problems() if problem.where == fault.where and fault.what in problem.what]
    assert found, "\n".join(map(str, tree.problems()))
    assert found[0].file == OFFICE
    assert found[0].remedy


def test_an_office_that_does_not_exist_is_refused_with_those_that_do(tree: Tree) -> None:
    with pytest.raises(ContentError, match="use one of: office"):
        tree.load("elsewhere")


def test_another_office_file_changes_names_hours_and_the_law_it_works_under() -> None:
    then, now = load("chi_lang_bac"), load("nam_thanh_mien")
    assert then.wording.render("{{ centre }}", "vi") == "Bộ phận Tiếp nhận và Trả kết quả xã Chi Lăng Bắc"
    assert now.wording.render("{{ centre }}", "vi") == "Trung tâm Phục vụ hành chính công xã Nam Thanh Miện"
    assert (then.office.regime, now.office.regime) == ("2018", "2025")
    assert then.office.unit.district == "huyện Thanh Miện"
    assert now.office.unit.district == ""
    assert "Chi Lăng Bắc" in {unit.commune for unit in now.office.former}
    received = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert due(received, "0d", then.calendar) != due(received, "0d", now.calendar)
    births = (library.procedures["birth_registration"] for library in (then, now))
    assert len({sheet.version for sheet in births}) == len((then, now))
