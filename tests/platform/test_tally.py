"""`voorveld tally`: reads a .pb file, counts it, and says what is wrong with a file by its line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from voorveld.cli import main
from voorveld.pabulib import read_pb
from voorveld.refusal import Refusal

BUURTFEEST = Path(__file__).parents[1] / "budget" / "elections" / "buurtfeest.pb"
TEXT = BUURTFEEST.read_text()


def a_file(folder: Path, text: str) -> Path:
    path = folder / "round.pb"
    path.write_bytes(text.encode())
    return path


def test_every_plan_gets_its_reason_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(BUURTFEEST)]) == 0
    said = capsys.readouterr().out
    assert "everybody has EUR 139 to give" in said
    assert "3 won, together EUR 900:\n  1. kamp Zomerkamp, EUR 600: supported by 6, who gave EUR 100 each" in said
    assert (
        "muziek Muziek op het plein, EUR 300: supported by 5, each had EUR 139 to give for all plans; EUR 5 short."
        in said
    )


def test_counting_takes_under_60_mb() -> None:
    """In a program of its own, as people run it: what the other commands need is not in its memory."""
    code = "import sys; from voorveld.cli import main; main(sys.argv[1:]); print(open('/proc/self/status').read())"
    ran = subprocess.run([sys.executable, "-c", code, "tally", str(BUURTFEEST)], capture_output=True, check=True)
    kilobytes = int(ran.stdout.split(b"VmHWM:")[1].split()[0])
    assert kilobytes < 60 * 1024


def test_json_has_what_is_needed_to_count_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(BUURTFEEST), "--rule", "equal-shares", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rule"], told["winners"]) == ("equal-shares", ["kamp", "tuin", "film"])
    assert (told["spent"], told["endowment"], told["steps"]) == (900, "139", 41)
    assert told["settings"]["stepCents"] == 100
    assert told["settings"]["fillUp"] is False
    assert told["lot"] == ["film", "kamp", "muziek", "tuin"]
    assert told["projects"][1] | {"name": ""} == {
        "id": "muziek",
        "name": "",
        "cost": 300,
        "votes": 5,
        "why": "short",
        "share": None,
        "shortBy": "5",
    }


def test_greedy_says_what_did_not_fit_and_where_it_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(BUURTFEEST), "--rule", "greedy"]) == 0
    assert (
        "tuin Tuin achter de school, EUR 200: supported by 4; it costs EUR 100 more than was left."
        in capsys.readouterr().out
    )
    assert main(["tally", str(BUURTFEEST), "--rule", "greedy", "--no-skip", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["winners"], told["spent"], told["endowment"]) == (["kamp", "muziek"], 900, None)
    assert main(["tally", str(BUURTFEEST), "--no-skip"]) == 1
    assert "--no-skip goes with --rule greedy" in capsys.readouterr().err


def test_the_lot_comes_from_a_seed_from_the_file_or_from_the_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, TEXT.replace("budget;", "lot;tuin,muziek,kamp,film\nbudget;"))
    assert read_pb(path).election.lot == ("tuin", "muziek", "kamp", "film")
    assert main(["tally", str(path), "--lot", "4711", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["settings"]["lotFrom"] == "seed 4711"
    assert sorted(told["lot"]) == sorted(read_pb(path).election.lot)


def in_themes() -> str:
    """Buurtfeest with EUR 500 for music, that has two plans, and 300 for summer; what film can do with is 50."""
    text = TEXT.replace("budget;1000", "categories;Muziek,Zomer\nbudget_per_category;500,300\nbudget;1000")
    head, rest = text.split("PROJECTS\n")
    projects, votes = rest.split("VOTES\n")
    header, *rows = projects.splitlines()
    themes = {"kamp": "Zomer;", "muziek": "Muziek;", "tuin": ";", "film": "Muziek;50"}
    rows = [f"{row};{themes[row.split(';')[0]]}" for row in rows]
    return head + "PROJECTS\n" + "\n".join([f"{header};category;least_cost", *rows]) + "\nVOTES\n" + votes


def test_categories_of_a_file_count_when_asked_for_and_not_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Music: muziek 300 and film 100 of the 500; summer: kamp asks 600 of 300. Left 600: kamp, and nothing is left."""
    path = str(a_file(tmp_path, in_themes()))
    assert main(["tally", path, "--rule", "greedy", "--themes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["winners"], told["spent"]) == (["muziek", "film", "kamp"], 1000)
    assert told["settings"]["themes"] == {"Muziek": 500, "Zomer": 300}
    assert [project["why"] for project in told["projects"]] == ["filled_up", "won_in_theme", "short", "won_in_theme"]
    assert main(["tally", path, "--rule", "greedy", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert (plain["winners"], "themes" in plain["settings"]) == (["kamp", "muziek", "film"], False)
    assert main(["tally", path, "--rule", "greedy", "--themes"]) == 0
    assert "first within each theme (Muziek EUR 500, Zomer EUR 300)" in capsys.readouterr().out
    assert main(["tally", path, "--themes"]) == 1
    assert "--themes goes with --rule greedy" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("500,300", "500", "each with an amount of its own"),
        ("500,300", "500,veel", "'veel' is no amount"),
        ("Muziek,Zomer", "Muziek,Muziek", "each with an amount of its own"),
        ("Muziek;50", "Muziek;101", "what project film can do with is more than it costs"),
    ],
)
def test_themes_that_are_not_right_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], was: str, becomes: str, says: str
) -> None:
    assert was in in_themes()
    assert (
        main(["tally", str(a_file(tmp_path, in_themes().replace(was, becomes, 1))), "--rule", "greedy", "--themes"])
        == 1
    )
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("META\n", "", "line 1: a .pb file starts with META"),
        ("tuin;200", "tuin;twee", "line 13: the cost of project tuin is 'twee'"),
        ("tuin;200", "tuin;0", "line 13: the cost of project tuin is '0'"),
        ("tuin;200", "tuin;0.005", "line 13"),
        ("tuin;200", "tuin;NaN", "line 13"),
        ("tuin;200", "tuin;1e999999999", "line 13"),
        ("tuin;200", "kamp;200", "line 13: project 'kamp' stands here twice"),
        ("1;kamp\n", "1;kampp\n", "line 17: a ballot names project 'kampp'"),
        ("2;kamp\n", "1;kamp\n", "line 18: voter 1 has voted before"),
        ("budget;1000", "budget;-5", "line 6: the budget is '-5'"),
        ("budget;1000", "budgt;1000", "META has no 'budget'"),
        ("budget;1000", "budget;1000\nlot;tuin", "line 7: the lot must name every project once"),
        ("vote_type;approval", "vote_type;ordinal", "vote_type is 'ordinal'"),
        ("project_id;cost", "project_id;price", "line 10: the heading of PROJECTS has no 'cost'"),
        (TEXT[TEXT.index("VOTES") :], "", "line 14: the file ends without VOTES"),
        ("Zomerkamp", '"' + "x" * 140_000, "line 11: this cannot be read as fields"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], was: str, becomes: str, says: str
) -> None:
    assert was in TEXT
    assert main(["tally", str(a_file(tmp_path, TEXT.replace(was, becomes, 1)))]) == 1
    assert says in capsys.readouterr().err


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read: No such file"):
        read_pb(tmp_path / "none.pb")
    path = tmp_path / "photo.pb"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(Refusal, match="not UTF-8"):
        read_pb(path)


def test_a_file_that_contradicts_itself_is_counted_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, TEXT.replace("num_votes;10", "num_votes;11").replace("film;100;2", "film;100;3"))
    assert main(["tally", str(path), "--json"]) == 0
    told, said = capsys.readouterr()
    assert "META says num_votes is 11, the file has 10." in said
    assert len(json.loads(told)["warnings"]) == 2


def test_a_file_of_ours_that_was_changed_after_the_count_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = TEXT.replace("currency;EUR\n", "currency;EUR\ntally_rule;equal-shares\nlot;film,kamp,muziek,tuin\n")
    ours = ours.replace("votes;name\n", "votes;name;selected\n").replace(
        "Muziek op het plein\n", "Muziek op het plein;0\n"
    )
    for won in ("Zomerkamp", "Tuin achter de school", "Filmavond"):
        ours = ours.replace(f"{won}\n", f"{won};1\n")
    assert main(["tally", str(a_file(tmp_path, ours))]) == 0
    assert capsys.readouterr().err == ""
    changed = a_file(tmp_path, ours.replace("budget;1000", "budget;700"))
    assert main(["tally", str(changed)]) == 0
    assert "The file says that film, kamp, tuin won, and its ballots say otherwise" in capsys.readouterr().err
    assert main(["tally", str(changed), "--rule", "greedy"]) == 0
    assert capsys.readouterr().err == "", "another rule may well have other winners"


def test_cents_windows_lines_quotes_and_empty_ballots_are_read(tmp_path: Path) -> None:
    text = TEXT.replace("film;100;2;Filmavond", 'film;99.95;2;"Film; met popcorn"').replace("3;kamp\n", "3;\n")
    election = read_pb(a_file(tmp_path, "\ufeff" + text.replace("\n", "\r\n"))).election
    assert (election.projects[3].cost_cents, election.projects[3].name) == (9_995, "Film; met popcorn")
    assert (election.voters, election.ballots[()]) == (10, 1)
